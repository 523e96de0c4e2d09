"""When the municipality is open, and how long something takes counted in that time.

All times are local: those of the municipality.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.flows.workdays import is_working_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from bot.flows.definition import Municipality

LONGEST_CLOSED = 60
"""Days in a row that are looked at: a municipality that is closed for longer never opens."""


def is_open(municipality: Municipality, now: datetime) -> bool:
    """Tell whether somebody answers now: office hours, and no public holiday."""
    hours = _hours(municipality, now)
    return hours is not None and hours[0] <= now < hours[1]


def everybody(_day: date) -> bool:
    """Say of every day that somebody works."""
    return True


def next_opening(
    municipality: Municipality, now: datetime, staffed: Callable[[date], bool] = everybody
) -> datetime | None:
    """Return when it opens next, ``now`` where it is open; None where it does not open any more.

    ``staffed`` says of a day whether somebody works; on any other it stays closed.
    """
    first = next(_spans(municipality, now, staffed), None)
    return None if first is None else first[0]


def after_office_time(
    municipality: Municipality,
    start: datetime,
    wait: timedelta,
    staffed: Callable[[date], bool] = everybody,
) -> datetime | None:
    """Return the moment when that much office time has passed; None where it never does."""
    left = wait
    for begins, ends in _spans(municipality, start, staffed):
        if left <= ends - begins:
            return begins + left
        left -= ends - begins
    return None


def office_time(municipality: Municipality, start: datetime, end: datetime) -> timedelta:
    """Return how much of the time between two moments it was open."""
    passed = timedelta()
    for begins, ends in _spans(municipality, start):
        if begins >= end:
            break
        passed += min(ends, end) - begins
    return passed


def _spans(
    municipality: Municipality, start: datetime, staffed: Callable[[date], bool] = everybody
) -> Iterator[tuple[datetime, datetime]]:
    """Yield from when to when it is open, from ``start`` on."""
    closed, day = 0, start
    while closed < LONGEST_CLOSED:
        hours = _hours(municipality, day)
        closed += 1
        if hours is not None and start < hours[1] and staffed(day.date()):
            closed = 0
            yield max(start, hours[0]), hours[1]
        day += timedelta(days=1)


def _hours(municipality: Municipality, day: datetime) -> tuple[datetime, datetime] | None:
    clocks = municipality.office_hours.get(day.weekday())
    if clocks is None or not is_working_day(day.date()):
        return None
    begins, ends = (
        datetime.combine(day.date(), time.fromisoformat(clock), tzinfo=day.tzinfo) for clock in clocks
    )
    return begins, ends
