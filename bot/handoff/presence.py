"""Who of a team works on a day: who has cases, has an account that works, and is not away."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from bot.handoff.base import Absence
    from bot.staff.base import Account
    from bot.storage.base import Unit


@dataclass(frozen=True)
class Presence:
    """The people of a team, and when each of them is away."""

    team: Sequence[Account]
    away: Mapping[str, Sequence[Absence]]

    @classmethod
    def of(cls, unit: Unit, team: str) -> Presence:
        """Read who is in a team and when they are away."""
        accounts = [one for one in unit.accounts() if one.team == team and one.at_the_desk]
        away = defaultdict(list)
        for absence in unit.absences([one.username for one in accounts]):
            away[absence.staff].append(absence)
        return cls(accounts, away)

    def working(self, day: date) -> list[Account]:
        """Return who works on this day of the municipality."""
        return [
            one
            for one in self.team
            if one.works(day)
            and not any(away.first <= day <= away.last for away in self.away.get(one.username, ()))
        ]

    def staffed(self, day: date) -> bool:
        """Tell whether somebody works on this day.

        Of a team without any account nothing is known, so that its days count as any other.
        """
        return not self.team or bool(self.working(day))
