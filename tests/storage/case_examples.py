"""Cases that the tests of the store share."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.handoff.base import Case, CaseState, Urgency
from tests.storage.examples import ANNA, NOW

if TYPE_CHECKING:
    from bot.messages import JSON, Address
    from bot.storage.base import Store, Unit

SUMMARY: dict[str, JSON] = {"lines": ["zij is haar baan kwijt"]}

REQUESTED = Case(
    id="BCDFGHJK",
    contact=None,
    team="werk",
    state=CaseState.REQUESTED,
    language="ti",
    urgency=Urgency.SOON,
    requested_at=NOW,
    promised_at=NOW + timedelta(hours=4),
    last_at=NOW,
    about="Mijn baan stopt",
    deadline=(NOW + timedelta(days=2)).date(),
)


def requested(unit: Unit, address: Address = ANNA, case: Case = REQUESTED) -> Case:
    """Store a case of this resident and return it."""
    case = replace(case, contact=unit.lock(address, NOW).contact)
    unit.add_case(case, SUMMARY)
    return case


async def add(store: Store, address: Address = ANNA, case: Case = REQUESTED) -> Case:
    return await store.run(lambda unit: requested(unit, address, case))
