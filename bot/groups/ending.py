"""How a seat ends: who sat there is counted, and then nothing of it is left."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.flows.engine import AMSTERDAM
from bot.flows.subject import ActionStatus
from bot.groups.base import topic
from bot.groups.looking import at_rest
from bot.tokens import digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from bot.flows.definition import Library
    from bot.flows.engine import Engine
    from bot.flows.turn import Turn
    from bot.groups.base import Seat
    from bot.messages import JSON, Address
    from bot.storage.base import Unit

PEOPLE: Final = "people"
LANGUAGE, GUIDE, DONE, STUCK, TIME = "language:", "guide:", "done:", "stuck:", "time:"
"""What begins the cells of a tally. Each counts people."""

NOWHERE: Final = "-"
"""Stands for the step of who is at none that can be named, and for the language of who chose none."""

TIMES: Final = {
    "0-30": timedelta(minutes=30),
    "30-60": timedelta(minutes=60),
    "60-120": timedelta(minutes=120),
}
LONGER: Final = "120+"
"""How long somebody took part, in minutes: below each of these, or longer."""

COUNTED: Final = timedelta(days=1)
"""How long it is known that somebody was counted in a group: longer than any group runs."""

TOGETHER: Final = "together:"
"""Begins a cell that counts groups: those in which ``enough`` people are in the cell that follows.

A month counts visits, and one person may come to many groups. In one group she is counted once,
so this tells without keeping who came that a figure is not the visits of one person.
"""

LEAST: Final = 5
"""Fewer people have no figures, and a figure that counts fewer is not shown."""

SEVERAL: Final = 2
"""So many in one group are not one person."""


def end_seat(unit: Unit, engine: Engine, seat: Seat, now: datetime) -> None:
    """Take a seat away and count who sat there. Call it under the lock of her contact, after her turn.

    Who sat in this group before was counted when she left it then.
    It tells the boards that are open, and nobody else.
    """
    group = unit.group(seat.group)
    recorded = unit.events_since(seat.contact, seat.joined_at)
    turn = at_rest(engine, seat, unit.state_of(seat.contact), now)
    unit.save_seat(replace(seat, left_at=now))
    if group is not None and _first(unit, seat, now):
        month = month_of(now)
        counted = cells(seat, recorded, turn, engine.world.library, now)
        unit.tally(group.team, month, counted | _together(unit, seat.group, month, counted, now))
    unit.announce(topic(seat.group), seat.id, "left", now)


def count_as(unit: Unit, seat: Seat, contact: str, now: datetime) -> None:
    """Let who takes a seat over be counted as who sat there: not again, where that one was before."""
    if not _first(unit, seat, now):
        _first(unit, replace(seat, contact=contact), now)


def _first(unit: Unit, seat: Seat, now: datetime) -> bool:
    """Tell whether her seat in this group ends for the first time, so that five seats are five people.

    The digest says nothing to who does not know the contact, and nothing at all once that is forgotten.
    """
    who = digest(f"{seat.group} {seat.contact}")
    return unit.attempt(f"counted:{who}", now, within=COUNTED) == 1


def enough(cell: str) -> int:
    """Return how many people of one group have to be in a cell before its figure may be shown."""
    return LEAST if cell == PEOPLE else SEVERAL


def _together(unit: Unit, group: str, month: date, counted: set[str], now: datetime) -> set[str]:
    """Return the cells that hold enough people of one group with this person, and did not before."""
    return {
        f"{TOGETHER}{cell}"
        for cell in sorted(counted)  # two who leave at once wait for one another in one order
        if unit.attempt(f"cell:{digest(f'{group} {month} {cell}')}", now, within=COUNTED) == enough(cell)
    }


def walk_away(unit: Unit, engine: Engine, address: Address, now: datetime) -> None:
    """End the seat of who leaves a device of many, before that is wiped."""
    loaded = unit.lock(address, now)
    seat = None if loaded.seat_id is None else unit.seat(loaded.seat_id)
    if seat is not None:
        end_seat(unit, engine, seat, now)


def month_of(now: datetime) -> date:
    """Return the first day of the month of the municipality."""
    return now.astimezone(AMSTERDAM).date().replace(day=1)


def cells(
    seat: Seat, recorded: Sequence[dict[str, JSON]], turn: Turn | None, library: Library, now: datetime
) -> set[str]:
    """Return in which cells somebody is counted who took part. ``turn`` is where she is at the end."""
    return {
        PEOPLE,
        f"{LANGUAGE}{seat.language or NOWHERE}",
        f"{TIME}{_bucket(now - seat.joined_at)}",
        f"{STUCK}{_stuck(turn)}",
        *(f"{GUIDE}{guide}" for guide in _guides(recorded, turn, library)),
        *(f"{DONE}{step}" for step in _done(recorded, library)),
    }


def _bucket(spent: timedelta) -> str:
    return next((name for name, most in TIMES.items() if spent < most), LONGER)


def _guides(recorded: Sequence[dict[str, JSON]], turn: Turn | None, library: Library) -> Iterator[str]:
    """Yield the guides that she began or is in, each of which may be named."""
    begun = {str(event["guide"]) for event in recorded if event["type"] == "GuideStarted"}
    frame = None if turn is None else turn.subject.frame
    walked = begun if frame is None else begun | {frame.guide}
    yield from (guide for guide in walked if guide in library.guides and not library.guides[guide].private)


def _done(recorded: Sequence[dict[str, JSON]], library: Library) -> Iterator[str]:
    """Yield the steps that she did; what she took back does not count."""
    last = {
        (str(event["guide"]), str(event["step"])): event["status"]
        for event in recorded
        if event["type"] == "ActionChanged"
    }
    for (guide_id, step_id), status in last.items():
        guide = library.guides.get(guide_id)
        step = None if guide is None or guide.private else guide.step(step_id)
        if status == ActionStatus.DONE and step is not None and not step.private:
            yield f"{guide_id}/{step_id}"


def _stuck(turn: Turn | None) -> str:
    """Return the step of the guide that she did not finish."""
    guide = None if turn is None else turn.guide()
    if turn is None or guide is None or guide.private:
        return NOWHERE
    step = turn.walk().current()
    return NOWHERE if step is None or step.private else f"{guide.id}/{step.id}"
