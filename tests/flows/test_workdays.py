from __future__ import annotations

from datetime import date, timedelta

import pytest
from holidays import country_holidays
from hypothesis import given
from hypothesis import strategies as st

from bot.flows.workdays import add_working_days, is_working_day

days = st.dates(date(2000, 1, 1), date(2080, 12, 31))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 20), True),  # Friday
        (date(2026, 11, 21), False),  # Saturday
        (date(2026, 11, 22), False),  # Sunday
        (date(2026, 1, 1), False),  # New Year
        (date(2026, 4, 3), False),  # Good Friday
        (date(2026, 4, 6), False),  # Easter Monday
        (date(2026, 4, 27), False),  # King's Day
        (date(2025, 4, 26), False),  # King's Day, a day early because the 27th is a Sunday
        (date(2026, 5, 5), True),  # Liberation Day: off only once in five years
        (date(2025, 5, 5), False),
        (date(2026, 5, 14), False),  # Ascension
        (date(2026, 5, 25), False),  # Whit Monday
        (date(2026, 12, 25), False),
        (date(2026, 12, 26), False),
        (date(2026, 12, 31), True),
    ],
)
def test_working_day_is_no_weekend_and_no_holiday(day: date, *, expected: bool) -> None:
    assert is_working_day(day) is expected


def test_days_off_are_those_of_the_library_for_a_hundred_years() -> None:
    years = range(1980, 2100)
    known = country_holidays("NL", years=years)
    weekdays = [
        day for day in (date(1980, 1, 1) + timedelta(days=n) for n in range(43_829)) if day.weekday() < 5
    ]

    off = [day for day in weekdays if not is_working_day(day)]

    assert (weekdays[-1].year, off) == (2099, [day for day in weekdays if day in known])


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        (date(2026, 11, 21), -1, date(2026, 11, 20)),
        (date(2026, 11, 21), 0, date(2026, 11, 21)),
        (date(2026, 12, 24), 1, date(2026, 12, 28)),
        (date(2026, 12, 24), 5, date(2027, 1, 4)),
        (date(2026, 4, 7), -1, date(2026, 4, 2)),
    ],
)
def test_working_days_skip_what_is_off(day: date, count: int, expected: date) -> None:
    assert add_working_days(day, count) == expected


@given(days.filter(is_working_day), st.integers(-60, 60))
def test_working_days_there_and_back_end_where_they_began(day: date, count: int) -> None:
    assert add_working_days(add_working_days(day, count), -count) == day


@given(days, st.integers(1, 60))
def test_working_days_count_every_working_day_once(day: date, count: int) -> None:
    reached = add_working_days(day, count)
    passed = [date.fromordinal(n) for n in range(day.toordinal() + 1, reached.toordinal() + 1)]

    assert is_working_day(reached)
    assert sum(map(is_working_day, passed)) == count
