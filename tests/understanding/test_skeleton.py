from __future__ import annotations

import pytest

from bot.understanding.normalise import normalise
from bot.understanding.skeleton import skeleton


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("uitkering", "tkrng"),
        ("اويتكيرينغ", "tkrng"),
        ("ኡይትከሪንግ", "tkrng"),
        ("خسرت", "gsrt"),
        ("khsert", "gsrt"),
        ("digid", "dgt"),
        ("ዲጂድ", "dgt"),
        ("bijstand", "bstnt"),
        ("school", "sgl"),
        ("shoghli", "Sgl"),
        ("شغلي", "Sgl"),
        ("fabriek", "fbrk"),
        ("aoei", ""),
        ("0", "0"),
    ],
)
def test_skeleton_keeps_the_consonants(word: str, expected: str) -> None:
    assert skeleton(normalise(word)) == expected
