"""How the desk stands: what it promises, whether it is full, and the case of one resident."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.flows.around import Around, Held
from bot.flows.desk import CaseView, DeskView
from bot.flows.engine import AMSTERDAM
from bot.flows.office_hours import is_open, next_opening, office_time
from bot.handoff import promises
from bot.handoff.base import CaseState, Team
from bot.handoff.presence import Presence
from bot.staff import notices as staff_notices
from bot.tokens import new_letters

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.flows.definition import Municipality
    from bot.handoff.base import Case
    from bot.messages import Outbound
    from bot.storage.base import Loaded, Unit


@dataclass(frozen=True, kw_only=True)
class Office:
    """The desk of one municipality. ``on`` False: nobody can be asked here.

    ``case_days``: how long a case is kept after it ended. ``new_reference`` makes ids.
    """

    municipality: Municipality
    on: bool
    case_days: int = 90
    new_reference: Callable[[], str] = new_letters

    @property
    def team(self) -> str:
        """The team to which questions go."""
        team = self.municipality.desk_team
        return "" if team is None else team.id

    @property
    def open(self) -> bool:
        """Tell whether questions can be asked here at all."""
        return self.on and self.municipality.desk_team is not None

    def around(self, unit: Unit, loaded: Loaded, now: datetime) -> Around:
        """Return what a turn of this contact may ask. Nothing is looked up before it does."""
        return Around(
            held=lambda: Held(unit.holdings(loaded.contact).messages),
            desk=lambda: self.view(unit, loaded, now),
            stays=lambda: self._stays(unit, loaded),
            away_until=lambda: self.away_until(unit, now),
            accompanied=loaded.accompanied,
        )

    def view(self, unit: Unit, loaded: Loaded, now: datetime) -> DeskView:
        """Return how the desk stands for this contact."""
        case = None if loaded.case_id is None else unit.case(loaded.case_id)
        # One that was given back is hers to ask anew.
        asking = case is not None and case.state is not CaseState.RELEASED
        shown = _shown(unit, case) if case is not None and asking else None
        if not self.open:
            return DeskView(case=shown)
        full = self.full(unit, now)
        by = self.answer_by(unit, now, full=full)
        return DeskView(
            on=by is not None, answer_by=by, full=full, reference=self.new_reference(), case=shown
        )

    def settings(self, unit: Unit, team: str) -> Team:
        """Return what holds for a team: what the coordinator set, else what content says."""
        found = unit.team_settings(team)
        if found is not None:
            return found
        default = self.municipality.desk_team
        if default is None or default.id != team:
            return Team(id=team, name=team, answer_time=timedelta(hours=8))
        return Team(
            id=team,
            name=default.name,
            answer_time=timedelta(hours=default.answer_hours),
            daily_capacity=default.daily_capacity,
        )

    def full(self, unit: Unit, now: datetime) -> bool:
        """Tell whether as much was asked today as the team can answer in a day."""
        capacity = self.settings(unit, self.team).daily_capacity
        if capacity is None:
            return False
        midnight = now.astimezone(AMSTERDAM).replace(hour=0, minute=0, second=0, microsecond=0)
        return unit.requested_since(self.team, midnight) >= capacity

    def answer_by(self, unit: Unit, now: datetime, *, full: bool) -> datetime | None:
        """Return by when a question of now is answered."""
        answered = unit.answered_since(self.team, now - promises.LOOKED_BACK)
        taken = [
            office_time(self.municipality, asked.astimezone(AMSTERDAM), given.astimezone(AMSTERDAM))
            for asked, given in answered
        ]
        promised = promises.answer_time(self.settings(unit, self.team).answer_time, taken)
        return promises.answer_by(
            self.municipality,
            now.astimezone(AMSTERDAM),
            promised,
            full=full,
            staffed=Presence.of(unit, self.team).staffed,
        )

    def call(self, unit: Unit, team: str, now: datetime, *, only: str | None = None) -> list[Outbound]:
        """Tell those of a team who work now that there is a new case.

        ``only``: the one to whom it is offered. Outside office hours nobody is told.
        """
        local = now.astimezone(AMSTERDAM)
        if not is_open(self.municipality, local):
            return []
        working = Presence.of(unit, team).working(local.date())
        return staff_notices.tell(unit, [one for one in working if only in {None, one.username}], now)

    def away_until(self, unit: Unit, now: datetime) -> datetime | None:
        """Return when somebody is back, where the whole team is away today; None where it is not.

        Also None where nobody comes back within two months: then nothing can be said.
        """
        local, presence = now.astimezone(AMSTERDAM), Presence.of(unit, self.team)
        if presence.staffed(local.date()):
            return None
        return next_opening(self.municipality, local, presence.staffed)

    def offered_to(self, unit: Unit, contact: str, now: datetime) -> str | None:
        """Return who helped her before, or who replaces that person today; None where it was nobody."""
        before = unit.last_case(contact)
        if before is None or before.claimed_by is None:
            return None
        today = now.astimezone(AMSTERDAM).date()
        away = [one for one in unit.absences([before.claimed_by]) if one.first <= today <= one.last]
        return away[0].replacement if away else before.claimed_by

    def _stays(self, unit: Unit, loaded: Loaded) -> int | None:
        case = unit.last_case(loaded.contact)
        return None if case is None or case.state is CaseState.REQUESTED else self.case_days


def _shown(unit: Unit, case: Case) -> CaseView:
    seen = dict.fromkeys(
        (line.role, line.at.astimezone(AMSTERDAM).date())
        for line in unit.case_log(case.id)
        if line.staff is not None
    )
    return CaseView(
        reference=case.id,
        promised_at=case.promised_at,
        taken=case.state is not CaseState.REQUESTED,
        late=case.overdue_at is not None and case.answered_at is None,
        seen=tuple(seen),
    )
