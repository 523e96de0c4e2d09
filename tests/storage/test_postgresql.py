"""What only several processes on one server can do to each other, moment by moment."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from threading import Event
from typing import TYPE_CHECKING, TypeVar

import pytest_asyncio

from bot.messages import ErrorKind
from bot.storage.database import open_store
from tests.storage.examples import ANNA, BILAL, DAY, LEASE, NOW, says
from tests.stores import connected

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    import sqlalchemy as sa

    from bot.storage.base import Store, Unit

T = TypeVar("T")

WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"


@pytest_asyncio.fixture
async def other(postgresql_url: str) -> AsyncIterator[Store]:
    """Open the same database as another process would."""
    opened = open_store(postgresql_url, process="other")
    yield opened
    await opened.close()


@asynccontextmanager
async def held(store: Store, job: Callable[[Unit], object]) -> AsyncIterator[None]:
    """Do the job, but commit only on leaving."""
    done, leave = Event(), Event()

    def do_and_wait(unit: Unit) -> None:
        try:
            job(unit)
        finally:
            done.set()
        leave.wait()

    holding = asyncio.create_task(store.run(do_and_wait))
    await asyncio.to_thread(done.wait)
    try:
        yield
    finally:
        leave.set()
        await holding


async def meanwhile(url: str, store: Store, job: Callable[[Unit], T]) -> asyncio.Task[T]:
    """Start a job; return once it waits for another's lock, or is done without."""
    task = asyncio.create_task(store.run(job))
    with connected(url) as connection:
        # The lock is the server's: nothing here could set an event.
        while not task.done() and not connection.exec_driver_sql(WAITING).scalar_one():  # noqa: ASYNC110
            await asyncio.sleep(0.001)
    return task


async def test_pending_does_not_give_what_is_being_marked_as_sent(
    postgresql_store: Store, other: Store, postgresql_url: str
) -> None:
    contact = (await postgresql_store.run(lambda unit: unit.lock(ANNA, NOW))).contact
    (row,) = await postgresql_store.run(lambda unit: unit.queue(contact, ANNA, says("een"), NOW))

    async with held(postgresql_store, lambda unit: unit.sent(row.id, "7", NOW + LEASE)):
        task = await meanwhile(
            postgresql_url, other, lambda unit: unit.pending(NOW + LEASE, 10, ["telegram"])
        )

    assert await task == []


async def test_pending_does_not_pass_what_is_being_sent_back_to_wait(
    postgresql_store: Store, other: Store, postgresql_url: str
) -> None:
    contact = (await postgresql_store.run(lambda unit: unit.lock(ANNA, NOW))).contact
    (row,) = await postgresql_store.run(lambda unit: unit.queue(contact, ANNA, says("een"), NOW))
    await other.run(lambda unit: unit.queue(contact, ANNA, says("twee"), NOW))

    async with held(postgresql_store, lambda unit: unit.undelivered(row.id, ErrorKind.RETRY, NOW + DAY)):
        task = await meanwhile(
            postgresql_url, other, lambda unit: unit.pending(NOW + LEASE, 10, ["telegram"])
        )

    assert await task == []


async def test_expire_keeps_who_is_talking_at_this_moment(
    postgresql_store: Store, other: Store, postgresql_url: str
) -> None:
    contact = (await postgresql_store.run(lambda unit: unit.lock(ANNA, NOW - 2 * DAY))).contact

    async with held(postgresql_store, lambda unit: unit.save(contact, 0, {}, NOW)):
        task = await meanwhile(postgresql_url, other, lambda unit: unit.expire(NOW, idle_before=NOW - DAY))

    assert await task == 0
    assert (await other.run(lambda unit: unit.lock(ANNA, NOW))).contact == contact


async def test_lock_makes_someone_new_when_she_is_being_forgotten(
    postgresql_store: Store, other: Store, postgresql_url: str
) -> None:
    contact = (await postgresql_store.run(lambda unit: unit.lock(ANNA, NOW))).contact

    async with held(postgresql_store, lambda unit: unit.forget(contact)):
        task = await meanwhile(postgresql_url, other, lambda unit: unit.lock(ANNA, NOW))

    loaded = await task
    assert (loaded.contact == contact, loaded.revision) == (False, 0)


async def test_run_tries_a_deadlock_again(postgresql_store: Store) -> None:
    both_hold = asyncio.Barrier(2)
    loop = asyncio.get_running_loop()
    tries: list[str] = []

    def cross(first: str, second: str, unit: Unit) -> str:
        tries.append(first)
        hold = "SELECT id FROM contacts WHERE id = %s FOR UPDATE"
        connection: sa.Connection = unit._connection  # type: ignore[attr-defined]  # noqa: SLF001
        connection.exec_driver_sql(hold, (first,))
        if len(tries) <= 2:
            asyncio.run_coroutine_threadsafe(both_hold.wait(), loop).result()
        connection.exec_driver_sql(hold, (second,))
        return first

    anna = (await postgresql_store.run(lambda unit: unit.lock(ANNA, NOW))).contact
    bilal = (await postgresql_store.run(lambda unit: unit.lock(BILAL, NOW))).contact

    results = await asyncio.gather(
        postgresql_store.run(lambda unit: cross(anna, bilal, unit)),
        postgresql_store.run(lambda unit: cross(bilal, anna, unit)),
    )

    assert list(results) == [anna, bilal]
    assert len(tries) > 2


async def test_run_comes_back_after_its_connections_were_lost(
    postgresql_store: Store, postgresql_url: str
) -> None:
    await asyncio.gather(*(postgresql_store.run(lambda unit: unit.lock(ANNA, NOW)) for _ in range(8)))
    with connected(postgresql_url) as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )

    found = await asyncio.gather(*(postgresql_store.run(lambda unit: unit.lock(ANNA, NOW)) for _ in range(8)))

    assert len({loaded.contact for loaded in found}) == 1
