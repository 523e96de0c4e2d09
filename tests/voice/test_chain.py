from __future__ import annotations

import asyncio
import logging
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.translations import fingerprint
from bot.voice.audio import decode, finished
from bot.voice.base import Kind, Speech, Voice
from bot.voice.cache import Cache
from bot.voice.chain import Chain
from bot.voice.engines.recordings import Recordings, Sidecar
from bot.voice.silence import NoVoice, Reason
from bot.voice.sound import Sound
from tests.voice.parrot import TONE, Parrot

if TYPE_CHECKING:
    from bot.voice.base import Clip

HELLO = Speech(language="nl", text="dag", fixed=True, message_id="core/greeted", written="Dag.")
OWN = Speech(language="nl", text="uiterlijk drie april", fixed=False, message_id="core/deadline.until")

NOON = datetime(2027, 4, 1, 12, tzinfo=UTC)


class Stage:
    """A chain of all three kinds, with parrots for engines."""

    def __init__(self, folder: Path) -> None:
        self.espeak = Parrot(Kind.ESPEAK)
        self.gtts = Parrot(Kind.GTTS)
        self.recordings = Recordings(folder / "recordings")
        self.cache = Cache(folder / "voice")
        self.chain = Chain(
            {"nl": tuple(Kind), "ti": (Kind.RECORDING, Kind.ESPEAK), "fr": ()},
            recordings=self.recordings,
            engines={Kind.ESPEAK: self.espeak, Kind.GTTS: self.gtts},
            cache=self.cache,
            now=lambda: NOON,
        )
        self.voice: Voice = self.chain  # the chain answers the port

    def record(self, speech: Speech) -> None:
        data, seconds = finished(TONE)
        self.recordings.keep(
            data,
            Sidecar(
                message_id=speech.message_id or "",
                language=speech.language,
                text=speech.written,
                of=fingerprint(speech.written),
                speaker="Voorbeeld Spreker",
                consent="map 3",
                imported="2027-04-01",
                approved_by="Voorbeeld Luisteraar",
                seconds=seconds,
                key="",
            ),
        )


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path)


def kind(clip: Clip | None) -> Kind | None:
    return None if clip is None else clip.kind


def reasons(caplog: pytest.LogCaptureFixture) -> list[tuple[str, object, object]]:
    """Return level, kind and language of each line that says why there is no voice."""
    return [
        (record.levelname, record.__dict__.get("kind"), record.__dict__.get("language"))
        for record in caplog.records
        if record.message == "a message has no voice"
    ]


async def test_clip_is_made_once_and_then_found(stage: Stage) -> None:
    first = await stage.voice.clip(HELLO)
    second = await stage.voice.clip(HELLO)

    assert first == second
    assert kind(first) is Kind.ESPEAK
    assert stage.espeak.said == ["dag"]


async def test_recording_comes_before_everything_else(stage: Stage) -> None:
    stage.chain.made(HELLO, {Kind.GTTS})
    stage.record(HELLO)

    clip = await stage.voice.clip(HELLO)

    assert (kind(clip), clip and clip.speaker) == (Kind.RECORDING, "Voorbeeld Spreker")


async def test_stale_recording_falls_through_the_chain(stage: Stage) -> None:
    stage.record(HELLO)
    changed = replace(HELLO, text="goedendag", written="Goedendag.")

    clip = await stage.voice.clip(changed)

    assert kind(clip) is Kind.ESPEAK
    assert stage.espeak.said == ["goedendag"]


async def test_network_voice_is_heard_when_it_was_rendered_and_never_asked(stage: Stage) -> None:
    before = await stage.voice.clip(HELLO)
    stage.chain.made(HELLO, {Kind.GTTS})

    after = await stage.voice.clip(HELLO)

    assert (kind(before), kind(after)) == (Kind.ESPEAK, Kind.GTTS)
    assert stage.gtts.said == ["dag"]  # by made(), which renders


async def test_rendering_falls_back_when_the_network_voice_fails(stage: Stage) -> None:
    stage.gtts.fails = NoVoice(Reason.BLOCKED)

    clip = stage.chain.made(HELLO, {Kind.GTTS, Kind.ESPEAK})

    assert (clip.kind, stage.gtts.said, stage.espeak.said) == (Kind.ESPEAK, ["dag"], ["dag"])


@pytest.mark.parametrize("language", ["fr", "xx"])
async def test_language_without_a_chain_has_no_voice(
    stage: Stage, caplog: pytest.LogCaptureFixture, language: str
) -> None:
    caplog.set_level(logging.INFO)

    clip = await stage.voice.clip(replace(HELLO, language=language))

    assert clip is None
    assert reasons(caplog) == [("INFO", Reason.LANGUAGE.value, language)]
    assert (stage.espeak.said, stage.gtts.said) == ([], [])


