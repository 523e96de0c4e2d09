from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.bootstrap import load_world
from bot.config import Settings
from bot.flows.office_hours import after_office_time, is_open, next_opening, office_time

HERE = ZoneInfo("Europe/Amsterdam")
MUNICIPALITY = load_world(Settings.from_environment({}))[0].library.municipality
"""Open on working days from nine to four."""

HOUR = timedelta(hours=1)


def at(day: str, clock: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=HERE)


MONDAY, FRIDAY, SATURDAY = "2026-11-23", "2026-11-27", "2026-11-28"
CHRISTMAS = "2026-12-25"  # a Friday; the 26th is a holiday and a Saturday


@pytest.mark.parametrize(
    ("now", "open_now"),
    [
        (at(MONDAY, "08:59"), False),
        (at(MONDAY, "09:00"), True),
        (at(MONDAY, "15:59"), True),
        (at(MONDAY, "16:00"), False),
        (at(SATURDAY, "10:00"), False),
        (at(CHRISTMAS, "10:00"), False),
    ],
)
def test_is_open_in_office_hours_of_working_days(now: datetime, *, open_now: bool) -> None:
    assert is_open(MUNICIPALITY, now) is open_now


@pytest.mark.parametrize(
    ("now", "opening"),
    [
        (at(MONDAY, "07:00"), at(MONDAY, "09:00")),
        (at(MONDAY, "10:30"), at(MONDAY, "10:30")),
        (at(FRIDAY, "16:00"), at("2026-11-30", "09:00")),
        (at("2026-12-24", "17:00"), at("2026-12-28", "09:00")),
    ],
)
def test_next_opening_passes_nights_weekends_and_holidays(now: datetime, opening: datetime) -> None:
    assert next_opening(MUNICIPALITY, now) == opening


@pytest.mark.parametrize(
    ("start", "wait", "end"),
    [
        (at(MONDAY, "10:00"), 2 * HOUR, at(MONDAY, "12:00")),
        (at(MONDAY, "10:00"), 6 * HOUR, at(MONDAY, "16:00")),
        (at(MONDAY, "10:00"), 8 * HOUR, at("2026-11-24", "11:00")),
        (at(FRIDAY, "15:00"), 2 * HOUR, at("2026-11-30", "10:00")),
        (at("2026-12-24", "15:30"), HOUR, at("2026-12-28", "09:30")),
    ],
)
def test_after_office_time_counts_open_hours_only(start: datetime, wait: timedelta, end: datetime) -> None:
    assert after_office_time(MUNICIPALITY, start, wait) == end


def test_a_municipality_that_never_opens_promises_nothing() -> None:
    closed = replace(MUNICIPALITY, office_hours={})

    assert next_opening(closed, at(MONDAY, "10:00")) is None
    assert after_office_time(closed, at(MONDAY, "10:00"), HOUR) is None
    assert office_time(closed, at(MONDAY, "10:00"), at(FRIDAY, "10:00")) == timedelta()


def test_office_time_over_a_weekend() -> None:
    assert office_time(MUNICIPALITY, at(FRIDAY, "15:00"), at("2026-11-30", "10:00")) == 2 * HOUR


@given(
    minutes=st.integers(0, 60 * 24 * 400),
    wait=st.integers(0, 60 * 200).map(lambda count: timedelta(minutes=count)),
)
def test_what_was_added_is_what_is_counted(minutes: int, wait: timedelta) -> None:
    start = at("2026-01-01", "00:00") + timedelta(minutes=minutes)

    end = after_office_time(MUNICIPALITY, start, wait)

    assert end is not None
    assert office_time(MUNICIPALITY, start, end) == wait
