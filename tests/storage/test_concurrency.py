"""Two processes on one database, each with many tasks: nothing is lost, double or out of order."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from bot.messages import Address, ErrorKind, Say
from tests.storage.examples import ANNA, LEASE, NOW, inbound, says

if TYPE_CHECKING:
    from bot.messages import Outbound
    from bot.storage.base import Store, Unit

LATER = NOW + LEASE
PEOPLE = [Address("telegram", f"person-{number}") for number in range(6)]


def count_up(unit: Unit, address: Address) -> None:
    """Take a turn that depends on the one before."""
    loaded = unit.lock(address, NOW)
    before = (loaded.state or {"count": 0})["count"]
    assert isinstance(before, int)
    unit.save(loaded.contact, loaded.revision, {"count": before + 1}, NOW)


@pytest.mark.parametrize("people", [PEOPLE[:1], PEOPLE], ids=["one contact", "many contacts"])
async def test_turns_of_a_contact_come_one_after_another(
    store: Store, other_store: Store, people: list[Address]
) -> None:
    await asyncio.gather(
        *(
            either.run(lambda unit, address=address: count_up(unit, address))  # type: ignore[misc]
            for _ in range(10)
            for address in people
            for either in (store, other_store)
        )
    )

    for address in people:
        loaded = await store.run(lambda unit, address=address: unit.lock(address, NOW))  # type: ignore[misc]
        assert (loaded.revision, loaded.state) == (20, {"count": 20})


async def test_repeats_that_race_are_accepted_once(store: Store, other_store: Store) -> None:
    accepted = await asyncio.gather(
        *(
            either.run(lambda unit: unit.accept(inbound("1")))
            for _ in range(20)
            for either in (store, other_store)
        )
    )

    assert len([row for row in accepted if row is not None]) == 1


async def test_an_inbox_row_has_its_turn_once(store: Store, other_store: Store) -> None:
    row = await store.run(lambda unit: unit.accept(inbound()))
    assert row is not None

    def turn(unit: Unit) -> bool:
        unit.lock(ANNA, NOW)
        if not unit.processed(row):
            return False
        count_up(unit, ANNA)
        return True

    taken = await asyncio.gather(*(either.run(turn) for _ in range(10) for either in (store, other_store)))

    assert sum(taken) == 1
    assert (await store.run(lambda unit: unit.lock(ANNA, NOW))).revision == 1


async def test_due_timers_are_claimed_once(store: Store, other_store: Store) -> None:
    def set_timers(unit: Unit) -> None:
        contact = unit.lock(ANNA, NOW).contact
        for number in range(60):
            unit.set_timer(contact, "reminder", str(number), NOW)

    async def claim(either: Store) -> list[str]:
        claimed = []
        while timers := await either.run(lambda unit: unit.due_timers(NOW, 7)):
            claimed += [timer.reference for timer in timers]
        return claimed

    await store.run(set_timers)

    claims = await asyncio.gather(*(claim(either) for _ in range(3) for either in (store, other_store)))

    # A process that finds nothing may have been early: others held the rest.
    left = await store.run(lambda unit: unit.due_timers(NOW, 100))
    assert left == []
    assert sorted(int(reference) for claim in claims for reference in claim) == list(range(60))


class Deliverer:
    """Delivers as the bot does; every fifth message fails at first."""

    def __init__(self, store: Store, delivered: dict[str, list[str]], failed: set[int]) -> None:
        self._store = store
        self._delivered = delivered
        self._failed = failed

    async def deliver_all(self) -> None:
        while rows := await self._store.run(lambda unit: unit.pending(LATER, 7, ["telegram"])):
            waiting: set[Address] = set()
            for row in rows:
                if row.address not in waiting and not await self._deliver(row):
                    waiting.add(row.address)

    async def _deliver(self, row: Outbound) -> bool:
        assert isinstance(row.delivery, Say)
        if row.id % 5 == 0 and row.id not in self._failed:
            self._failed.add(row.id)
            await self._store.run(lambda unit: unit.undelivered(row.id, ErrorKind.RETRY, LATER))
            return False
        self._delivered[row.address.id].append(row.delivery.text)
        await self._store.run(lambda unit: unit.sent(row.id, "7", LATER))
        return True


async def test_messages_are_delivered_once_and_in_order(store: Store, other_store: Store) -> None:
    numbers = [str(number) for number in range(10)]

    def queue_all(unit: Unit) -> None:
        contacts = {address: unit.lock(address, NOW).contact for address in PEOPLE}
        for number in numbers:
            for address, contact in contacts.items():
                unit.queue(contact, address, says(number), NOW)

    await store.run(queue_all)
    delivered: dict[str, list[str]] = defaultdict(list)
    failed: set[int] = set()

    await asyncio.gather(
        *(
            Deliverer(either, delivered, failed).deliver_all()
            for _ in range(2)
            for either in (store, other_store)
        )
    )
    # Who finds nothing may have been early, while others held all that was left.
    await Deliverer(store, delivered, failed).deliver_all()

    assert delivered == {address.id: numbers for address in PEOPLE}
    assert len(failed) == 12
