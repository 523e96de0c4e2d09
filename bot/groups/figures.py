"""Figures of a month for who organises groups: how many people, and nothing that leads to one of them.

A month counts visits to groups, and in one group nobody is counted twice. So a month has figures
only where five people were in one of its groups, and a figure is shown only where it is at least
five and two of one group are in it: it can never be the visits of one person.

Where the figures of a set add up to the number of people, one that is hidden could be computed
from the others: then the next smallest is hidden as well, until what is hidden together counts at
least five in at least two of its figures, and in one of these two of one group.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.groups.ending import DONE, GUIDE, LANGUAGE, LEAST, NOWHERE, PEOPLE, STUCK, TIME, TOGETHER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date


@dataclass(frozen=True, kw_only=True)
class Figures:
    """How many people there were in a month. ``month`` is its first day; None: too few to show.

    ``languages`` and ``times`` (minutes that somebody took part) count everybody once, ``stuck``
    (guide and step at the end) at most once; ``guides`` and ``done`` (guide and step) may count
    somebody more than once. Each has the largest first, and leaves out what may not be shown.
    """

    month: date
    people: int | None
    languages: tuple[tuple[str, int], ...] = ()
    times: tuple[tuple[str, int], ...] = ()
    guides: tuple[tuple[str, int], ...] = ()
    done: tuple[tuple[str, int], ...] = ()
    stuck: tuple[tuple[str, int], ...] = ()

    @classmethod
    def of(cls, month: date, tallies: Mapping[str, int]) -> Figures:
        """Return what of these tallies may be shown."""
        people = tallies.get(PEOPLE, 0)
        if people < LEAST or f"{TOGETHER}{PEOPLE}" not in tallies:
            return cls(month=month, people=None)
        stuck = partition(_under(STUCK, tallies))
        return cls(
            month=month,
            people=people,
            languages=_sorted(partition(_under(LANGUAGE, tallies))),
            times=_sorted(partition(_under(TIME, tallies))),
            guides=_sorted(large(_under(GUIDE, tallies))),
            done=_sorted(large(_under(DONE, tallies))),
            stuck=_sorted(one for one in stuck if one.name != NOWHERE),
        )


@dataclass(frozen=True)
class Counted:
    """A figure. ``several``: two people of one group are in it, so it is not of one person."""

    name: str
    count: int
    several: bool

    @property
    def large(self) -> bool:
        """Tell whether it may be shown, as far as it goes itself."""
        return self.several and self.count >= LEAST


def large(figures: Iterable[Counted]) -> list[Counted]:
    """Return the figures of at least five that are not of one person."""
    return [one for one in figures if one.large]


def partition(figures: Iterable[Counted]) -> list[Counted]:
    """Return the figures that may be shown of a set that adds up to a number that is shown."""
    ascending = sorted(figures, key=lambda one: (one.count, one.name))
    hidden = [one for one in ascending if not one.large]
    shown = large(ascending)
    while hidden and shown and not _hides(hidden):
        hidden.append(shown.pop(0))
    return shown


def _hides(hidden: Sequence[Counted]) -> bool:
    """Tell whether the sum of these, which anybody can compute, leads to none of them nor to one person."""
    enough = sum(one.count for one in hidden) >= LEAST
    return len(hidden) > 1 and enough and any(one.several for one in hidden)


def _under(prefix: str, tallies: Mapping[str, int]) -> list[Counted]:
    return [
        Counted(cell.removeprefix(prefix), count, f"{TOGETHER}{cell}" in tallies)
        for cell, count in tallies.items()
        if cell.startswith(prefix)
    ]


def _sorted(figures: Iterable[Counted]) -> tuple[tuple[str, int], ...]:
    ordered = sorted(figures, key=lambda one: (-one.count, one.name))
    return tuple((one.name, one.count) for one in ordered)
