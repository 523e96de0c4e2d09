"""The real library, against a stand-in of the service it asks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from gtts.lang import tts_langs

from bot.config import ROOT
from bot.voice.assembly import Places, open_voice
from bot.voice.base import Kind, Speech
from bot.voice.cache import Cache
from bot.voice.chain import Chain
from bot.voice.engines.gtts import LANGUAGES, Breaker, GoogleSpeech, parts
from bot.voice.engines.recordings import Recordings
from bot.voice.silence import NoVoice, Reason
from tests.voice.engines.google_double import google_double

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.voice.engine import Engine
    from tests.voice.engines.google_double import GoogleDouble

LONG = "Welkom bij Wegwijs. " * 12
"""Three requests."""


class Clock:
    """Time that passes only while somebody waits."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.waits: list[float] = []
        self.day = datetime(2027, 4, 1, 12, tzinfo=UTC)

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.seconds += seconds

    def now(self) -> datetime:
        return self.day + timedelta(seconds=self.seconds)


@pytest.fixture
def google() -> Iterator[GoogleDouble]:
    with google_double() as double:
        yield double


@pytest.fixture
def clock() -> Clock:
    return Clock()


def engine(
    google: GoogleDouble, folder: Path, clock: Clock, *, enabled: bool = True, longest: float = 10.0
) -> GoogleSpeech:
    return GoogleSpeech(
        enabled=enabled,
        breaker=Breaker(folder / "gtts-not-before", now=clock.now),
        tld=google.tld,
        timeouts=(3.0, 0.5),
        longest=longest,
        clock=lambda: clock.seconds,
        pause=clock.wait,
    )


def fixed(text: str, language: str = "nl") -> Speech:
    return Speech(language=language, text=text, fixed=True)


def silence(asked: Engine, speech: Speech) -> Reason:
    with pytest.raises(NoVoice) as caught:
        asked.sound(asked.order(speech))
    return caught.value.reason


def test_short_text_is_one_request_and_one_sound(google: GoogleDouble, tmp_path: Path, clock: Clock) -> None:
    asked = engine(google, tmp_path, clock)

    sound = asked.sound(asked.order(fixed("Welkom.")))

    assert google.heard == [("Welkom.", "nl")]
    assert sound.seconds == pytest.approx(1.0, abs=0.15)


def test_long_text_goes_out_in_parts_one_a_second(google: GoogleDouble, tmp_path: Path, clock: Clock) -> None:
    asked = engine(google, tmp_path, clock)

    sound = asked.sound(asked.order(fixed(LONG)))

    assert [text for text, _ in google.heard] == parts(LONG)
    assert [len(text) <= 100 for text in parts(LONG)] == [True, True, True]
    assert clock.waits == [1.0, 1.0]
    assert sound.seconds == pytest.approx(3.5, abs=0.4)


@pytest.mark.parametrize(
    "answer",
    [
        403,
        404,
        500,
        503,
        "html",
        "no audio",
        "empty",
        "cut off",
        "half an answer",
        "no sound",
        "closed",
        "slow",
    ],
)
@pytest.mark.parametrize("request_number", [0, 2], ids=["first", "last"])
def test_failed_part_leaves_no_sound_at_all(
    google: GoogleDouble, tmp_path: Path, clock: Clock, answer: int | str, request_number: int
) -> None:
    google.answers[request_number] = answer

    assert silence(engine(google, tmp_path, clock), fixed(LONG)) is Reason.SERVICE
    assert len(google.heard) == request_number + 1


@pytest.mark.parametrize("answer", ["drips", "drips a header"])
@pytest.mark.parametrize("request_number", [0, 2], ids=["first", "last"])
def test_part_that_drips_is_given_up_although_no_read_waits_long(
    google: GoogleDouble, tmp_path: Path, clock: Clock, answer: str, request_number: int
) -> None:
    google.answers[request_number] = answer

    assert silence(engine(google, tmp_path, clock, longest=0.8), fixed(LONG)) is Reason.SERVICE
    assert len(google.heard) == request_number + 1


@pytest.mark.parametrize("answer", ["drips", "drips a header"])
def test_part_that_drips_no_longer_than_it_may_is_heard(
    google: GoogleDouble, tmp_path: Path, clock: Clock, answer: str
) -> None:
    google.every = answer
    google.drops = 3
    asked = engine(google, tmp_path, clock)

    assert asked.sound(asked.order(fixed("Welkom."))).seconds == pytest.approx(1.0, abs=0.15)


