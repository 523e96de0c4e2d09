"""What is a resident's own in a message, and what nobody recorded a number for: never from a recording."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.isolation import isolated
from bot.messages import Part, Speak
from bot.voice.base import Kind
from bot.voice.speaker import MessageSpeaker
from bot.voice.speeches import Speeches
from tests.speaking_voice import WritingVoice
from tests.voice.test_speaker import ASK, NO, NUMBER, RECORDED, UNTIL, YES, forms, numbered

if TYPE_CHECKING:
    from pathlib import Path

WITH_HERS = RECORDED | {("nl", "core/deadline.until")}
"""Recordings among which, by mistake, is one with somebody's date in it."""


@pytest.fixture
def voice(tmp_path: Path) -> WritingVoice:
    return WritingVoice(tmp_path, recorded=WITH_HERS)


@pytest.fixture
def speaker(voice: WritingVoice) -> MessageSpeaker:
    return MessageSpeaker(voice, forms(), number=numbered)


@pytest.mark.parametrize(
    "speak",
    [
        Speak((UNTIL,), "nl"),
        Speak((ASK, UNTIL), "nl"),
        Speak((ASK,), "nl", options=(UNTIL,)),
    ],
    ids=["alone", "in a message", "on a button"],
)
async def test_what_is_hers_is_said_by_espeak_and_passes(
    voice: WritingVoice, speaker: MessageSpeaker, speak: Speak
) -> None:
    clip = await speaker.clip(speak)

    assert clip is not None
    assert (clip.by_computer, clip.fixed) == (True, False)
    assert {speech.only for speech in voice.said} == {Kind.ESPEAK}


async def test_a_label_that_is_hers_passes(voice: WritingVoice, speaker: MessageSpeaker) -> None:
    voice.recorded, voice.rendered = frozenset(), RECORDED

    await speaker.clip(Speak((ASK,), "nl", options=(UNTIL,)))

    assert [(speech.text, speech.fixed) for speech in voice.said] == [
        ("Hebt u werk?", True),
        ("één: Doe dit uiterlijk vijf december tweeduizend zes en twintig.", False),
    ]


async def test_a_choice_without_a_recorded_number_is_not_heard_without_it(
    voice: WritingVoice, speaker: MessageSpeaker
) -> None:
    clip = await speaker.clip(Speak((ASK,), "nl", options=(YES, NO, YES)))

    assert clip is not None
    assert clip.by_computer
    assert [speech.text for speech in voice.said] == ["Hebt u werk? één: Ja. twee: Nee. drie: Ja."]


async def test_a_number_stays_apart_from_the_line_before_it_where_another_voice_says_its_own(
    voice: WritingVoice, speaker: MessageSpeaker
) -> None:
    voice.recorded, voice.rendered = frozenset(), RECORDED

    await speaker.clip(Speak((UNTIL, NUMBER, Part("ti", "ስራሕ", "a")), "nl"))

    assert [speech.text for speech in voice.said] == [
        "Doe dit uiterlijk vijf december tweeduizend zes en twintig.",
        "Nummer twee",
        "ስራሕ",
    ]


@pytest.mark.parametrize(
    ("known", "voiced"), [({"core/action.why", "core/answer.yes"}, True), ({"core/action.why"}, False)]
)
def test_a_text_has_a_voice_where_the_text_inside_it_has_one(
    voice: WritingVoice, speaker: MessageSpeaker, known: set[str], *, voiced: bool
) -> None:
    voice.languages = frozenset()
    voice.known = frozenset(("ar", name) for name in known)
    inside = Part("ar", "نعم", "core/answer.yes")

    assert speaker.voiced(Part("ar", "لماذا؟ {why}", "core/action.why", {"why": inside})) is voiced


def test_what_a_person_would_read_holds_nothing_that_is_hers_and_no_mark_that_only_places_it() -> None:
    call = Part("ar", "اتصلوا: {phone}", "core/danger.call", {"phone": isolated("0800-2000")})

    told = [speech.filled for part in (UNTIL, call, ASK) for speech in Speeches(forms()).of(part)]

    assert told == ["", "اتصلوا: 0800-2000", ""]


def test_what_a_person_wrote_to_her_is_not_remembered(voice: WritingVoice, speaker: MessageSpeaker) -> None:
    wrote = Part("nl", "Bel mij morgen over uw schuld.", own=True)
    before = speaker.voiced(wrote)
    voice.languages = frozenset()

    assert (before, speaker.voiced(wrote)) == (True, False)


async def test_what_a_person_wrote_to_her_passes(voice: WritingVoice, speaker: MessageSpeaker) -> None:
    clip = await speaker.clip(Speak((ASK, Part("nl", "Bel mij morgen over uw schuld.", own=True)), "nl"))

    assert clip is not None
    assert not clip.fixed
