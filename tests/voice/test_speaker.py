"""One clip of a whole message: who speaks it, and in how many pieces."""

from __future__ import annotations

import logging
from functools import cache
from typing import TYPE_CHECKING

import pytest

from bot.config import ROOT
from bot.messages import Part, Speak
from bot.voice.base import Kind
from bot.voice.speaker import MessageSpeaker
from bot.voice.spoken.form import SpokenForms
from tests.speaking_voice import WritingVoice

if TYPE_CHECKING:
    from pathlib import Path

    from bot.voice.base import Speech

ASK = Part("nl", "Hebt u werk?", "gids/vraag.ask")
YES = Part("nl", "Ja", "core/answer.yes")
NO = Part("nl", "Nee", "core/answer.no")
PROGRESS = Part("nl", "Stap {step} van {total}", "core/progress", {"step": "3", "total": "8"}, spare=True)
UNTIL = Part(
    "nl", "Doe dit uiterlijk {until}.", "core/deadline.until", {"until": "5 december 2026"}, own=True
)
NUMBER = Part("nl", "Nummer 2", "core/number.2")
ARABIC = Speak((Part("ar", "نعم", "core/answer.yes"), Part("ar", "لا", "core/answer.no")), "ar")
RECORDED = frozenset(
    ("nl", part)
    for part in ("gids/vraag.ask", "core/answer.yes", "core/answer.no", "core/number.1", "core/number.2")
)


@cache
def forms() -> SpokenForms:
    return SpokenForms.load(ROOT / "locales")


def numbered(place: int, language: str) -> Part | None:
    return Part(language, f"Nummer {place}", f"core/number.{place}") if place <= 2 else None


@pytest.fixture
def voice(tmp_path: Path) -> WritingVoice:
    return WritingVoice(tmp_path)


@pytest.fixture
def speaker(voice: WritingVoice) -> MessageSpeaker:
    return MessageSpeaker(voice, forms(), number=numbered)


def said(voice: WritingVoice) -> list[tuple[str, str]]:
    return [(speech.language, speech.text) for speech in voice.said]


async def test_one_voice_says_a_message_and_its_numbered_options(
    voice: WritingVoice, speaker: MessageSpeaker
) -> None:
    await speaker.clip(Speak((PROGRESS, ASK), "nl", options=(YES, NO)))

    assert said(voice) == [("nl", "Stap drie van acht. Hebt u werk? één: Ja. twee: Nee.")]


async def test_what_was_recorded_is_played_one_after_the_other_where_all_of_it_was(
    voice: WritingVoice, speaker: MessageSpeaker
) -> None:
    voice.recorded = RECORDED

    clip = await speaker.clip(Speak((PROGRESS, ASK), "nl", options=(YES, NO)))

    assert clip is not None
    assert not clip.by_computer
    assert [speech.message_id for speech in voice.said] == [
        "gids/vraag.ask",
        "core/number.1",
        "core/answer.yes",
        "core/number.2",
        "core/answer.no",
    ]


async def test_nobody_hears_half_a_person(voice: WritingVoice, speaker: MessageSpeaker) -> None:
    voice.recorded = RECORDED - {("nl", "core/answer.no")}

    await speaker.clip(Speak((ASK,), "nl", options=(YES, NO)))

    assert said(voice) == [("nl", "Hebt u werk? één: Ja. twee: Nee.")]


async def test_what_a_computer_here_rendered_ahead_is_played_and_only_the_rest_is_made(
    voice: WritingVoice, speaker: MessageSpeaker
) -> None:
    voice.rendered = RECORDED - {("nl", "core/answer.no")}

    await speaker.clip(Speak((PROGRESS, UNTIL, ASK), "nl", options=(YES, NO)))

    assert said(voice) == [
        (
            "nl",
            "Stap drie van acht. Doe dit uiterlijk vijf december tweeduizend zes en twintig.",
        ),
        ("nl", "Hebt u werk?"),
        ("nl", "Nummer één"),
        ("nl", "Ja"),
        ("nl", "twee: Nee"),
    ]
    assert [speech.fixed for speech in voice.said] == [False, True, True, True, True]
    assert {speech.only for speech in voice.said} == {Kind.ESPEAK}


@pytest.mark.parametrize("recorded", [True, False])
async def test_a_text_that_is_all_that_is_said_is_asked_for_once(
    voice: WritingVoice, speaker: MessageSpeaker, *, recorded: bool
) -> None:
    voice.recorded = RECORDED if recorded else frozenset()

    clip = await speaker.clip(Speak((ASK,), "nl"))

    assert clip is not None
    assert clip.by_computer is not recorded
    assert [(speech.message_id, speech.only) for speech in voice.said] == [("gids/vraag.ask", None)]