@pytest.mark.parametrize("answer", [403, "html", "empty", "cut off", "slow", "drips"])
def test_failed_part_writes_nothing_where_the_clips_are(
    google: GoogleDouble, tmp_path: Path, clock: Clock, answer: int | str
) -> None:
    google.answers[1] = answer
    chain = Chain(
        {"nl": (Kind.GTTS,)},
        recordings=Recordings(tmp_path / "recordings"),
        engines={Kind.GTTS: engine(google, tmp_path, clock, longest=0.8)},
        cache=Cache(tmp_path / "clips"),
        now=clock.now,
    )

    with pytest.raises(NoVoice) as caught:
        chain.made(fixed(LONG), {Kind.GTTS}, ahead=True)

    assert caught.value.reason is Reason.SERVICE
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_service_that_is_not_there_gives_a_reason(tmp_path: Path, clock: Clock) -> None:
    with google_double() as gone:
        pass

    assert silence(engine(gone, tmp_path, clock), fixed("Welkom.")) is Reason.SERVICE


def test_after_too_many_requests_nothing_is_asked_for_an_hour(
    google: GoogleDouble, tmp_path: Path, clock: Clock
) -> None:
    google.answers[1] = 429
    asked = engine(google, tmp_path, clock)

    assert silence(asked, fixed(LONG)) is Reason.BLOCKED
    assert silence(asked, fixed("Welkom.")) is Reason.BLOCKED
    clock.seconds += 3590
    # Another run, which has not seen the answer itself.
    assert silence(engine(google, tmp_path, clock), fixed("Welkom.")) is Reason.BLOCKED
    assert len(google.heard) == 2
    clock.seconds += 20
    assert engine(google, tmp_path, clock).sound(asked.order(fixed("Welkom."))).seconds > 0
    assert len(google.heard) == 3


def test_block_is_known_to_the_next_run_of_the_project(
    google: GoogleDouble, tmp_path: Path, clock: Clock
) -> None:
    google.every = 429
    silence(engine(google, tmp_path, clock), fixed("Welkom."))
    places = Places(locales=ROOT / "locales", cache=tmp_path, recordings=tmp_path / "none", gtts=True)

    asked = open_voice(places, now=clock.now).engines[Kind.GTTS]

    assert silence(asked, fixed("Welkom.")) is Reason.BLOCKED


@pytest.mark.parametrize("answer", [503, "empty", "drips"])
def test_after_three_failures_in_a_row_nothing_is_asked_for_an_hour(
    google: GoogleDouble, tmp_path: Path, clock: Clock, answer: int | str
) -> None:
    google.every = answer
    asked = engine(google, tmp_path, clock, longest=0.3)

    reasons = [silence(asked, fixed("Welkom.")) for _ in range(4)]

    assert reasons == [Reason.SERVICE, Reason.SERVICE, Reason.SERVICE, Reason.BLOCKED]
    assert len(google.heard) == 3


def test_failures_with_an_answer_between_do_not_count(
    google: GoogleDouble, tmp_path: Path, clock: Clock
) -> None:
    google.answers = {0: 503, 1: 503, 3: 503, 4: 503}
    asked = engine(google, tmp_path, clock)

    said = [silence(asked, fixed("Ja.")) for _ in range(2)]
    asked.sound(asked.order(fixed("Ja.")))
    said += [silence(asked, fixed("Ja.")) for _ in range(2)]

    assert said == [Reason.SERVICE] * 4


def test_nothing_is_asked_when_it_is_switched_off(google: GoogleDouble, tmp_path: Path, clock: Clock) -> None:
    asked = engine(google, tmp_path, clock, enabled=False)

    assert silence(asked, fixed("Welkom.")) is Reason.SWITCHED_OFF
    assert google.heard == []


@pytest.mark.parametrize(
    ("speech", "reason"),
    [
        (fixed("ሰላም።", "ti"), Reason.LANGUAGE),
        (Speech(language="nl", text="Uw brief van drie april.", fixed=False), Reason.PERSONAL),
        (fixed("..."), Reason.NOTHING),
    ],
)
def test_some_texts_are_never_sent(
    google: GoogleDouble, tmp_path: Path, clock: Clock, speech: Speech, reason: Reason
) -> None:
    assert silence(engine(google, tmp_path, clock), speech) is reason
    assert google.heard == []


def test_languages_are_those_of_the_library() -> None:
    assert set(tts_langs()) == LANGUAGES


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ja.", ["Ja."]),
        ("Een. Twee.", ["Een. Twee."]),
        (f"{'a' * 60}. {'b' * 60}.", [f"{'a' * 60}.", f"{'b' * 60}."]),
        ("c" * 150, ["c" * 100, "c" * 50]),
        ("هل تريد؟ نعم", ["هل تريد؟ نعم"]),
    ],
)
def test_text_is_cut_at_the_end_of_a_phrase(text: str, expected: list[str]) -> None:
    assert parts(text) == expected
