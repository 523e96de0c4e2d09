"""Rendering with the real pool and the real espeak-ng; the network voice is a parrot."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.translations import fingerprint
from bot.voice.assembly import Places, open_voice
from bot.voice.base import Kind, Speech
from bot.voice.cache import Cache
from bot.voice.chain import Chain
from bot.voice.engines.recordings import Recordings, Sidecar
from bot.voice.rendering import Failure, Progress, Row, count, kinds, render, summary, unmade, wanted
from bot.voice.silence import NoVoice, Reason
from tests.voice.parrot import Parrot

if TYPE_CHECKING:
    from pathlib import Path

    from bot.voice.engine import Order
    from bot.voice.sound import Sound

LANGUAGES = """
nl:
  voice: [recording, gtts, espeak]
  espeak: {voice: nl, speed: 150}
ar:
  voice: [recording, espeak]
  espeak: {voice: ar, speed: 150, vowelled: true}
fr:
  voice: [espeak]
  espeak: {voice: no-such-voice, speed: 150}
"""

VOWELLED = f"""
core/yes:
  text: "نَعَمْ"
  of: "{fingerprint("نعم")}"
  review: second-read
core/no:
  text: "لَا"
  of: "{fingerprint("an older wording")}"
  review: second-read
"""


def message(language: str, name: str, text: str) -> Speech:
    return Speech(language=language, text=text, fixed=True, message_id=f"core/{name}", written=text)


DUTCH = [message("nl", "yes", "Ja."), message("nl", "no", "Nee."), message("nl", "yes-again", "Ja.")]
ARABIC = [message("ar", "yes", "نعم"), message("ar", "no", "لا"), message("ar", "menu", "القائمة")]


@pytest.fixture
def places(tmp_path: Path) -> Places:
    locales = tmp_path / "locales"
    (locales / "ar").mkdir(parents=True)
    (locales / "languages.yaml").write_text(LANGUAGES, encoding="utf-8")
    (locales / "ar" / "vowelled.yaml").write_text(VOWELLED, encoding="utf-8")
    return Places(locales=locales, cache=tmp_path / "voice", recordings=tmp_path / "recordings")


def record(places: Places, speech: Speech, *, of: str) -> None:
    sidecar = Sidecar(
        message_id=speech.message_id or "",
        language=speech.language,
        text=of,
        of=fingerprint(of),
        speaker="Voorbeeld Spreker",
        consent="map 3",
        imported="2027-04-01",
        approved_by="Voorbeeld Luisteraar",
        seconds=1.0,
        key="",
    )
    Recordings(places.recordings).keep(b"OggS", sidecar)


def made(places: Places) -> dict[str, int]:
    """Return each clip on disk with the moment at which it was written."""
    return {path.name: path.stat().st_mtime_ns for path in places.cache.rglob("*.ogg")}


def test_every_clip_that_can_be_made_is_made_once(places: Places) -> None:
    progress: list[Progress] = []

    failures = render([*DUTCH, *ARABIC], open_voice(places), places, report=progress.append)

    assert failures == []
    assert [(one.tried, one.total, one.made) for one in progress] == [(1, 3, 1), (2, 3, 2), (3, 3, 3)]
    assert len(made(places)) == 3
    assert count(open_voice(places), [*DUTCH, *ARABIC]) == [
        Row("nl", messages=3, recorded=0, gtts=0, espeak=3, missing=0, stale=0),
        Row("ar", messages=3, recorded=0, gtts=0, espeak=1, missing=2, stale=1),
    ]


def test_clip_that_is_there_is_not_made_again(places: Places) -> None:
    render(DUTCH[:1], open_voice(places), places, report=lambda _: None)
    before = made(places)
    progress: list[Progress] = []

    render(DUTCH, open_voice(places), places, report=progress.append)

    assert [(one.tried, one.total) for one in progress] == [(1, 1)]
    assert made(places).items() >= before.items()
    assert len(made(places)) == 2


def test_run_with_nothing_to_do_reports_nothing(places: Places) -> None:
    progress: list[Progress] = []

    assert render(ARABIC[1:], open_voice(places), places, report=progress.append) == []
    assert progress == []


def test_what_is_recorded_is_not_rendered_and_a_stale_recording_is(places: Places) -> None:
    record(places, DUTCH[0], of="Ja.")
    record(places, DUTCH[1], of="Neen.")

    render(DUTCH[:2], open_voice(places), places, report=lambda _: None)

    assert count(open_voice(places), DUTCH[:2]) == [
        Row("nl", messages=2, recorded=1, gtts=0, espeak=1, missing=0, stale=1)
    ]


def test_failure_is_returned_with_its_reason(places: Places) -> None:
    speech = message("fr", "yes", "Oui.")

    failures = render([speech], open_voice(places), places, report=lambda _: None)

    assert failures == [Failure(speech, Reason.WORKER_FAILED)]
    assert list(summary(failures)) == [
        (
            "1 not made, espeak-ng stopped or was too slow: fr core/yes; "
            "run it again when the machine has less to do"
        )
    ]


def test_a_disk_that_takes_nothing_ends_the_run(places: Places) -> None:
    places.cache.touch()  # a file where the folder is to be
    messages = [message("nl", str(number), f"Zin {number}.") for number in range(9)]
    progress: list[Progress] = []

    failures = render(messages, open_voice(places), places, report=progress.append)

    assert failures == [Failure(messages[0], Reason.DISK)]
    assert [(one.tried, one.total, one.made) for one in progress] == [(1, 9, 0)]
    assert list(summary(failures)) == [
        (
            "1 not made, the clip cannot be written: nl core/0; "
            "make room there, or name another folder in WEGWIJS_VOICE_DIR, and run it again"
        ),
        "no other was tried: it would fail as well",
    ]


def test_network_voice_is_asked_first_and_espeak_for_what_it_does_not_say(places: Places) -> None:
    class Moody(Parrot):
        """Says one sentence; then the service is busy."""

        def sound(self, order: Order) -> Sound:
            if self.said:
                self.fails = NoVoice(Reason.BLOCKED)
            return super().sound(order)

    asking = replace(places, gtts=True)
    chain = open_voice(asking)
    moody = Moody(Kind.GTTS)
    chain.engines = {**chain.engines, Kind.GTTS: moody}
    progress: list[Progress] = []

    failures = render(DUTCH, chain, asking, report=progress.append)

    assert failures == [Failure(DUTCH[1], Reason.BLOCKED, next_best=True)]
    assert list(summary(failures)) == [
        (
            "1 not made by gTTS, the service was busy or failed: no request for an hour: nl core/no; "
            "the next voice says them until a next run"
        )
    ]
    assert moody.said == ["Ja.", "Nee."]
    assert [(one.tried, one.total, one.made) for one in progress] == [(1, 2, 1), (2, 2, 2)]
    assert count(chain, DUTCH) == [Row("nl", messages=3, recorded=0, gtts=2, espeak=1, missing=0, stale=0)]


def test_check_counts_what_could_be_made_and_nothing_else(places: Places) -> None:
    chain = open_voice(places)
    asked = kinds(chain, gtts=False)
    before = unmade(chain, [*DUTCH, *ARABIC], asked)

    render([*DUTCH, *ARABIC], open_voice(places), places, report=lambda _: None)

    assert before == [*DUTCH, ARABIC[0]]
    assert unmade(chain, [*DUTCH, *ARABIC], asked) == []


@pytest.mark.parametrize(
    ("gtts", "there", "expected"),
    [
        (False, None, Kind.ESPEAK),
        (True, None, Kind.GTTS),
        (True, Kind.ESPEAK, Kind.GTTS),
        (False, Kind.ESPEAK, None),
        (False, Kind.GTTS, None),
        (True, Kind.GTTS, None),
    ],
)
def test_better_voice_is_wanted_over_the_one_that_is_there(
    tmp_path: Path, *, gtts: bool, there: Kind | None, expected: Kind | None
) -> None:
    chain = Chain(
        {"nl": tuple(Kind)},
        recordings=Recordings(tmp_path / "recordings"),
        engines={kind: Parrot(kind) for kind in (Kind.GTTS, Kind.ESPEAK)},
        cache=Cache(tmp_path / "voice"),
        now=lambda: datetime(2027, 4, 1, tzinfo=UTC),
    )
    if there is not None:
        chain.made(DUTCH[0], {there})

    assert wanted(chain, DUTCH[0], kinds(chain, gtts=gtts)) is expected


def test_progress_tells_the_rate_and_what_is_left() -> None:
    halfway = Progress(tried=50, total=150, made=49, seconds=5.0)

    assert (halfway.rate, halfway.left) == (10.0, 10.0)
    assert Progress(tried=0, total=150, made=0, seconds=0.0).left is None
