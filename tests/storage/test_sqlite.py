from __future__ import annotations

import asyncio
from sqlite3 import OperationalError
from threading import Event
from typing import TYPE_CHECKING

import pytest

from tests.storage.examples import ANNA, BILAL, NOW
from tests.stores import connected

if TYPE_CHECKING:
    from bot.storage.base import Store, Unit


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("busy_timeout", 5000),
        ("foreign_keys", 1),
        ("secure_delete", 1),
    ],
)
@pytest.mark.usefixtures("full_costs")
def test_sqlite_is_set_to_lose_nothing(sqlite_url: str, pragma: str, value: object) -> None:
    with connected(sqlite_url) as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() == value


async def test_a_commit_that_fails_fails_for_everyone_in_it(sqlite_store: Store, sqlite_url: str) -> None:
    def break_database(unit: Unit) -> None:
        unit.lock(ANNA, NOW)
        # As a full disk would: SQLite itself ends the transaction.
        unit._connection.exec_driver_sql("ROLLBACK")  # type: ignore[attr-defined]  # noqa: SLF001
        raise OSError("disk full")

    started, go_on = Event(), Event()

    def hold(_: Unit) -> None:
        started.set()
        go_on.wait()

    holding = asyncio.create_task(sqlite_store.run(hold))
    await asyncio.to_thread(started.wait)
    batch = [
        asyncio.create_task(sqlite_store.run(job))
        for job in (lambda unit: unit.lock(BILAL, NOW), break_database)
    ]
    await asyncio.sleep(0)
    go_on.set()
    await holding

    results = await asyncio.gather(*batch, return_exceptions=True)

    assert [type(result) for result in results] == [OperationalError, OSError]
    with connected(sqlite_url) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM contacts").scalar_one() == 0
