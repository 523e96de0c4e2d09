from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flows.deadlines import CalendarDay, Offset, Standing, Window, shifted, standing, window

days = st.dates(date(1950, 1, 1), date(2150, 12, 31))
small = st.integers(-40, 40)
offsets = st.builds(Offset, days=small, weeks=small, months=small, years=small)
calendar_days = st.builds(
    lambda day, years: CalendarDay(day.month, day.day, years),
    st.dates(date(2000, 1, 1), date(2000, 12, 31)),
    st.integers(-5, 5),
)


@pytest.mark.parametrize(
    ("base", "offset", "expected"),
    [
        (date(2026, 11, 21), Offset(), date(2026, 11, 21)),
        (date(2026, 11, 21), Offset(days=-7), date(2026, 11, 14)),
        (date(2026, 11, 21), Offset(weeks=6), date(2027, 1, 2)),
        (date(2026, 1, 31), Offset(months=1), date(2026, 2, 28)),
        (date(2028, 1, 31), Offset(months=1), date(2028, 2, 29)),
        (date(2026, 3, 31), Offset(months=-1), date(2026, 2, 28)),
        (date(2026, 11, 30), Offset(months=2), date(2027, 1, 30)),
        (date(2026, 1, 15), Offset(months=-13), date(2024, 12, 15)),
        (date(2028, 2, 29), Offset(years=1), date(2029, 2, 28)),
        (date(2028, 2, 29), Offset(years=-4), date(2024, 2, 29)),
        (date(2026, 1, 31), Offset(months=1, days=1), date(2026, 3, 1)),
        (date(2026, 1, 30), Offset(days=1, working_days=1), date(2026, 2, 2)),
    ],
)
def test_shifted_moves_a_date_and_keeps_to_the_month(base: date, offset: Offset, expected: date) -> None:
    assert shifted(base, offset) == expected


@pytest.mark.parametrize(
    ("base", "offset"),
    [
        (date(9999, 12, 1), Offset(months=1)),
        (date(1, 1, 1), Offset(years=-1)),
        (date(2026, 1, 1), Offset(years=10**30)),
        (date(2026, 1, 1), Offset(weeks=10**30)),
        (date(9999, 12, 31), Offset(days=1)),
    ],
)
def test_shifted_outside_the_calendar_is_an_overflow(base: date, offset: Offset) -> None:
    with pytest.raises(OverflowError):
        shifted(base, offset)


@pytest.mark.parametrize(
    ("start", "end", "base", "expected"),
    [
        (Offset(weeks=-1), Offset(weeks=1), date(2026, 4, 3), Window(date(2026, 3, 27), date(2026, 4, 10))),
        (None, Offset(days=0), date(2026, 4, 3), Window(None, date(2026, 4, 3))),
        (None, CalendarDay(12, 31, 1), date(2026, 4, 3), Window(None, date(2027, 12, 31))),
        (None, CalendarDay(2, 29), date(2026, 4, 3), Window(None, date(2026, 2, 28))),
        (None, CalendarDay(2, 29), date(2028, 4, 3), Window(None, date(2028, 2, 29))),
        (Offset(days=3), Offset(days=-3), date(2026, 4, 3), Window(date(2026, 3, 31), date(2026, 3, 31))),
        # It ends on a Sunday and stays there: earlier is safer.
        (None, Offset(days=2), date(2026, 4, 3), Window(None, date(2026, 4, 5))),
    ],
)
def test_window_lies_around_its_base(
    start: Offset | None, end: Offset | CalendarDay, base: date, expected: Window
) -> None:
    assert window(start, end, base) == expected


def test_window_outside_the_calendar_is_an_overflow() -> None:
    with pytest.raises(OverflowError):
        window(None, CalendarDay(12, 31, 1), date(9999, 1, 1))


@pytest.mark.parametrize(("month", "day"), [(2, 30), (4, 31), (13, 1), (0, 1), (1, 0)])
def test_calendar_day_that_no_year_has_is_refused(month: int, day: int) -> None:
    with pytest.raises(ValueError, match=r"must be in|out of range"):
        CalendarDay(month, day)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 3, 26), Standing.UPCOMING),
        (date(2026, 3, 27), Standing.OPEN),
        (date(2026, 4, 6), Standing.OPEN),
        (date(2026, 4, 7), Standing.SOON),
        (date(2026, 4, 9), Standing.SOON),
        (date(2026, 4, 10), Standing.TODAY),
        (date(2026, 4, 11), Standing.PAST),
    ],
)
def test_standing_follows_the_calendar(today: date, expected: Standing) -> None:
    assert standing(Window(date(2026, 3, 27), date(2026, 4, 10)), today) == expected


def test_standing_without_a_start_is_never_upcoming() -> None:
    assert standing(Window(None, date(2026, 4, 10)), date(1990, 1, 1)) == Standing.OPEN


@given(st.none() | offsets, offsets | calendar_days, days)
def test_window_is_ordered(start: Offset | None, end: Offset | CalendarDay, base: date) -> None:
    made = window(start, end, base)

    assert made.start is None or made.start <= made.end


@given(days, st.integers(-500, 500))
def test_months_never_reach_another_month(base: date, months: int) -> None:
    moved = shifted(base, Offset(months=months))

    assert (moved.year * 12 + moved.month) - (base.year * 12 + base.month) == months
    assert moved.day <= base.day
    assert moved.day == base.day or (moved + timedelta(days=1)).day == 1
