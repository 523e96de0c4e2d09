from __future__ import annotations

import pytest

from bot.flows.answers.distance import distance


@pytest.mark.parametrize(
    ("left", "right", "limit", "expected"),
    [
        ("", "", 0, 0),
        ("huur", "huur", 1, 0),
        ("huur", "huurt", 1, 1),
        ("huur", "hur", 1, 1),
        ("huur", "duur", 1, 1),
        ("huur", "hruu", 2, 2),
        ("tijdelijk", "tijedlijk", 1, 1),
        ("huur", "koop", 3, None),
        ("huur", "huurcontract", 3, None),
        ("ab", "", 2, 2),
        ("", "ab", 1, None),
    ],
)
def test_distance_counts_slips_up_to_its_limit(
    left: str, right: str, limit: int, expected: int | None
) -> None:
    assert distance(left, right, limit=limit) == expected
