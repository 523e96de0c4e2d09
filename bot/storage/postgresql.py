"""The store on PostgreSQL: a few worker threads, each job a transaction of its own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from bot.storage.calls import deliver
from bot.storage.outbox import PRESENCE
from bot.storage.threaded import ThreadedStore

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import timedelta

    import psycopg

    from bot.storage.base import Unit

WORKERS = 4
ATTEMPTS = 5
SERIALIZATION_FAILURE = "40001"
DEADLOCK_DETECTED = "40P01"


def postgresql_engine(url: sa.URL) -> sa.Engine:
    """Return an engine with a connection for each worker."""
    return sa.create_engine(url.set(drivername="postgresql+psycopg"), pool_size=WORKERS, max_overflow=0)


class PostgresqlStore(ThreadedStore):
    """A ``Store`` (see ``base``) that any number of processes share."""

    def __init__(self, url: sa.URL, *, process: str, lease: timedelta) -> None:
        engine = postgresql_engine(url)
        sa.event.listen(engine, "connect", partial(_announce, process))
        super().__init__(engine, threads=WORKERS, process=process, lease=lease)

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
                    result = job(self._unit(connection))
                except DBAPIError as error:
                    if attempts < ATTEMPTS and _may_repeat(error):
                        continue
                    raise
                # Not tried again: after a lost connection nobody knows whether it took place.
                connection.commit()
                return result


def _announce(process: str, connection: psycopg.Connection[object], _record: object) -> None:
    """Show that this process lives, for as long as any of its connections does."""
    connection.execute("SELECT pg_advisory_lock_shared(%s, hashtext(%s))", (PRESENCE, process))
    connection.commit()


def _may_repeat(error: DBAPIError) -> bool:
    """Tell a conflict with another transaction, or a connection that was lost before the commit."""
    state = getattr(error.orig, "sqlstate", None)
    return error.connection_invalidated or state in {SERIALIZATION_FAILURE, DEADLOCK_DETECTED}