@pytest.mark.parametrize("recorded", [True, False])
async def test_a_label_that_is_its_own_number_is_said_once(
    voice: WritingVoice, speaker: MessageSpeaker, *, recorded: bool
) -> None:
    voice.recorded = RECORDED if recorded else frozenset()

    await speaker.clip(Speak((ASK,), "nl", options=(YES, Part("nl", "Nummer 2", "core/number.2"))))

    assert [speech.text for speech in voice.said] == (
        ["Hebt u werk?", "Nummer één", "Ja", "Nummer twee"]
        if recorded
        else ["Hebt u werk? één: Ja. Nummer twee."]
    )


async def test_a_number_is_close_to_what_it_is_the_number_of(
    voice: WritingVoice, speaker: MessageSpeaker
) -> None:
    voice.rendered = RECORDED

    await speaker.clip(Speak((ASK,), "nl", options=(YES,)))

    assert [speech.pause for speech in voice.said] == [0.5, 0.1, 0.5]


async def test_a_recorded_number_is_close_to_what_it_is_the_number_of(
    voice: WritingVoice, speaker: MessageSpeaker
) -> None:
    voice.recorded = RECORDED

    await speaker.clip(Speak((NUMBER, ASK), "nl", options=(YES,)))

    assert [(speech.message_id, speech.pause) for speech in voice.said] == [
        ("core/number.2", 0.1),
        ("gids/vraag.ask", 0.5),
        ("core/number.1", 0.1),
        ("core/answer.yes", 0.5),
    ]


async def test_a_number_before_a_line_that_was_rendered_ahead_is_the_clip_of_every_such_number(
    voice: WritingVoice, speaker: MessageSpeaker
) -> None:
    voice.rendered = RECORDED

    await speaker.clip(Speak((NUMBER, ASK, NUMBER, ASK), "nl"))

    assert [(speech.text, speech.pause) for speech in voice.said] == [
        ("Nummer twee", 0.1),
        ("Hebt u werk?", 0.5),
    ] * 2


async def test_a_number_is_said_in_one_breath_with_a_line_that_is_made_now(
    voice: WritingVoice, speaker: MessageSpeaker
) -> None:
    voice.rendered = RECORDED

    await speaker.clip(Speak((ASK, NUMBER, UNTIL, NUMBER, UNTIL), "nl"))

    line = "Nummer twee, Doe dit uiterlijk vijf december tweeduizend zes en twintig."
    assert said(voice) == [("nl", "Hebt u werk?"), ("nl", f"{line} {line}")]


async def test_a_number_is_close_to_words_in_another_language(
    voice: WritingVoice, speaker: MessageSpeaker
) -> None:
    await speaker.clip(Speak((ASK, NUMBER, Part("ti", "ስራሕ", "a")), "nl"))

    assert [(speech.text, speech.pause) for speech in voice.said] == [
        ("Hebt u werk? Nummer twee,", 0.1),
        ("ስራሕ", 0.5),
    ]


async def test_a_recording_is_not_heard_between_what_a_computer_rendered(
    voice: WritingVoice, speaker: MessageSpeaker
) -> None:
    voice.rendered = RECORDED
    voice.recorded = frozenset({("nl", "gids/vraag.ask")})

    clip = await speaker.clip(Speak((ASK,), "nl", options=(YES,)))

    assert clip is not None
    assert clip.by_computer
    assert {speech.only for speech in voice.said} == {Kind.ESPEAK}


async def test_what_espeak_cannot_say_is_said_by_who_can(
    voice: WritingVoice, speaker: MessageSpeaker
) -> None:
    voice.languages = frozenset()
    voice.known = frozenset({("ar", "core/answer.yes")})
    voice.recorded = frozenset({("ar", "core/answer.no")})

    clip = await speaker.clip(ARABIC)

    assert clip is not None
    assert [speech.only for speech in voice.said] == [Kind.ESPEAK, None]


async def test_what_is_hers_is_said_by_this_machine_and_not_kept(
    voice: WritingVoice, speaker: MessageSpeaker
) -> None:
    voice.recorded = RECORDED

    clip = await speaker.clip(Speak((ASK, UNTIL), "nl", options=(YES,)))

    assert clip is not None
    assert not clip.fixed
    assert said(voice) == [
        ("nl", "Hebt u werk? Doe dit uiterlijk vijf december tweeduizend zes en twintig. één: Ja.")
    ]


