"""Working days in the Netherlands: not a weekend, not a public holiday.

The holidays are those of the Algemene termijnenwet, article 3
(https://wetten.overheid.nl/BWBR0002448), and Good Friday, which it puts on a par with them; but
5 May counts as one only once in five years (2025, 2030, …), as in most collective agreements.
The tests compare them with the library `holidays`, which takes 10 MB: it holds every country.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

_SATURDAY, _SUNDAY = 6, 7

_AFTER_EASTER = (-2, 1, 39, 50)
"""Days from Easter Sunday: Good Friday, Easter Monday, Ascension, Whit Monday."""

_FIRST_KINGS_DAY = 2014
"""Before this year Queen's Day, on 30 April."""

_BETWEEN_DAYS_OFF = 5
"""Years from one 5 May that is off to the next."""


def is_working_day(day: date) -> bool:
    """Say whether offices and banks are open on this day as on any other."""
    return day.isoweekday() < _SATURDAY and day not in _public_holidays(day.year)


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


@lru_cache(maxsize=16)
def _public_holidays(year: int) -> frozenset[date]:
    """Return the holidays that can fall on a weekday."""
    easter = _easter_sunday(year)
    fixed = [date(year, 1, 1), _kings_day(year), date(year, 12, 25), date(year, 12, 26)]
    if year % _BETWEEN_DAYS_OFF == 0:
        fixed.append(date(year, 5, 5))
    return frozenset([*fixed, *(easter + timedelta(days=days) for days in _AFTER_EASTER)])


def _kings_day(year: int) -> date:
    """Return the day on which it is kept: the day before where it would be a Sunday."""
    day = date(year, 4, 27 if year >= _FIRST_KINGS_DAY else 30)
    return day - timedelta(days=day.isoweekday() == _SUNDAY)


def _easter_sunday(year: int) -> date:
    """Return Easter by Spencer's rule (J. Meeus, Astronomical Algorithms, chapter 8)."""
    century, of_century = divmod(year, 100)
    leaps, over = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * (year % 19) + century - leaps - shift + 15) % 30
    weekday = (32 + 2 * over + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (year % 19 + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
