"""A helper (begeleider) beside the resident of a dialogue, in a group of the two of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.flows.points import PointDraft
from bot.flows.screens.signal import Signal
from bot.handoff.actors import Actor

if TYPE_CHECKING:
    from datetime import datetime

    from bot.application import Application
    from bot.groups.base import Seat
    from bot.messages import Address
    from bot.storage.base import Unit

CODE = "BCDFGHJK"
"""The code of a group that a resident joins herself, and its id."""

NOOR = Actor(id="noor", name="Noor", role="begeleider", team="bibliotheek")


@dataclass
class HelperBeside:
    """Opens a group when she does something first; the resident then has a seat there."""

    seat: Seat | None = None

    async def does(self, app: Application, who: Address, what: dict[str, Any], now: datetime) -> None:
        """Do one thing: ``point`` with ``known`` or ``text``, ``signal``, or with her ``group``.

        A point may have ``days``, until the last day that a letter names, and ``other: true``.
        ``group: opens`` opens one that the resident joins herself; ``comes`` and ``ends`` follow it.
        """
        if "group" in what:
            await _with_group(app, what["group"])
            return
        seat = self.seat = self.seat or await self._sits(app, who, now)
        match what:
            case {"point": {} as point, **rest} if not rest:
                await app.groups.offer_point(NOOR, seat.group, seat.id, _draft(point, now))
            case {"signal": kind, **rest} if not rest:
                await app.groups.signal(NOOR, seat.group, seat.id, Signal(kind))
            case _:
                raise AssertionError(f"a helper does not do this: {what}")

    async def _sits(self, app: Application, who: Address, now: datetime) -> Seat:
        group = await app.groups.open(NOOR, "Bibliotheek")

        def job(unit: Unit) -> Seat | None:
            return unit.take_seat(group.id, unit.lock(who, now).contact, "nl", now)

        seat = await app.store.run(job)
        assert seat is not None
        return seat


async def _with_group(app: Application, what: str) -> None:
    board = replace(app.groups, new_id=lambda: CODE)
    match what:
        case "opens":
            await board.open(NOOR, "Bibliotheek")
        case "comes":
            for card in (await board.look(NOOR, CODE)).cards:
                await board.help(NOOR, CODE, card.seat)
        case "ends":
            await board.end(NOOR, CODE)
        case _:
            raise AssertionError(f"a helper does not do this with a group: {what}")


def _draft(point: dict[str, Any], now: datetime) -> PointDraft:
    days = point.get("days")
    return PointDraft(
        known=point.get("known"),
        text=point.get("text", ""),
        until=None if days is None else now.date() + timedelta(days=days),
        for_other=point.get("other", False),
    )
