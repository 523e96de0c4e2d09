"""From the sheet to what is heard: a screen that content fills, in the voice of who recorded it."""

from __future__ import annotations

import csv
import shutil
from argparse import Namespace
from contextlib import redirect_stdout
from dataclasses import dataclass, field, replace
from functools import cache
from io import StringIO
from itertools import count, takewhile
from typing import TYPE_CHECKING

import pytest

from bot import bootstrap
from bot.__main__ import main
from bot.commands import voice as command
from bot.commands.voice import messages_ahead
from bot.config import ROOT, Settings
from bot.messages import Address, Command, Inbound, Text
from bot.voice.sheet import asked, code_of
from bot.voice.speeches import Speeches
from bot.voice.spoken.form import SpokenForms
from tests.recording_channel import RecordingChannel
from tests.voice.sounds import file_of, tone
from tests.voice.test_foreseen import NOW, Clock, Ear

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from bot.messages import Content, Speak
    from bot.voice.base import Speech

pytestmark = pytest.mark.untraced  # hundreds of recordings are taken in; test_importing.py is traced

FATIMA = Address("telegram", "fatima")
WHO = ("--speaker", "Voorbeeld Spreker", "--consent", "map 3")
BY = ("--by", "Voorbeeld Luisteraar")
SOUND = file_of(tone(2.5), "wav")
ANOTHER = file_of(tone(2.4), "wav")
DANGER = Text("Ik ben in gevaar")
LEAST = 5
"""Parts of a screen that are the same for everybody."""


@cache
def offered() -> dict[str, Speech]:
    """Return all that the sheet of today can ask in Dutch, by code."""
    return {code_of(speech): speech for speech in asked(messages_ahead(Settings.from_environment({}), "nl"))}


@dataclass(frozen=True)
class Heard:
    """What was read, whether it was called a computer's voice, and what was made for it now."""

    speak: Speak
    by_computer: bool
    made: list[str]


@dataclass
class Studio:
    """A folder with what was recorded, the project that it is of, and who listens."""

    folder: Path
    database: str
    content: Path = ROOT / "content"
    desk: bool = False
    numbers: Iterator[str] = field(default_factory=lambda: map(str, count()))

    @property
    def settings(self) -> Settings:
        return replace(
            Settings.from_environment({"WEGWIJS_DATABASE_URL": self.database}),
            content=self.content,
            desk_on=self.desk,
            voice=self.folder / "voice",
            recordings=self.folder / "recordings",
        )

    def sheet(self, only: str) -> list[dict[str, str]]:
        options = Namespace(what="sheet", language="nl", only=only, format="csv", all=False)
        printed = StringIO()
        with redirect_stdout(printed):
            command.run(self.settings, options)
        return list(csv.DictReader(printed.getvalue().splitlines()))

    def spoken(self, codes: Iterable[str], sound: bytes = SOUND) -> Path:
        """Return a folder with a sound for each code, as a speaker sends it."""
        place = self.folder / "spoken"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        for code in codes:
            (place / f"{code}.wav").write_bytes(sound)
        return place

    async def hears(self, *contents: Content) -> Heard:
        """Return the last that is read to who wants everything read."""
        ear = Ear(self.folder)
        channel = RecordingChannel()
        async with bootstrap.application(
            self.settings, {channel.name: channel}, now=Clock(), speaker=ear.speaker
        ) as app:
            for content in (Command("start", "nl-voice"), *contents):
                number = next(self.numbers)
                inbound = Inbound(FATIMA, number, content, NOW, message_id=number)
                await app.conversation.receive(inbound)
                await app.delivery.drain()
        speak, made = ear.heard[-1]
        return Heard(speak, channel.sounds[-1].caption != "", made)


@pytest.fixture
def studio(tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Studio:
    monkeypatch.setenv("WEGWIJS_RECORDINGS", str(tmp_path / "recordings"))
    return Studio(tmp_path, sqlite_url)


@pytest.fixture(scope="module")
def danger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with recordings of all that the sheet asks before where a person is, approved."""
    folder = tmp_path_factory.mktemp("studio")
    studio = Studio(folder, "")
    first = takewhile(lambda row: not row["message_id"].startswith("core/person."), studio.sheet("core/"))
    codes = [row["code"] for row in first]
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("WEGWIJS_RECORDINGS", str(folder / "recordings"))
        assert main(["voice", "import", str(studio.spoken(codes)), *WHO]) == 0
        assert main(["voice", "approve", *map(str.upper, codes), *BY]) == 0
    return folder / "recordings"


@pytest.fixture
def recorded(studio: Studio, danger: Path) -> Studio:
    shutil.copytree(danger, studio.settings.recordings)
    return studio


async def test_danger_is_heard_from_who_recorded_it_once_all_of_it_was_approved(recorded: Studio) -> None:
    heard = await recorded.hears(DANGER)

    assert {part.message_id for part in heard.speak.parts} >= {"core/danger.now", "core/danger.home"}
    assert (heard.by_computer, heard.made) == (False, [])


async def test_danger_of_which_one_part_waits_to_be_approved_is_said_by_the_computer(
    recorded: Studio,
) -> None:
    now = [code for code, speech in offered().items() if speech.message_id == "core/danger.now"]
    main(["voice", "import", str(recorded.spoken(now, ANOTHER)), *WHO])

    heard = await recorded.hears(DANGER)

    assert heard.by_computer
    assert heard.made != []


async def test_a_number_that_changed_is_asked_again_and_nobody_hears_the_old_one(recorded: Studio) -> None:
    recorded.content = recorded.folder / "content"
    shutil.copytree(ROOT / "content", recorded.content)
    organisations = recorded.content / "organisations.yaml"
    organisations.write_text(
        organisations.read_text(encoding="utf-8").replace("0800-2000", "0800-2001"), encoding="utf-8"
    )

    again = [(row["state"], row["text"]) for row in recorded.sheet("core/danger.")]
    heard = await recorded.hears(DANGER)

    assert again == [
        ("stale", "Doet iemand thuis u pijn of maakt iemand u bang? Bel Veilig Thuis: 0800-2001.")
    ]
    assert heard.by_computer


@pytest.mark.parametrize("desk", [True, False])
@pytest.mark.parametrize("content", [DANGER, Command("mens")], ids=["danger", "person"])
async def test_all_that_is_not_hers_on_a_screen_can_be_recorded(
    studio: Studio, content: Content, *, desk: bool
) -> None:
    studio.desk = desk
    speeches = Speeches(SpokenForms.load(ROOT / "locales"))

    heard = await studio.hears(content)

    parts = [part for part in (*heard.speak.parts, *heard.speak.options) if not part.own]
    assert len(parts) > LEAST
    assert [
        speech.wording for part in parts for speech in speeches.of(part) if code_of(speech) not in offered()
    ] == []


def test_a_folder_that_is_not_there_is_called_missing(
    studio: Studio, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["voice", "import", str(studio.folder / "opnamen"), *WHO])

    assert (status, capsys.readouterr().out) == (
        1,
        "refused: opnamen: there is no such file or folder\n0 taken in, 1 refused\n",
    )
