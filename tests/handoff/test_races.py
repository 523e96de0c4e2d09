"""Claim, message, release, transfer, erase and time-out at once, from two sides, on both stores."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from bot.handoff.base import ACCOMPANIED, OPEN, CaseState
from bot.handoff.states import NotAllowed, NotFound
from bot.messages import Command, Say
from bot.storage.base import Stale
from bot.storage.case_tables import case_entries, cases
from bot.storage.database import open_store
from bot.storage.tables import contacts, metadata
from tests.handoff.stage import AHMED, FATIMA, KARIN, PETRA, Stage
from tests.stores import connected

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from bot.storage.base import Store

pytestmark = pytest.mark.untraced  # thousands of actions; each is traced in its own test

LOST = (NotAllowed, NotFound, Stale)
"""What an action of the desk says that came too late."""

DESK = ("claim", "claim-too", "transfer", "wait", "release", "close", "say", "answer", "tick")
HERS = ("writes", "writes", "writes", "withdraws", "erases")


class Races(RuleBasedStateMachine):
    """One resident, three members of staff, two of them at once."""

    url = ""

    def __init__(self) -> None:
        super().__init__()
        with connected(self.url) as connection:
            for table in reversed(metadata.sorted_tables):
                connection.execute(sa.delete(table))
        self.loop = asyncio.new_event_loop()
        self.store: Store = self.wait(self.open())
        self.stage: Stage = self.wait(self.staged())
        self.wrote = 0
        self.case = ""

    async def open(self) -> Store:
        return open_store(self.url, process="test")

    async def staged(self) -> Stage:
        return Stage(self.store)

    def wait(self, doing: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401  whatever it returns
        return self.loop.run_until_complete(doing)

    def teardown(self) -> None:
        self.wait(self.store.close())
        self.loop.close()

    @rule()
    def asks(self) -> None:
        """She asks a person, unless she has asked one."""
        loaded = self.wait(self.store.run(lambda unit: unit.lock(FATIMA, self.stage.clock.now)))
        before = self.wait(self.store.run(lambda unit: unit.case(loaded.case_id or "")))
        if before is None or before.state is CaseState.RELEASED:
            self.case = self.wait(self.stage.asks()).id

    @rule(one=st.sampled_from(DESK), other=st.sampled_from((*DESK, *HERS)))
    def at_once(self, one: str, other: str) -> None:
        """Two things happen at the same moment."""
        self.wait(self.both(one, other))

    @rule()
    def writes_by_herself(self) -> None:
        self.wait(self.both("writes", "nothing"))

    @rule()
    def writes_while_somebody_claims(self) -> None:
        self.asks()
        self.wait(self.both("claim", "writes"))

    @rule(hours=st.sampled_from((1, 24, 80)))
    def later(self, hours: int) -> None:
        self.stage.clock.now += timedelta(hours=hours)
        self.wait(self.stage.desk.tick())

    async def both(self, one: str, other: str) -> None:
        await self.stage.seen()
        happened = await asyncio.gather(self.do(one), self.do(other), return_exceptions=True)
        await self.stage.seen()
        for result in happened:
            if isinstance(result, BaseException) and not isinstance(result, LOST):
                raise result

    async def do(self, what: str) -> None:
        desk, case = self.stage.desk, self.case
        actor, other = (AHMED, "karin") if await self.claimed_by() == "ahmed" else (KARIN, "ahmed")
        doing = {
            "claim": lambda: desk.claim(KARIN, case),
            "claim-too": lambda: desk.claim(AHMED, case),
            "transfer": lambda: desk.transfer(actor, case, other, "warm"),
            "wait": lambda: desk.wait(actor, case),
            "release": lambda: desk.release(PETRA, case),
            "close": lambda: desk.close(actor, case, "helped"),
            "say": lambda: desk.say(actor, case, "Dag"),
            "answer": lambda: desk.answer(KARIN, case, "Dat kan."),
            "tick": desk.tick,
            "nothing": self.stage.seen,
            "writes": self.writes,
            "withdraws": self.withdraws,
            "erases": self.erases,
        }
        await doing[what]()

    async def withdraws(self) -> None:
        await self.stage.hears(Command("mens"))
        if "withdraw" in self.stage.choices():
            await self.stage.presses("withdraw")

    async def erases(self) -> None:
        await self.stage.hears(Command("wissen"))
        await self.stage.hears("ja")

    async def claimed_by(self) -> str | None:
        found = await self.store.run(lambda unit: unit.case(self.case))
        return None if found is None else found.claimed_by

    async def writes(self) -> None:
        """What she writes reaches the person or the bot: never both, never nobody."""
        self.wrote += 1
        text = f"bericht {self.wrote}"
        # Of what goes out meanwhile only what this very turn said counts, which the store knows.
        before = await self.store.run(lambda unit: unit.lock(FATIMA, self.stage.clock.now).revision)
        await self.stage.hears(text)
        with connected(self.url) as connection:
            kept = connection.execute(sa.select(case_entries.c.text)).scalars().all()
            heard = text in [line for (line,) in connection.execute(sa.text("select text from transcript"))]
            known = connection.execute(sa.select(contacts.c.revision)).scalar_one_or_none()
        assert [text in kept, heard].count(True) == 1 or known is None or known < before

    @invariant()
    def what_a_turn_knows_is_how_the_case_stands(self) -> None:
        with connected(self.url) as connection:
            found = connection.execute(sa.select(cases.c.contact, cases.c.id, cases.c.state)).all()
            known = connection.execute(
                sa.select(contacts.c.id, contacts.c.case_id, contacts.c.accompanied)
            ).all()
        for contact, case_id, accompanied in known:
            is_open = [row for row in found if row.contact == contact and row.state in OPEN]
            assert [row.id for row in is_open] == ([] if case_id is None else [case_id])
            assert accompanied == any(row.state in ACCOMPANIED for row in is_open)

    @invariant()
    def nobody_works_on_a_case_without_a_resident(self) -> None:
        with connected(self.url) as connection:
            left = connection.execute(
                sa.select(cases.c.state, cases.c.expires_at).where(cases.c.contact.is_(None))
            ).all()
        assert [row for row in left if row.state != CaseState.CLOSED or row.expires_at is None] == []

    @invariant()
    def every_button_that_she_has_is_answered(self) -> None:
        says = [one.delivery for one in self.stage.channel.taken]
        assert [say for say in says if isinstance(say, Say) and not say.text.strip()] == []


def test_nothing_comes_between_a_person_and_the_bot(store_url: str) -> None:
    machine = type("RacesHere", (Races,), {"url": store_url})

    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=20,
            stateful_step_count=10,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
