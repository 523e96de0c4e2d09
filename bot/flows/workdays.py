"""Working days in the Netherlands: not a weekend, not a public holiday.

5 May counts as a holiday once in five years (2025, 2030, …), as in most collective
agreements, and Good Friday counts as one: both as the `holidays` library has it.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase

_SATURDAY = 6


@cache
def _public_holidays() -> HolidayBase:
    # The library takes 0.15 s to import, and few deadlines count in working days.
    from holidays import country_holidays  # noqa: PLC0415

    return country_holidays("NL")


def is_working_day(day: date) -> bool:
    """Say whether offices and banks are open on this day as on any other."""
    return day.isoweekday() < _SATURDAY and day not in _public_holidays()


def add_working_days(day: date, count: int) -> date:
    """Return the ``count``-th working day after ``day``, or before it when negative.

    ``day`` itself never counts, working day or not; a count of 0 returns it.
    Raises ``OverflowError`` outside the years 1 to 9999.
    """
    step = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day)
    return day
