from __future__ import annotations

import pytest

from bot.understanding.language import has_latin_words, language_by_script
from bot.understanding.script import Script, letters_by_script


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("خسرت شغلي", "ar"),
        ("contract خلص ومافي شغل", "ar"),
        ("ﺷﻜﺮﺍ", "ar"),
        ("ስራሐይ ስኢነ", "ti"),
        ("werkloosheidsuitkering ከመይ", "ti"),
        ("و", "ar"),
        ("ik ben mijn baan kwijt", None),
        ("khsert shoghli", None),
        ("ik ben ق kwijt", None),
        ("112", None),
        ("", None),
        ("😀", None),
        ("你好", None),
    ],
)
def test_language_by_script_is_settled_by_native_letters(text: str, expected: str | None) -> None:
    assert language_by_script(text) == expected


def test_language_by_script_goes_by_the_larger_part() -> None:
    assert language_by_script("شكرا የቐንየለይ ብጣዕሚ") == "ti"


@pytest.mark.parametrize(("text", "expected"), [("ja", True), ("j 112", False), ("ስራሕ", False), ("", False)])
def test_has_latin_words_asks_for_more_than_a_letter(text: str, *, expected: bool) -> None:
    assert has_latin_words(text) is expected


def test_letters_by_script_counts_letters_only() -> None:
    assert letters_by_script("WW 26 ክሓትት، شو?") == {Script.LATIN: 2, Script.ETHIOPIC: 4, Script.ARABIC: 2}
