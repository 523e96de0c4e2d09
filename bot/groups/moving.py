"""A conversation that comes from elsewhere in place of one that sits in a group."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bot.flows.in_group import HERE
from bot.groups.base import Share, topic
from bot.groups.ending import count_as, end_seat
from bot.messages import Command

if TYPE_CHECKING:
    from datetime import datetime

    from bot.devices import Moved
    from bot.flows.engine import Engine
    from bot.groups.base import Seat
    from bot.storage.base import Loaded, Unit

HOW_IT_WORKS: Final = Command("help")
HER_PLACE: Final = Command("help", HERE)


@dataclass(frozen=True)
class Moving:
    """Keeps the chair of who goes on at a device that sits in a group (see ``bot.devices.Replacing``)."""

    engine: Engine

    def __call__(self, unit: Unit, coming: Loaded, gone: Loaded, now: datetime) -> bool:
        """Pass the seat on to who comes, or end it where she has one herself.

        The number, the hand and whom she refused are of the person on that chair. What was said to
        the conversation that goes is wiped with it, as she was told: the name that was typed there,
        what it shared and who looked. How far she is follows with the turn that shows her place.
        """
        seat = None if gone.seat_id is None else unit.seat(gone.seat_id)
        if seat is None:
            return False
        hers = None if coming.seat_id is None else unit.seat(coming.seat_id)
        if hers is not None:
            self._end(unit, seat, now, counted=hers.group != seat.group)
            return False
        passed = replace(
            seat,
            language=coming.language or seat.language,
            last_at=now,
            nickname=None,
            share=Share.NOTHING,
            seen={},
            step=None,
            steps=None,
            done=0,
            open=0,
            finished=False,
        )
        count_as(unit, seat, coming.contact, now)
        unit.pass_seat(passed, coming.contact)
        unit.announce(topic(seat.group), seat.id, "moved", now)
        return True

    def _end(self, unit: Unit, seat: Seat, now: datetime, *, counted: bool) -> None:
        """End a seat; one of two in the same group without a count: she is counted by the other one."""
        if counted:
            end_seat(unit, self.engine, seat, now)
            return
        unit.save_seat(replace(seat, left_at=now))
        unit.announce(topic(seat.group), seat.id, "left", now)


def shows(moved: Moved) -> Command:
    """Return what shows her where she was; where a seat came to her, it says first where she sits."""
    return HER_PLACE if moved.seat_taken else HOW_IT_WORKS
