"""What becomes of a seat by what the participant does, in the transaction of her turn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.flows.events import GroupLeft, HandLowered, HandRaised, HelperRefused, SeatNamed, ShareChanged
from bot.flows.seat import GroupView, HelperView
from bot.groups.base import topic
from bot.groups.ending import end_seat
from bot.messages import Blocked, Due

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.flows.around import Around
    from bot.flows.engine import Engine
    from bot.flows.events import Event
    from bot.flows.state import State
    from bot.groups.base import Seat
    from bot.handoff.office import Office
    from bot.messages import Content
    from bot.storage.base import Loaded, Unit


@dataclass(frozen=True, kw_only=True)
class ParticipantSide:
    """Applies what a turn did to her seat. Of her matter it keeps numbers only."""

    engine: Engine
    office: Office

    def around(self, unit: Unit, loaded: Loaded, now: datetime) -> Around:
        """Return what a turn of this contact may ask of the desk and of her group."""
        around = self.office.around(unit, loaded, now)
        if loaded.seat_id is None:
            return around
        return replace(around, seated=True, group=lambda: view(unit, loaded, now))

    def apply(  # noqa: PLR0913, PLR0917  what a turn was
        self,
        unit: Unit,
        loaded: Loaded,
        content: Content,
        after: State,
        events: Iterable[Event],
        now: datetime,
    ) -> None:
        """Store where she is now, and what she did at her seat; tell the boards that are open.

        Call it under the lock of the contact, once the turn is stored. Nothing for who has no seat.
        """
        seat = None if loaded.seat_id is None else unit.seat(loaded.seat_id)
        if seat is None:
            return
        happened = tuple(events)
        for event in happened:
            seat = changed(seat, event, now)
        at = self.engine.position(after, now)
        seat = replace(
            seat,
            language=after.language or seat.language,
            # A reminder that rang is nothing that she did.
            last_at=seat.last_at if isinstance(content, (Due, Blocked)) else now,
            step=at.step,
            steps=at.steps,
            done=at.done,
            open=at.open,
            finished=at.finished,
        )
        if any(isinstance(event, GroupLeft) for event in happened):
            end_seat(unit, self.engine, seat, now)
            return
        unit.save_seat(seat)
        unit.announce(topic(seat.group), seat.id, "moved", now)

    def erased(self, unit: Unit, loaded: Loaded, now: datetime) -> None:
        """Take her seat away before she is forgotten, and count nothing of her."""
        seat = None if loaded.seat_id is None else unit.seat(loaded.seat_id)
        if seat is not None:
            unit.save_seat(replace(seat, left_at=now))
            unit.announce(topic(seat.group), seat.id, "left", now)


def view(unit: Unit, loaded: Loaded, now: datetime) -> GroupView | None:
    """Return her place in a group that runs now; None where it ended or she has none."""
    seat = None if loaded.seat_id is None else unit.seat(loaded.seat_id)
    group = None if seat is None else unit.group(seat.group)
    if seat is None or group is None or not group.running(now):
        return None
    return GroupView(
        number=seat.number,
        nickname=seat.nickname,
        place=group.place,
        ends_at=group.ends_at,
        hand=seat.hand_at is not None,
        share=seat.share,
        helpers=tuple(
            HelperView(
                id=one.staff,
                name=one.name,
                refused=one.staff in seat.refused,
                looked=seat.seen.get(one.staff),
            )
            for one in unit.helpers(group.id)
            if one.left_at is None
        ),
    )


def changed(seat: Seat, event: Event, now: datetime) -> Seat:
    """Return a seat after something that its participant did."""
    match event:
        case HandRaised() | HandLowered():
            return replace(seat, hand_at=now if isinstance(event, HandRaised) else None)
        case ShareChanged(share):
            return replace(seat, share=share)
        case SeatNamed(nickname):
            return replace(seat, nickname=nickname)
        case HelperRefused(staff, refused):
            helping = None if refused and seat.helping == staff else seat.helping
            others = seat.refused - {staff}
            return replace(seat, refused=others | {staff} if refused else others, helping=helping)
        case _:
            return seat
