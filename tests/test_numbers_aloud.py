"""The number before a line or a button, in the project's own words, as far as a list goes."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from bot.config import ROOT
from bot.flows.words_voice import MOST_FORESEEN, NUMBER_FURTHER
from bot.locale import SECOND_READ
from bot.parts import number
from bot.voice.speeches import Speeches
from bot.voice.spoken.scripts import lint
from bot.voice.vowelled import VowelledTexts
from tests.flows.walker import real_languages
from tests.voice.test_speaker import forms

SIXTEEN = {"nl": "Nummer zestien", "ar": "رَقْمُ سِتَّةَ عَشَر", "ti": "ቁጽሪ ዓሰርተ ሽዱሽተ"}


@cache
def vowelled() -> VowelledTexts:
    """The vowels of the project, as if a second reader had found the newest of them right."""
    texts = dict(VowelledTexts.load(ROOT / "locales", "ar").texts)
    newest = texts[NUMBER_FURTHER.context]
    return VowelledTexts({**texts, NUMBER_FURTHER.context: replace(newest, review=SECOND_READ)})


def said(place: int, language: str) -> str:
    part = number(place, real_languages(), language)
    assert part is not None
    (speech,) = Speeches(forms()).of(part)
    return vowelled().say(speech) if language == "ar" else speech.text


@pytest.mark.parametrize("language", SIXTEEN)
def test_number_behind_fifteen_is_said_as_those_before(language: str) -> None:
    assert said(16, language) == SIXTEEN[language]


@pytest.mark.parametrize("language", SIXTEEN)
def test_every_number_of_a_long_list_can_be_said_and_no_two_are_alike(language: str) -> None:
    numbers = [said(place, language) for place in range(1, MOST_FORESEEN + 1)]

    assert len(set(numbers)) == MOST_FORESEEN
    assert [lint(one, language) for one in numbers] == [[]] * MOST_FORESEEN
