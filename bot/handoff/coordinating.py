"""What coordinators set: what is promised, how much a day holds, who is away and who replaces."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.handoff.states import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from bot.handoff.actors import Actor
    from bot.handoff.base import Absence, Team
    from bot.handoff.office import Office
    from bot.storage.base import Store


@dataclass(frozen=True, kw_only=True)
class Coordinating:
    """The part of the desk about a team."""

    store: Store
    office: Office

    async def team(self, actor: Actor) -> Team:
        """Return what holds for the team of this person."""
        return await self.store.run(lambda unit: self.office.settings(unit, actor.team))

    async def set_team(self, actor: Actor, team: Team) -> None:
        """Change what is promised and how much can be asked in a day; for coordinators."""
        if not actor.coordinates or team.id != actor.team:
            raise NotAllowed("a coordinator changes the own team")
        if team.answer_time <= timedelta() or (team.daily_capacity is not None and team.daily_capacity < 1):
            raise NotAllowed("an answer takes time, and a day has room for at least one")
        await self.store.run(lambda unit: unit.set_team(team))

    async def absences(self, staff: Collection[str]) -> Sequence[Absence]:
        """Return when these are away."""
        return await self.store.run(lambda unit: unit.absences(staff))

    async def set_absence(self, actor: Actor, absence: Absence) -> None:
        """Note an absence: a coordinator's of anybody, everybody's own."""
        if not actor.coordinates and absence.staff != actor.id:
            raise NotAllowed("a coordinator notes the absence of a colleague")
        if absence.last < absence.first or absence.replacement == absence.staff:
            raise NotAllowed("an absence ends after it begins, and somebody else replaces")
        await self.store.run(lambda unit: unit.set_absence(absence))

    async def end_absence(self, actor: Actor, staff: str, first: date) -> None:
        """Take an absence back."""
        if not actor.coordinates and staff != actor.id:
            raise NotAllowed("a coordinator takes back the absence of a colleague")
        await self.store.run(lambda unit: unit.end_absence(staff, first))
