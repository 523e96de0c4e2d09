"""How an action of a helper is done: one transaction, then what it queued is delivered."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.flows.engine import Engine
from bot.groups import notices
from bot.groups.base import Share, topic
from bot.groups.ending import end_seat
from bot.handoff.states import NotAllowed, NotFound
from bot.handoff.stored import Unreadable
from bot.staff.base import IN_GROUPS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from bot.flows.turn import Turn
    from bot.groups.base import Group, Helper, Seat
    from bot.handoff.actors import Actor
    from bot.handoff.telling import Telling
    from bot.messages import Outbound
    from bot.privacy.gate import Gate
    from bot.storage.base import Loaded, Store, Unit

log = logging.getLogger(__name__)

AGAIN: Final = timedelta(minutes=1)
"""What was done is not done again within this time: a finger may tap twice."""

NOT_TOLD: Final = "a participant was not told that her seat ended"


class TooSoon(NotAllowed):
    """The same was said to her a moment ago."""


class TakenAlready(NotAllowed):
    """A colleague goes there already, and nobody said that this one is to take over."""


@dataclass(frozen=True, kw_only=True)
class Acting:
    """What every action needs. ``hand_over`` delivers what was queued, after the commit."""

    store: Store
    telling: Telling
    gate: Gate
    hand_over: Callable[[Sequence[Outbound]], None]
    now: Callable[[], datetime]

    @property
    def engine(self) -> Engine:
        """What knows where a participant is."""
        return Engine(self.telling.world)

    async def _at_seat(  # noqa: PLR0913, PLR0917  who does what, where
        self,
        actor: Actor,
        group_id: str,
        seat_id: str,
        what: str,
        change: Callable[[Unit, Seat], Seat | None],
        speak: Callable[[Turn], None],
        once: str | None = None,
        *,
        untold: bool = False,
    ) -> None:
        """Change a seat and tell who sits there; nothing where ``change`` finds that it is so already.

        ``once`` names what may not come to a seat twice within a minute: then ``TooSoon``. Raises
        ``Unreadable`` where she cannot be told; with ``untold`` the seat has changed all the same.
        """
        now = self.now()

        def job(unit: Unit) -> Sequence[Outbound] | None:
            seat, loaded = held(unit, group_id, seat_id, actor, now)
            if once is not None and unit.attempt(f"{once}:{seat.id}", now, within=AGAIN) > 1:
                raise TooSoon
            after = change(unit, seat)
            if after is None:
                return ()
            unit.save_seat(after)
            told = self._told(unit, loaded, seat, now, speak)
            if told is None and not untold:
                raise Unreadable
            unit.announce(topic(group_id), seat.id, what, now)
            return told

        outbounds = await self.store.run(job)
        if outbounds is None:
            raise Unreadable  # what changed is kept
        self.hand_over(outbounds)

    async def _gone_from_others(self, actor: Actor, group_id: str, seat_id: str) -> None:
        """Let a helper be at one seat only: whom she was with before is alone again."""
        now = self.now()

        def leave(unit: Unit, other: str) -> None:
            try:
                seat, _ = held(unit, group_id, other, actor, now)
            except NotFound:
                return  # who left meanwhile, or refused this helper
            if seat.helping == actor.id:
                unit.save_seat(replace(seat, helping=None))
                unit.announce(topic(group_id), seat.id, "alone", now)

        for one in await self.store.run(lambda unit: unit.seats(group_id)):
            if one.helping == actor.id and one.id != seat_id:
                await self.store.run(lambda unit, other=one.id: leave(unit, other))  # type: ignore[misc]

    async def _introduce(self, actor: Actor, group_id: str) -> None:
        """Tell who shares something that one more helper sees it."""
        now = self.now()

        def tell(unit: Unit, seat_id: str) -> Sequence[Outbound]:
            try:
                seat, loaded = held(unit, group_id, seat_id, actor, now)
            except NotFound:
                return ()  # who left meanwhile, or refused this helper before
            if seat.share is Share.NOTHING:
                return ()
            speak = notices.helper_joined(actor.name)
            return self.telling.speak(unit, loaded, seat.language, now, speak).outbounds

        for seat in await self.store.run(lambda unit: unit.seats(group_id)):
            try:
                told = await self.store.run(lambda unit, seat_id=seat.id: tell(unit, seat_id))  # type: ignore[misc]
            except Exception:
                # The others hear it all the same.
                log.exception("a participant was not told that one more helper sees what she shows")
            else:
                self.hand_over(told)

    async def _clear(self, group_id: str) -> None:
        """Let go of everybody who still has a seat in a group that ended."""
        for seat in await self.store.run(lambda unit: unit.seats(group_id)):
            await self._let_go(seat.id, notices.ended)

    async def _let_go(self, seat_id: str, speak: Callable[[Turn], None]) -> None:
        now = self.now()
        try:
            outbounds = await self.store.run(lambda unit: self._end(unit, seat_id, now, speak))
        except Exception:
            # Whatever she could not be told: the helpers see nothing of her any more.
            log.exception(NOT_TOLD)
            outbounds = await self.store.run(lambda unit: self._end(unit, seat_id, now, None))
        self.hand_over(outbounds)

    def _end(
        self, unit: Unit, seat_id: str, now: datetime, speak: Callable[[Turn], None] | None
    ) -> Sequence[Outbound]:
        found = unit.hold_seat(seat_id)
        if found is None:
            return ()
        seat, loaded = found
        if speak is None:
            unit.save_seat(replace(seat, left_at=now))
            unit.announce(topic(seat.group), seat.id, "left", now)
            return ()
        return self._part(unit, seat, loaded, now, speak)

    def _part(
        self, unit: Unit, seat: Seat, loaded: Loaded, now: datetime, speak: Callable[[Turn], None]
    ) -> Sequence[Outbound]:
        """Tell her that she has no seat any more, take it away and count her."""
        told = self._told(unit, replace(loaded, seat_id=None), seat, now, speak)
        end_seat(unit, self.engine, seat, now)
        if told is None:
            log.error(NOT_TOLD)
            return ()
        return told

    def _told(
        self, unit: Unit, loaded: Loaded, seat: Seat, now: datetime, speak: Callable[[Turn], None]
    ) -> Sequence[Outbound] | None:
        """Tell her something; None where she cannot be told."""
        try:
            return self.telling.speak(unit, loaded, seat.language, now, speak).outbounds
        except Unreadable:
            return None


def works(actor: Actor) -> None:
    """Raise ``NotFound`` for who does not work in groups."""
    if actor.role not in IN_GROUPS:
        raise NotFound


def running(group: Group | None, actor: Actor, now: datetime) -> Group:
    """Return a group of this person's team that goes on; raise ``NotFound`` for any other."""
    works(actor)
    if group is None or group.team != actor.team or not group.running(now):
        raise NotFound
    return group


