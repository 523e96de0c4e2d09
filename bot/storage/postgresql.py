"""The store on PostgreSQL: a few worker threads, each job a transaction of its own."""

from __future__ import annotations

import asyncio
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, TypeVar, cast

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from bot.storage.calls import Call, deliver
from bot.storage.unit import DatabaseUnit

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import timedelta

    from bot.storage.base import Unit

T = TypeVar("T")

WORKERS = 4
ATTEMPTS = 5
SERIALIZATION_FAILURE = "40001"
DEADLOCK_DETECTED = "40P01"


def postgresql_engine(url: sa.URL) -> sa.Engine:
    """Return an engine with a connection for each worker."""
    return sa.create_engine(url.set(drivername="postgresql+psycopg"), pool_size=WORKERS, max_overflow=0)


class PostgresqlStore:
    """A ``Store`` (see ``base``) that any number of processes share."""

    def __init__(self, url: sa.URL, *, process: str, lease: timedelta) -> None:
        self._engine = postgresql_engine(url)
        self._process = process
        self._lease = lease
        self._calls: SimpleQueue[Call | None] = SimpleQueue()
        self._closed = False
        self._workers = [
            Thread(target=self._work, name=f"store-worker-{number}", daemon=True) for number in range(WORKERS)
        ]
        for worker in self._workers:
            worker.start()

    async def run(self, job: Callable[[Unit], T]) -> T:
        """Execute the job in a transaction and return its result after the commit."""
        if self._closed:
            raise RuntimeError("the store is closed")
        call = Call(job)
        self._calls.put(call)
        return cast("T", await call.answer)

    async def close(self) -> None:
        """Finish the jobs that were handed over, then close the connections."""
        if not self._closed:
            self._closed = True
            for _ in self._workers:
                self._calls.put(None)
        for worker in self._workers:
            await asyncio.to_thread(worker.join)
        self._engine.dispose()

    def _work(self) -> None:
        while (call := self._calls.get()) is not None:
            try:
                call.result = self._execute(call.job)
            except BaseException as error:  # noqa: BLE001  it is the caller's, whatever it is
                call.error = error
            deliver([call])

    def _execute(self, job: Callable[[Unit], object]) -> object:
        """Run the job, again where PostgreSQL says that trying again helps."""
        attempts = 0
        while True:
            attempts += 1
            with self._engine.connect() as connection:
                try:
                    result = job(DatabaseUnit(connection, process=self._process, lease=self._lease))
                except DBAPIError as error:
                    if attempts < ATTEMPTS and _may_repeat(error):
                        continue
                    raise
                # Not tried again: after a lost connection nobody knows whether it took place.
                connection.commit()
                return result


def _may_repeat(error: DBAPIError) -> bool:
    """Tell a conflict with another transaction, or a connection that was lost before the commit."""
    state = getattr(error.orig, "sqlstate", None)
    return error.connection_invalidated or state in {SERIALIZATION_FAILURE, DEADLOCK_DETECTED}
