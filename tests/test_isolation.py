"""What runs to the right inside a text that runs to the left."""

from __future__ import annotations

import pytest

from bot.isolation import isolated, isolated_runs, isolated_words, without_isolates


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("اتصلوا بـ UWV اليوم", f"اتصلوا بـ {isolated('UWV')} اليوم"),
        ("اتصلوا: 0800-0113.", f"اتصلوا: {isolated('0800-0113')}."),
        ("خلال 14 يوما", "خلال 14 يوما"),
        ("قبل 3-4-2026، من DigiD", f"قبل {isolated('3-4-2026')}، من {isolated('DigiD')}"),
        ("قائمتي", "قائمتي"),
    ],
)
def test_what_runs_to_the_right_is_isolated_where_it_would_be_turned_around(text: str, shown: str) -> None:
    assert isolated_runs(text) == shown


def test_name_of_a_placeholder_is_left_as_it_is() -> None:
    assert isolated_words("{phone} من UWV") == f"{{phone}} من {isolated('UWV')}"


def test_what_was_isolated_can_be_undone() -> None:
    assert without_isolates(isolated_runs("اتصلوا بـ UWV")) == "اتصلوا بـ UWV"
