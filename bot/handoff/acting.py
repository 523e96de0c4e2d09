"""How an action of the desk is done: one transaction, then what it queued is delivered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.handoff.base import Entry, LogLine
from bot.handoff.states import NotAllowed, NotFound
from bot.handoff.stored import Unreadable
from bot.handoff.telling import Told
from bot.storage.base import Stale

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from bot.handoff.actors import Actor
    from bot.handoff.base import Case
    from bot.handoff.changes import Change, Written
    from bot.handoff.office import Office
    from bot.handoff.telling import Telling
    from bot.messages import Outbound
    from bot.privacy.gate import Gate
    from bot.storage.base import Loaded, Store, Unit

PROGRAM = "wegwijs"
"""The role in the log of what time alone brought about."""


@dataclass(frozen=True, kw_only=True)
class Acting:
    """What every action needs. ``hand_over`` delivers what was queued, after the commit."""

    store: Store
    telling: Telling
    gate: Gate
    office: Office
    hand_over: Callable[[Sequence[Outbound]], None]
    now: Callable[[], datetime]

    async def _act(
        self, actor: Actor, case_id: str, change: Callable[[Case, datetime], Change], seen: int | None
    ) -> Case:
        now = self.now()

        def job(unit: Unit) -> tuple[Case, Sequence[Outbound]]:
            held = unit.hold_case(case_id)
            case = of_team(None if held is None else held[0], actor)
            if seen is not None and case.revision != seen:
                raise Stale
            done = change(case, now)
            case, told = self._apply(unit, done, held[1] if held else None, actor, now)
            return case, (*told.outbounds, *self._called(unit, done, now))

        case, outbounds = await self.store.run(job)
        self.hand_over(outbounds)
        return case

    def _apply(
        self, unit: Unit, change: Change, loaded: Loaded | None, actor: Actor | None, now: datetime
    ) -> tuple[Case, Told]:
        sends = [one for one in change.written if one.sent]
        if sends and loaded is None:
            raise NotAllowed("she erased herself: nothing reaches her any more")
        case = unit.save_case(change.case)
        told = self._tell(unit, loaded, case, now, change)
        for one in change.written:
            unit.add_entry(_entry(case, one, told, actor, now))
        role = PROGRAM if actor is None else actor.role
        unit.log_case(
            case.id, LogLine(at=now, staff=actor.id if actor else None, role=role, what=change.what)
        )
        unit.announce(case.team, case.id, change.what, now)
        return case, told

    def _tell(self, unit: Unit, loaded: Loaded | None, case: Case, now: datetime, change: Change) -> Told:
        try:
            return self.telling.tell(unit, loaded, case, now, change.speak)
        except Unreadable:
            if not change.untold:
                raise
            # The desk sees what happened all the same, and the cases behind this one have their turn.
            return Told()

    def _called(self, unit: Unit, change: Change, now: datetime) -> Sequence[Outbound]:
        """Tell the colleague to whom a case is passed on that there is a new one."""
        if change.what != "transferred":
            return ()
        return self.office.call(unit, change.case.team, now, only=change.case.offered_to)


def of_team(case: Case | None, actor: Actor) -> Case:
    """Return a case; raise ``NotFound`` where it is not of the team of this person."""
    if case is None or case.team != actor.team:
        raise NotFound
    return case


def _entry(case: Case, one: Written, told: Told, actor: Actor | None, now: datetime) -> Entry:
    return Entry(
        case=case.id,
        at=now,
        by=one.by,
        kind=one.kind,
        text=one.text,
        language="nl",
        staff=None if actor is None else actor.id,
        body=one.body,
        outbox=told.outbox if one.sent else None,
    )
