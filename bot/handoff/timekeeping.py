"""What time alone brings about at the desk: a silence that was too long, a promise that was not kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.handoff import changes, notices
from bot.handoff.acting import Acting
from bot.handoff.base import CaseState
from bot.handoff.states import moved

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.messages import Outbound
    from bot.storage.base import Unit

SILENT = timedelta(hours=72)
"""After this long without a word of hers the bot takes over again."""

LATE_AT_ONCE = 100


@dataclass(frozen=True, kw_only=True)
class Timekeeping(Acting):
    """The part of the desk that no person does."""

    async def tick(self) -> int:
        """Do what time alone brings about; return for how many cases."""
        now = self.now()
        ids = await self.store.run(
            lambda unit: unit.late_cases(now, silent_since=now - SILENT, limit=LATE_AT_ONCE)
        )
        for case_id in ids:
            outbounds = await self.store.run(lambda unit, case_id=case_id: self._late(unit, case_id, now))  # type: ignore[misc]
            self.hand_over(outbounds)
        return len(ids)

    def _late(self, unit: Unit, case_id: str, now: datetime) -> Sequence[Outbound]:
        held = unit.hold_case(case_id)
        if held is None or case_id not in unit.late_cases(now, silent_since=now - SILENT, limit=LATE_AT_ONCE):
            return ()  # somebody was quicker than the clock
        case, loaded = held
        if case.state is CaseState.WAITING:
            after = moved(case, CaseState.RELEASED)
            change = changes.Change(case=after, what="silent", speak=notices.silent_too_long, untold=True)
        else:
            by = self.office.answer_by(unit, now, full=False) or case.promised_at
            after = replace(case, overdue_at=now, promised_at=by)
            change = changes.Change(case=after, what="overdue", speak=notices.late(by), untold=True)
        _, told = self._apply(unit, change, loaded, None, now)
        return told.outbounds
