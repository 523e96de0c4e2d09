"""The very words of a button, typed: what may stand around them, and what may not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.flows import words, words_voice
from bot.flows.engine import Engine
from bot.flows.naming import names
from bot.flows.state import State
from tests.flows.walker import NOW, real_world

if TYPE_CHECKING:
    from bot.flows.text import Text


def hears(typed: str, label: Text, language: str) -> bool:
    return names(Engine(real_world()).at_rest(State(language=language), NOW), typed, label)


@pytest.mark.parametrize("typed", ["Mijn lijst", "mijn lijst.", " MIJN LIJST! ", "📋 mijn lijst 👍"])
@pytest.mark.parametrize("language", ["nl", "ar", "ti"])
def test_words_of_a_button_without_an_icon_are_heard_with_what_stands_around_them(
    typed: str, language: str
) -> None:
    assert hears(typed, words.MY_LIST, language)


@pytest.mark.parametrize("typed", ["🔊 Voorlezen", "voorlezen", "Voorlezen.", "voorlezen 🔊", "🔊voorlezen!"])
@pytest.mark.parametrize("language", ["nl", "ar", "ti"])
def test_words_of_a_button_with_an_icon_are_heard_with_it_and_without(typed: str, language: str) -> None:
    assert hears(typed, words_voice.READING, language)


@pytest.mark.parametrize(
    ("typed", "language"), [("قائمتي.", "ar"), ("قائمتي", "ar"), ("ዝርዝረይ።", "ti"), ("ዝርዝረይ", "ti")]
)
def test_words_of_a_button_are_heard_in_her_own_language(typed: str, language: str) -> None:
    assert hears(typed, words.MY_LIST, language)


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        *((typed, "nl") for typed in ("mijn lijst?", "waar is mijn lijst", "mijnlijst", "lijst", "", "📋")),
        ("قائمتي؟", "ar"),
        ("ዝርዝረይ፧", "ti"),
        ("قائمتي", "ti"),
    ],
)
def test_a_question_more_words_or_fewer_are_not_the_words_of_a_button(typed: str, language: str) -> None:
    assert not hears(typed, words.MY_LIST, language)
