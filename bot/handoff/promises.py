"""When an answer can be promised: never sooner than it was given lately."""

from __future__ import annotations

from datetime import timedelta
from math import ceil
from typing import TYPE_CHECKING

from bot.flows import office_hours

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from bot.flows.definition import Municipality

ENOUGH = 20
"""With fewer answered cases than this the coordinator's figure is all there is to go by."""

LOOKED_BACK = timedelta(weeks=4)
SHARE = 0.8


def answer_time(set_by_coordinator: timedelta, taken: Sequence[timedelta]) -> timedelta:
    """Return what to promise, in office time.

    ``taken`` is how long the answers of the last four weeks took, in office time, in any
    order. From twenty on, eight in ten must have come within what is promised.
    """
    if len(taken) < ENOUGH:
        return set_by_coordinator
    return max(set_by_coordinator, sorted(taken)[ceil(SHARE * len(taken)) - 1])


def answer_by(
    municipality: Municipality,
    now: datetime,
    promised: timedelta,
    *,
    full: bool,
    staffed: Callable[[date], bool] = office_hours.everybody,
) -> datetime | None:
    """Return the moment to promise at ``now`` (local time); None where it never opens.

    A day that is full answers no more: the time begins at the next opening on another day.
    A day on which nobody works (``staffed``) does not count.
    """
    start = now
    if full:
        start = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return office_hours.after_office_time(municipality, start, promised, staffed)