async def test_a_part_in_another_language_has_its_own_voice(
    voice: WritingVoice, speaker: MessageSpeaker
) -> None:
    await speaker.clip(Speak((Part("ti", "ስራሕ", "a"), ASK, Part("ti", "እወ", "b")), "ti"))

    assert said(voice) == [("ti", "ስራሕ"), ("nl", "Hebt u werk?"), ("ti", "እወ")]


async def test_a_text_without_id_is_cut_where_its_language_changes(
    voice: WritingVoice, speaker: MessageSpeaker
) -> None:
    await speaker.clip(Speak((Part("ti", "ስራሕ።\nDit is een zin."),), "ti"))

    assert said(voice) == [("ti", "ስራሕ።"), ("nl", "Dit is een zin.")]


async def test_an_option_in_another_language_keeps_its_number(
    voice: WritingVoice, speaker: MessageSpeaker
) -> None:
    labels = (Part("ti", "እወ", "core/answer.yes"), NO, Part("ti", "ትግርኛ"))

    await speaker.clip(Speak((Part("ti", "ስራሕ።", "a"),), "ti", options=labels))

    assert said(voice) == [("ti", "ስራሕ። ሓደ፦ እወ።"), ("nl", "twee: Nee"), ("ti", "ሰለስተ፦ ትግርኛ")]


async def test_options_of_a_typed_question_have_no_numbers(
    voice: WritingVoice, speaker: MessageSpeaker
) -> None:
    await speaker.clip(Speak((ASK,), "nl", options=(YES, NO), numbered=False))

    assert said(voice) == [("nl", "Hebt u werk? Ja. Nee.")]


async def test_a_language_that_is_known_text_by_text_is_said_in_one_breath(
    voice: WritingVoice, speaker: MessageSpeaker
) -> None:
    voice.known = frozenset({("ar", "core/answer.yes"), ("ar", "core/answer.no")})

    assert await speaker.clip(ARABIC) is not None
    [speech] = voice.said
    assert [part.message_id for part in speech.parts] == ["core/answer.yes", "core/answer.no"]


async def test_a_language_of_which_one_text_is_unknown_is_silent(
    voice: WritingVoice, speaker: MessageSpeaker
) -> None:
    voice.known = frozenset({("ar", "core/answer.yes")})

    assert await speaker.clip(ARABIC) is None


async def test_a_value_that_is_a_message_stays_one_for_who_must_know_it(
    voice: WritingVoice, speaker: MessageSpeaker
) -> None:
    voice.languages = frozenset()
    why = Part("ar", "لماذا؟ {why}", "core/action.why", {"why": Part("ar", "نعم", "core/answer.yes")})

    await speaker.clip(Speak((why,), "ar"))

    [speech] = voice.said
    inside = speech.values["why"]
    assert speech.written == "لماذا؟ {why}"
    assert not isinstance(inside, str)
    assert (inside.message_id, inside.written) == ("core/answer.yes", "نعم")


async def test_a_language_without_spoken_forms_is_silent_and_the_log_does_not_quote(
    speaker: MessageSpeaker, caplog: pytest.LogCaptureFixture
) -> None:
    assert await speaker.clip(Speak((Part("xx", "een geheim", "a"),), "xx")) is None
    assert not speaker.voiced(Part("xx", "een geheim", "a"))
    assert "een geheim" not in caplog.text.replace("KeyError", "")


async def test_a_voice_that_breaks_is_logged_and_nothing_more(
    voice: WritingVoice,
    speaker: MessageSpeaker,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(speech: Speech) -> None:
        raise RuntimeError("a defect")

    monkeypatch.setattr(voice, "found", broken)

    assert await speaker.clip(Speak((ASK, ASK), "nl")) is None
    assert [record.levelno for record in caplog.records] == [logging.ERROR]


def test_voiced_is_remembered_until_it_looks_again(voice: WritingVoice, speaker: MessageSpeaker) -> None:
    voice.languages = frozenset()
    before = speaker.voiced(ASK)
    voice.recorded = RECORDED
    meanwhile = speaker.voiced(ASK)
    speaker.look_again()

    assert (before, meanwhile, speaker.voiced(ASK)) == (False, False, True)


def test_speaks_is_remembered_until_it_looks_again(voice: WritingVoice, speaker: MessageSpeaker) -> None:
    before = speaker.speaks("nl")
    voice.languages = frozenset()
    meanwhile = speaker.speaks("nl")
    speaker.look_again()

    assert (before, meanwhile, speaker.speaks("nl")) == (True, True, False)
