"""The life of a group: opened, helped in by two at most, ended by a helper or by the clock.

Every method raises ``NotFound`` for a group that is not there, is another team's, has ended, or
where this person does not help (any more), and ``NotAllowed`` for what cannot be done as things are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.groups.acting import AGAIN, Acting, doubled, helped, present, running, works
from bot.groups.base import HELPERS, Group, Helper, topic
from bot.groups.views import GroupRow
from bot.handoff.cleaning import filled
from bot.handoff.states import NotAllowed
from bot.tokens import digest, new_letters

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.handoff.actors import Actor
    from bot.storage.base import Unit

USUAL_HOURS: Final = 2
MOST_HOURS: Final = 4
LONGEST_PLACE: Final = 60

LATE_AT_ONCE: Final = 100


@dataclass(frozen=True, kw_only=True)
class Lifetime(Acting):
    """The part of the board about a group as a whole. ``new_id`` makes the ids and codes of groups."""

    new_id: Callable[[], str] = new_letters

    async def running(self, actor: Actor) -> list[GroupRow]:
        """Return the running groups of the team, the oldest first."""
        works(actor)
        now = self.now()

        def job(unit: Unit) -> list[GroupRow]:
            return [
                GroupRow(group=one, helpers=present(unit, one.id), seats=len(unit.seats(one.id)))
                for one in unit.groups_of(actor.team, now)
            ]

        return await self.store.run(job)

    async def open(self, actor: Actor, place: str, hours: int = USUAL_HOURS) -> Group:
        """Open a group that ends by itself, and help in it. ``place`` is what participants read.

        The same once more within a minute leads to the group that is there.
        """
        works(actor)
        clean, now = filled(self.gate, place), self.now()
        if not 1 <= hours <= MOST_HOURS or len(clean) > LONGEST_PLACE:
            raise NotAllowed(f"a group takes 1 to {MOST_HOURS} hours, its place {LONGEST_PLACE} characters")
        group = Group(
            id=self.new_id(),
            code=self.new_id(),
            team=actor.team,
            place=clean,
            opened_by=actor.id,
            opened_at=now,
            ends_at=now + timedelta(hours=hours),
        )

        def job(unit: Unit) -> Group:
            twice = unit.attempt(f"open:{digest(f'{actor.id} {hours} {clean}')}", now, within=AGAIN) > 1
            there = doubled(unit, group) if twice else None
            if there is not None:
                return there
            unit.add_group(group)
            unit.save_helper(Helper(group=group.id, staff=actor.id, name=actor.name, joined_at=now))
            return group

        return await self.store.run(job)

    async def join(self, actor: Actor, group_id: str) -> None:
        """Help in a group of the team. ``NotAllowed`` where two do already.

        Who shares something is told, and may refuse.
        """
        now = self.now()

        def job(unit: Unit) -> bool:
            group = running(unit.hold_group(group_id), actor, now)
            there = {one.staff for one in present(unit, group.id)}
            if actor.id in there:
                return False
            if len(there) >= HELPERS:
                raise NotAllowed(f"{HELPERS} helpers are in this group")
            unit.save_helper(Helper(group=group.id, staff=actor.id, name=actor.name, joined_at=now))
            unit.announce(topic(group.id), "", "joined", now)
            return True

        if await self.store.run(job):
            await self._introduce(actor, group_id)

    async def leave(self, actor: Actor, group_id: str, colleague: str | None = None) -> None:
        """Help there no more, or say that a ``colleague`` does not, who went without doing so.

        ``NotAllowed`` for the last one: somebody has to end it. Who left may come back.
        """
        now = self.now()

        def job(unit: Unit) -> None:
            group, helpers = helped(unit.hold_group(group_id), unit, actor, now)
            who = actor.id if colleague is None else colleague
            gone = next((one for one in helpers if one.staff == who), None)
            if gone is None or len(helpers) == 1:
                raise NotAllowed("the last helper ends the group")
            unit.save_helper(replace(gone, left_at=now))
            unit.announce(topic(group.id), "", "gone", now)

        await self.store.run(job)

    async def end(self, actor: Actor, group_id: str) -> None:
        """End the group: nobody joins it any more, and helpers see nothing of it."""
        now = self.now()
        await self.store.run(
            lambda unit: _end(unit, helped(unit.hold_group(group_id), unit, actor, now)[0], now)
        )
        await self._clear(group_id)

    async def tick(self) -> int:
        """End the groups whose time is over; return how many there were."""
        now = self.now()
        ids = await self.store.run(lambda unit: unit.overdue_groups(now, LATE_AT_ONCE))
        for group_id in ids:
            await self.store.run(lambda unit, group_id=group_id: _overdue(unit, group_id, now))  # type: ignore[misc]
            await self._clear(group_id)
        return len(ids)


def _end(unit: Unit, group: Group, now: datetime) -> None:
    unit.save_group(replace(group, ended_at=now))
    unit.announce(topic(group.id), "", "ended", now)


def _overdue(unit: Unit, group_id: str, now: datetime) -> None:
    group = unit.hold_group(group_id)
    if group is not None and group.ended_at is None:
        _end(unit, group, now)