@pytest.mark.parametrize(
    ("reason", "level"),
    [(Reason.NO_VOWELS, "INFO"), (Reason.NO_WORKER, "WARNING"), (Reason.WORKER_FAILED, "WARNING")],
)
async def test_message_without_a_voice_is_logged_and_raises_nothing(
    stage: Stage, caplog: pytest.LogCaptureFixture, reason: Reason, level: str
) -> None:
    caplog.set_level(logging.INFO)
    stage.espeak.fails = NoVoice(reason)

    clip = await stage.voice.clip(HELLO)

    assert clip is None
    assert reasons(caplog) == [(level, reason.value, "nl")]


async def test_silent_engine_gives_no_clip(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    class Mute(Parrot):
        def sound(self, order: object) -> Sound:
            return Sound(bytes(48_000))

    caplog.set_level(logging.INFO)
    chain = Chain(
        {"nl": (Kind.ESPEAK,)},
        recordings=stage.recordings,
        engines={Kind.ESPEAK: Mute()},
        cache=stage.cache,
        now=lambda: NOON,
    )

    assert await chain.clip(HELLO) is None
    assert reasons(caplog) == [("WARNING", Reason.BAD_SOUND.value, "nl")]


async def test_defect_in_an_engine_does_not_reach_the_conversation(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    stage.espeak.fails = ZeroDivisionError()

    clip = await stage.voice.clip(HELLO)

    assert clip is None
    assert [(record.levelname, record.message) for record in caplog.records] == [
        ("ERROR", "something broke in the voice")
    ]


async def test_unwritable_folder_gives_no_clip_and_a_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "voice").write_text("a file where the folder should be", encoding="utf-8")
    stage = Stage(tmp_path)

    clip = await stage.voice.clip(HELLO)

    assert clip is None
    assert reasons(caplog) == [("WARNING", Reason.DISK.value, "nl")]


async def test_many_who_listen_at_once_hear_one_clip_that_is_made_at_most_twice(stage: Stage) -> None:
    clips = await asyncio.gather(*(stage.voice.clip(HELLO) for _ in range(20)))

    assert len(set(clips)) == 1
    assert len(stage.espeak.said) <= 2


async def test_own_values_are_spoken_and_leave_with_the_next_sweep(stage: Stage) -> None:
    clip = await stage.voice.clip(OWN)
    assert clip is not None
    long_ago = NOON.timestamp() - 3700
    os.utime(clip.path, (long_ago, long_ago))

    stage.voice.sweep()

    assert (clip.kind, clip.fixed, clip.path.parent.name) == (Kind.ESPEAK, False, "passing")
    assert not clip.path.exists()


# --- several messages in one clip ---------------------------------------------


async def test_joined_speaks_one_after_another_with_a_pause(stage: Stage) -> None:
    other = replace(HELLO, text="tot ziens", message_id="core/stopped", written="Tot ziens.")

    clip = await stage.voice.joined([HELLO, other])

    assert clip is not None
    # Cut at packets of 0.02 s, three of them here, the last of each filled up.
    assert clip.seconds == pytest.approx(0.5 + 0.5 + 0.5, abs=0.08)
    assert decode(clip.path.read_bytes()).seconds == pytest.approx(clip.seconds, abs=0.02)
    assert clip == await stage.voice.joined([HELLO, other])
    assert clip != await stage.voice.joined([other, HELLO])
    assert stage.espeak.said == ["dag", "tot ziens"]


async def test_joined_is_called_a_computer_when_one_part_is(stage: Stage) -> None:
    stage.record(HELLO)

    clip = await stage.voice.joined([HELLO, replace(HELLO, text="tot ziens", message_id=None)])

    assert kind(clip) is Kind.ESPEAK


async def test_joined_with_own_values_passes(stage: Stage) -> None:
    clip = await stage.voice.joined([HELLO, OWN])

    assert clip is not None
    assert (clip.fixed, clip.path.parent.name) == (False, "passing")
    # The part of it that speaks her own values is in it now, and nowhere else.
    assert list(clip.path.parent.glob("*.ogg")) == [clip.path]


async def test_joined_makes_again_what_was_deleted_behind_somebody_with_the_same_value(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    clip = stage.chain.clip

    async def deleted_at_once(speech: Speech) -> Clip | None:
        made = await clip(speech)
        if made is not None:
            stage.chain.discard(made)
        return made

    monkeypatch.setattr(stage.chain, "clip", deleted_at_once)

    assert await stage.voice.joined([HELLO, OWN]) is not None
    assert stage.espeak.said == ["dag", "uiterlijk drie april", "uiterlijk drie april"]


async def test_joined_of_damaged_clips_is_nothing_and_a_warning(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    clip = await stage.voice.clip(HELLO)
    assert clip is not None
    clip.path.write_bytes(b"OggS" + bytes(100))

    assert await stage.voice.joined([HELLO, replace(HELLO, text="tot ziens", message_id=None)]) is None
    assert reasons(caplog) == [("WARNING", Reason.BAD_SOUND.value, "nl")]


async def test_joined_waits_as_long_as_asked_behind_each(stage: Stage) -> None:
    other = replace(HELLO, text="tot ziens", message_id=None)

    apart, close = [await stage.voice.joined([replace(HELLO, pause=pause), other]) for pause in (0.5, 0.1)]

    assert apart is not None
    assert close is not None
    assert apart.seconds - close.seconds == pytest.approx(0.4, abs=0.02)


async def test_only_who_must_speak_it_does(stage: Stage) -> None:
    stage.record(HELLO)

    by_computer = await stage.voice.clip(replace(HELLO, only=Kind.ESPEAK))

    assert kind(by_computer) is Kind.ESPEAK
    assert not stage.voice.can(replace(HELLO, language="ti", only=Kind.GTTS))


@pytest.mark.parametrize(
    ("speech", "folder"),
    [
        (HELLO, None),
        (replace(HELLO, message_id=None), "asked"),
        (replace(HELLO, values={"amount": "tien"}), "asked"),
        (OWN, "passing"),
    ],
)
async def test_only_what_is_rendered_ahead_stays(stage: Stage, speech: Speech, folder: str | None) -> None:
    clip = await stage.voice.clip(speech)

    assert clip is not None
    assert clip.path.parent.name == (folder or clip.key[:2])


async def test_joined_of_one_is_that_one_and_of_none_is_none(stage: Stage) -> None:
    assert await stage.voice.joined([HELLO]) == await stage.voice.clip(HELLO)
    assert await stage.voice.joined([]) is None


async def test_joined_is_nothing_when_one_part_has_no_voice(stage: Stage) -> None:
    assert await stage.voice.joined([HELLO, replace(HELLO, language="fr")]) is None


# --- the provider's id -----------------------------------------------------------


async def test_clip_that_was_uploaded_is_known_by_the_providers_id(stage: Stage) -> None:
    clip = await stage.voice.clip(HELLO)
    assert clip is not None
    before = stage.voice.media_id(clip, channel="telegram", bot="11")

    stage.voice.remember(clip, "file-1", channel="telegram", bot="11")

    assert before is None
    assert stage.voice.media_id(clip, channel="telegram", bot="11") == "file-1"


async def test_providers_id_of_own_values_is_not_kept(stage: Stage) -> None:
    clip = await stage.voice.clip(OWN)
    assert clip is not None

    stage.voice.remember(clip, "file-1", channel="telegram", bot="11")

    assert stage.voice.media_id(clip, channel="telegram", bot="11") is None
    assert list(stage.cache.folder.rglob("*.media")) == []


async def test_providers_id_that_cannot_be_written_is_only_logged(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    clip = await stage.voice.clip(HELLO)
    assert clip is not None
    stage.cache.folder = Path(clip.path)  # a file where the folder should be

    stage.voice.remember(clip, "file-1", channel="telegram", bot="11")

    assert reasons(caplog) == [("WARNING", Reason.DISK.value, "nl")]


# --- what can be said ---------------------------------------------------------


def test_can_is_said_of_what_is_there_or_can_be_made_here(stage: Stage) -> None:
    stage.record(HELLO)
    stage.espeak.refuses = Reason.NO_VOWELS

    assert [stage.voice.can(speech) for speech in (HELLO, OWN)] == [True, False]


def test_can_is_not_said_of_what_only_a_network_could_make(stage: Stage) -> None:
    stage.espeak.refuses = Reason.NO_WORKER

    assert not stage.voice.can(HELLO)


def test_speaks_is_said_of_a_language_whose_any_text_can_be_made_here(stage: Stage) -> None:
    spoken = [language for language in ("nl", "ti", "fr", "xx") if stage.voice.speaks(language)]

    assert spoken == ["nl", "ti"]


async def test_discard_deletes_what_is_a_residents_own_and_nothing_else(stage: Stage) -> None:
    own, fixed = await stage.voice.clip(OWN), await stage.voice.clip(HELLO)
    assert own is not None
    assert fixed is not None

    for clip in (own, fixed, own):  # a second time does no harm
        stage.voice.discard(clip)

    assert [clip.path.exists() for clip in (own, fixed)] == [False, True]
    assert list(own.path.parent.iterdir()) == []
