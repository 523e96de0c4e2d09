from __future__ import annotations

import asyncio
import stat
from threading import Event
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import IntegrityError

from bot.storage.database import open_store
from bot.storage.schema import migrate
from tests.storage.examples import NOW, inbound

if TYPE_CHECKING:
    from pathlib import Path

    from bot.storage.base import Store, Unit


@pytest.mark.parametrize(
    "url",
    ["", "wegwijs.db", "sqlite://", "sqlite:///:memory:", "mysql://root:secret@localhost/wegwijs"],
)
def test_open_store_refuses_another_database(url: str) -> None:
    with pytest.raises(ValueError, match=r"^the database URL must be sqlite:///path/to/file or postgresql:"):
        open_store(url, process="test")


def test_migrate_makes_the_folder_and_shows_the_file_to_nobody_else(tmp_path: Path) -> None:
    file = tmp_path / "var" / "wegwijs.db"

    migrate(f"sqlite:///{file}")

    assert [stat.S_IMODE(path.stat().st_mode) for path in (file.parent, file)] == [0o700, 0o600]


async def test_run_returns_what_the_job_returns(store: Store) -> None:
    assert await store.run(lambda _: "result") == "result"


async def test_run_rolls_back_a_job_that_raises(store: Store) -> None:
    def job(unit: Unit) -> None:
        unit.accept(inbound("1"))
        raise LookupError("no")

    with pytest.raises(LookupError, match=r"^no$"):
        await store.run(job)

    assert await store.run(lambda unit: unit.unprocessed(10)) == []


async def test_run_goes_on_after_an_error_of_the_database(store: Store) -> None:
    with pytest.raises(IntegrityError):
        await store.run(lambda unit: unit.set_timer("nobody", "reminder", "ww", NOW))

    assert await store.run(lambda _: "alive") == "alive"


async def test_a_job_that_raises_does_not_hurt_the_others(store: Store) -> None:
    def job(number: int, unit: Unit) -> int:
        unit.accept(inbound(str(number)))
        if number % 3 == 0:
            raise LookupError(str(number))
        return number

    results = await asyncio.gather(
        *(store.run(lambda unit, n=number: job(n, unit)) for number in range(90)),  # type: ignore[misc]
        return_exceptions=True,
    )

    kept = {int(one.provider_id) for _, one in await store.run(lambda unit: unit.unprocessed(100))}
    assert kept == {number for number in range(90) if number % 3}
    assert [result for result in results if not isinstance(result, LookupError)] == sorted(kept)


async def test_stop_iteration_reaches_the_caller(store: Store) -> None:
    with pytest.raises(RuntimeError, match=r"^the job raised StopIteration$"):
        await store.run(lambda _: next(iter([])))


async def test_a_caller_that_is_cancelled_leaves_the_store_working(store: Store) -> None:
    started, go_on = Event(), Event()

    def slow(unit: Unit) -> None:
        started.set()
        go_on.wait()
        unit.accept(inbound("1"))

    waiting = asyncio.create_task(store.run(slow))
    await asyncio.to_thread(started.wait)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    go_on.set()
    await store.run(lambda unit: unit.accept(inbound("2")))
    await store.close()

    with pytest.raises(RuntimeError, match=r"^the store is closed$"):
        await store.run(lambda _: None)


async def test_close_finishes_what_was_handed_over(store: Store, store_url: str) -> None:
    waiting = [
        asyncio.create_task(store.run(lambda unit, n=number: unit.accept(inbound(str(n)))))  # type: ignore[misc]
        for number in range(20)
    ]
    await asyncio.sleep(0)  # let each hand over its job

    await store.close()

    assert sorted(row for row in await asyncio.gather(*waiting) if row is not None) == list(range(1, 21))


async def test_close_twice_is_once(store: Store) -> None:
    await store.close()
    await store.close()
