from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.voice.spoken.scripts import SCRIPTS, lint

if TYPE_CHECKING:
    from bot.voice.spoken.form import SpokenForms

LANGUAGES = pytest.mark.parametrize("language", SCRIPTS)

PIECES = st.sampled_from(
    [
        "€ 1.234,50", "75%", "3-4-2026", "9.30", "uur", "088 123 45 67", "14 030", "112", "uwv.nl", "1234 AB",
        "DigiD", "UWV", "بلدية", "بـ", "እወ", "፧", "،", "?", "...", "\n", "• ", "1. ", "1️⃣", "(", ")", "«", "»",
        "/", " - ", "–", "→", "'", "’", "foto’s", "en/of", "of", "\u2068", "\u2069", "\u00a0", "٣", "-", "a",
        "e-mail", "السَّاعَة", "ሰዓት", "\u0301", "Z", "é", ",", ".", ":", "18e", "2/3", "18-27", "€", "0", "@",
        ".nl", "op ", "14-7", "14/7", " en ", "9u30", "u", "u.", "+31 6 12345678", "bel ", "14030", "5-10%",
        "€ -50", " tot ", "200", " miljoen", "2x", "°C", "°", "٪", "٫", "٬", "max. ", "a.u.b.", " min.", "§",
        "\u2212", "#",
    ]
)  # fmt: skip

TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=12).map("".join))


@LANGUAGES
@given(text=TEXTS)
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_anything_can_be_said_and_what_is_readable_is_said_the_same_again(
    forms: SpokenForms, language: str, text: str
) -> None:
    said = forms.say(text, language)

    assert lint(said, language) or forms.say(said, language) == said


@LANGUAGES
@given(text=TEXTS)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_passages_of_anything_are_in_languages_that_are_spoken(
    forms: SpokenForms, language: str, text: str
) -> None:
    passages = forms.passages(text, language)

    assert {passage.language for passage in passages} <= set(SCRIPTS)
    assert all(passage.spoken for passage in passages)


@LANGUAGES
@given(number=st.integers(0, 999_999), cents=st.integers(0, 99))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_amount_is_said_in_words(forms: SpokenForms, language: str, number: int, cents: int) -> None:
    written = f"{number:,}".replace(",", ".")

    said = forms.say(f"€ {written},{cents:02d}", language)

    assert lint(said, language) == []
