"""What a process that died had in hand is free at the next start, without waiting for its lease."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.messages import ErrorKind
from bot.storage.database import open_store
from tests.storage.examples import ANNA, DAY, NOW, says

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.messages import Outbound
    from bot.storage.base import Store, Unit

CHANNELS = (ANNA.channel,)


def queue(unit: Unit) -> list[Outbound]:
    return unit.queue(unit.lock(ANNA, NOW).contact, ANNA, says("een", "twee"), NOW)


def taken_over(unit: Unit) -> Sequence[Outbound]:
    unit.take_over(NOW, CHANNELS)
    return unit.pending(NOW, 10, CHANNELS)


async def test_what_a_dead_process_held_comes_at_once_and_in_order(store: Store, other_store: Store) -> None:
    held = await other_store.run(queue)
    await other_store.close()

    assert await store.run(taken_over) == held


async def test_what_a_living_process_holds_stays_with_it(
    postgresql_store: Store, postgresql_url: str
) -> None:
    living = open_store(postgresql_url, process="living")
    await living.run(queue)

    assert await postgresql_store.run(taken_over) == []
    await living.close()


async def test_what_this_process_holds_stays_with_it(store: Store) -> None:
    await store.run(queue)

    assert await store.run(taken_over) == []


async def test_what_another_channel_holds_stays_with_it(store: Store, other_store: Store) -> None:
    await other_store.run(queue)
    await other_store.close()

    await store.run(lambda unit: unit.take_over(NOW, ("terminal",)))

    assert await store.run(lambda unit: unit.pending(NOW, 10, CHANNELS)) == []


async def test_what_waits_for_its_retry_goes_on_waiting(store: Store, other_store: Store) -> None:
    first, _ = await other_store.run(queue)
    await other_store.run(lambda unit: unit.undelivered(first.id, ErrorKind.RETRY, NOW + DAY))
    await other_store.close()

    assert await store.run(taken_over) == []
