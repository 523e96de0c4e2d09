"""Deadline windows: from when, until when, and how that stands today.

A window ends where its rule says, also on a Sunday. The Algemene termijnenwet lets a
statutory term that ends on a weekend or holiday run on to the next working day; that
is left out on purpose: a resident who is a day early loses nothing.
"""

from __future__ import annotations

from calendar import isleap, monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import StrEnum

from bot.flows.workdays import add_working_days

SOON = 3
"""With this many days left or fewer a window is about to close."""

_FEBRUARY = 2
_MONTHS = 12


@dataclass(frozen=True)
class Offset:
    """A distance in time, forward or (negative) back; its parts add up."""

    days: int = 0
    weeks: int = 0
    months: int = 0
    years: int = 0
    working_days: int = 0


@dataclass(frozen=True)
class CalendarDay:
    """A fixed day in the year of the base date, or ``years_after`` years later.

    29 February is 28 February in a common year. Raises ``ValueError`` for a day
    that no year has.
    """

    month: int
    day: int
    years_after: int = 0

    def __post_init__(self) -> None:
        date(2000, self.month, self.day)  # a leap year: it has every day that there is


@dataclass(frozen=True)
class Deadline:
    """When something must be done, counted from the date that ``of`` names.

    ``of`` is a step id, a profile key or "today"; without ``start`` it can be done
    from any moment.
    """

    of: str
    start: Offset | None
    end: Offset | CalendarDay


@dataclass(frozen=True)
class Window:
    """The first and the last day on which to do it, both included."""

    start: date | None
    end: date


class Standing(StrEnum):
    """How a window stands on a given day."""

    UPCOMING = "upcoming"  # it has not begun
    OPEN = "open"
    SOON = "soon"  # three days left, or fewer
    TODAY = "today"  # the last day
    PAST = "past"


def shifted(base: date, offset: Offset) -> date:
    """Return ``base`` moved by ``offset``: years and months, then weeks and days, then working days.

    A month without that day gives its last day: 31 January and one month is 28 or 29
    February. Raises ``OverflowError`` outside the years 1 to 9999.
    """
    months = base.year * _MONTHS + base.month - 1 + offset.years * _MONTHS + offset.months
    year, month = divmod(months, _MONTHS)
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError(f"{base} moved by {offset} has no date")
    last = monthrange(year, month + 1)[1]
    moved = date(year, month + 1, min(base.day, last)) + timedelta(days=offset.days, weeks=offset.weeks)
    return add_working_days(moved, offset.working_days)


def window(start: Offset | None, end: Offset | CalendarDay, base: date) -> Window:
    """Return the window that ``start`` and ``end`` make around ``base``.

    A start that would fall behind the end becomes the end: the end is what binds.
    Raises ``OverflowError`` outside the years 1 to 9999.
    """
    last = _on(end, base) if isinstance(end, CalendarDay) else shifted(base, end)
    first = None if start is None else min(shifted(base, start), last)
    return Window(first, last)


def standing(window: Window, today: date) -> Standing:
    """Return how ``window`` stands on ``today``."""
    if window.start is not None and today < window.start:
        return Standing.UPCOMING
    left = (window.end - today).days
    if left < 0:
        return Standing.PAST
    if left == 0:
        return Standing.TODAY
    return Standing.SOON if left <= SOON else Standing.OPEN


def _on(calendar_day: CalendarDay, base: date) -> date:
    year = base.year + calendar_day.years_after
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError(f"{calendar_day} counted from {base} has no date")
    day = calendar_day.day
    if calendar_day.month == _FEBRUARY and not isleap(year):
        day = min(day, 28)
    return date(year, calendar_day.month, day)
