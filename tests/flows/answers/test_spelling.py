from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flows.answers.spelling import clean, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Ja ", "ja"),
        ("JA!", "ja!"),
        ("vóór één", "voor een"),
        ("3\u00a0april\u200f", "3 april"),
        ("\u2068٣\u2069 نيسان", "3 نيسان"),
        ("ja 👍🏽", "ja"),
        ("2️⃣", "2"),
        ("ja\x00\ud800nee", "ja nee"),
        ("أُسْبُوعٌ", "اسبوع"),
        ("إجازة", "اجازه"),
        ("نـــعم", "نعم"),
        ("ی ک", "ي ك"),
        ("ፀሐይ", "ጸሓይ"),
        ("አይፋልን", "ኣይፋልን"),
        ("ሥራ", "ስራ"),
        ("\uff13 \uff21", "3 a"),
    ],
)
def test_clean_gives_one_spelling(text: str, expected: str) -> None:
    assert clean(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("?!", ()),
        ("zo'n foto’s", ("zon", "fotos")),
        ("na3am, 7abibi", ("na3am", "7abibi")),
        ("እወ፣ እየ።", ("እወ", "እየ")),
        ("vast-contract", ("vast", "contract")),
    ],
)
def test_words_leave_punctuation_out(text: str, expected: tuple[str, ...]) -> None:
    assert words(text) == expected


@given(st.text())
def test_words_are_settled_after_once(text: str) -> None:
    once = words(text)

    assert words(" ".join(once)) == once
