"""A case that somebody has, and what is told of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.messages import Address
from tests.handoff.stage import KARIN, PETRA

if TYPE_CHECKING:
    from bot.handoff.base import Case
    from tests.handoff.stage import Stage

KARIM = Address("telegram", "karim")

HOUR = timedelta(hours=1)

DAY = timedelta(days=1)

MUNICIPALITY = {"gemeente": "Voorbeeldstad"}


async def claimed(stage: Stage) -> Case:
    case = await stage.asks()
    return await stage.desk.claim(KARIN, case.id)


async def written_in(stage: Stage, case: Case) -> list[tuple[str, str, str]]:
    detail = await stage.desk.open(PETRA, case.id)
    return [(entry.by, entry.kind, entry.text) for entry in detail.entries]


async def done_with(stage: Stage, case: Case) -> list[tuple[str | None, str]]:
    lines = await stage.store.run(lambda unit: unit.case_log(case.id))
    return [(line.staff, line.what) for line in lines]
