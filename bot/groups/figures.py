"""Figures of a month for who organises groups: how many people, and nothing that leads to one of them.

A figure below five is never shown. Where the figures of a set add up to the number of people,
one that is hidden could be computed from the others: then the next smallest is hidden as well,
until what is hidden together counts at least five people in at least two of its figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.groups.ending import DONE, GUIDE, LANGUAGE, NOWHERE, PEOPLE, STUCK, TIME

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

LEAST: Final = 5
"""A figure that counts fewer people is not shown."""


@dataclass(frozen=True, kw_only=True)
class Figures:
    """How many people there were in a month. ``month`` is its first day; None: fewer than five.

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
        if people < LEAST:
            return cls(month=month, people=None)
        return cls(
            month=month,
            people=people,
            languages=_sorted(partition(_under(LANGUAGE, tallies))),
            times=_sorted(partition(_under(TIME, tallies))),
            guides=_sorted(large(_under(GUIDE, tallies))),
            done=_sorted(large(_under(DONE, tallies))),
            stuck=_sorted(
                {step: count for step, count in partition(_under(STUCK, tallies)).items() if step != NOWHERE}
            ),
        )


def large(counts: Mapping[str, int]) -> dict[str, int]:
    """Return the figures that count at least five people."""
    return {name: count for name, count in counts.items() if count >= LEAST}


def partition(counts: Mapping[str, int]) -> dict[str, int]:
    """Return the figures that may be shown of a set that adds up to a number that is shown."""
    ascending = sorted(counts.items(), key=lambda one: (one[1], one[0]))
    hidden = [one for one in ascending if one[1] < LEAST]
    shown = ascending[len(hidden) :]
    while hidden and shown and (len(hidden) == 1 or sum(count for _, count in hidden) < LEAST):
        hidden.append(shown.pop(0))
    return dict(shown)


def _under(prefix: str, tallies: Mapping[str, int]) -> dict[str, int]:
    return {cell.removeprefix(prefix): count for cell, count in tallies.items() if cell.startswith(prefix)}


def _sorted(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0])))