def present(unit: Unit, group_id: str) -> tuple[Helper, ...]:
    """Return who helps in a group now."""
    return tuple(one for one in unit.helpers(group_id) if one.left_at is None)


def helped(group: Group | None, unit: Unit, actor: Actor, now: datetime) -> tuple[Group, tuple[Helper, ...]]:
    """Return a group with who helps there; raise ``NotFound`` where this person does not."""
    found = running(group, actor, now)
    helpers = present(unit, found.id)
    if actor.id not in {one.staff for one in helpers}:
        raise NotFound
    return found, helpers


def doubled(unit: Unit, wanted: Group) -> Group | None:
    """Return the running group that this one would double: its helper has just opened it, and is there."""
    for one in unit.groups_of(wanted.team, wanted.opened_at):
        alike = (one.opened_by, one.place) == (wanted.opened_by, wanted.place)
        just_now = wanted.opened_at - one.opened_at < AGAIN
        if alike and just_now and wanted.opened_by in {helper.staff for helper in present(unit, one.id)}:
            return one
    return None


def held(unit: Unit, group_id: str, seat_id: str, actor: Actor, now: datetime) -> tuple[Seat, Loaded]:
    """Lock who has a seat in a group; raise ``NotFound`` where this person does not help her there."""
    helped(unit.group(group_id), unit, actor, now)
    found = unit.hold_seat(seat_id)
    if found is None or found[0].group != group_id or actor.id in found[0].refused:
        raise NotFound
    # She may have waited for that lock: the group may have ended meanwhile.
    helped(unit.group(group_id), unit, actor, now)
    return found
