from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flows.answers.digits import to_western

GEEZ_UNITS = " ፩፪፫፬፭፮፯፰፱"
GEEZ_TENS = " ፲፳፴፵፶፷፸፹፺"


def geez(number: int) -> str:
    """Write a number from 1 to 9999 as a Tigrinya calendar does."""
    hundreds, rest = divmod(number, 100)
    signs = [GEEZ_TENS[rest // 10], GEEZ_UNITS[rest % 10]]
    if hundreds:
        before = [GEEZ_TENS[hundreds // 10], GEEZ_UNITS[hundreds % 10]] if hundreds > 1 else []
        signs = [*before, "፻", *signs]
    return "".join(signs).replace(" ", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("3 april 2026", "3 april 2026"),
        ("٣ نيسان ٢٠٢٦", "3 نيسان 2026"),
        ("۳/۴/۲۰۲۶", "3/4/2026"),
        ("1234", "1234"),
        ("፫", "3"),
        ("፲", "10"),
        ("፲፪", "12"),
        ("፴፩ ጥሪ", "31 ጥሪ"),
        ("፻", "100"),
        ("፻፩", "101"),
        ("፳፻፳፮", "2026"),
        ("፲፱፻፹፬", "1984"),
        ("፼", "10000"),
        ("፪፼፫፻", "20300"),
        ("፻፼", "1000000"),
        # No number: said as it was written.
        ("፩፪", "፩፪"),
        ("፪፲", "፪፲"),
        ("፻፻", "፻፻"),
        ("½ ² Ⅷ ①", "½ ² Ⅷ ①"),
        ("ሰላም፣ ስራሕ።", "ሰላም፣ ስራሕ።"),
    ],
)
def test_to_western_turns_digits_and_nothing_else(text: str, expected: str) -> None:
    assert to_western(text) == expected


@given(st.integers(1, 9999))
def test_to_western_reads_every_geez_number(number: int) -> None:
    assert to_western(geez(number)) == str(number)


@given(st.text())
def test_to_western_is_settled_after_once(text: str) -> None:
    once = to_western(text)

    assert to_western(once) == once
