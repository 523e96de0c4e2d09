from __future__ import annotations

import pytest

from bot.papers.pins import Unfit, as_pin, easy, unfit


@pytest.mark.parametrize(
    ("typed", "pin"),
    [
        ("7305", "7305"),
        (" 73 05 ", "7305"),
        ("٧٣٠٥", "7305"),
        ("730516", "730516"),
        ("730", None),
        ("7305168", None),
        ("73o5", None),
        ("", None),
        ("²³¹⁴", None),
    ],
)
def test_pin_is_read_as_people_type_it(typed: str, pin: str | None) -> None:
    assert as_pin(typed) == pin


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("7305", None),
        ("73056", None),
        ("730561", None),
        ("12", Unfit.SHAPE),
        ("geheim", Unfit.SHAPE),
        ("0000", Unfit.EASY),
        ("1212", Unfit.EASY),
        ("1122", Unfit.EASY),
        ("1234", Unfit.EASY),
        ("٤٣٢١", Unfit.EASY),
        ("7890", Unfit.EASY),
        ("3210", Unfit.EASY),
        ("12345", Unfit.EASY),
        ("123456", Unfit.EASY),
        ("654321", Unfit.EASY),
        ("123123", Unfit.EASY),
        ("1984", Unfit.EASY),
        ("2015", Unfit.EASY),
        ("2580", Unfit.EASY),
        ("1804", None),
    ],
)
def test_pin_that_anybody_would_try_first_is_not_taken(typed: str, why: Unfit | None) -> None:
    assert unfit(typed) == why


def test_nearly_all_numbers_are_left_to_choose_from() -> None:
    left = [sum(not easy(f"{number:0{length}}") for number in range(10**length)) for length in (4, 5, 6)]

    assert left == [9145, 98620, 996452]
