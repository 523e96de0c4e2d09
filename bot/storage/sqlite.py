"""The store on SQLite: one writer thread that commits for many at once.

SQLite has one writer at a time, and a commit waits for the disk. So one thread takes
all jobs that wait, runs each in a savepoint and commits them together: the disk is
waited for once a batch, and a job that fails takes back its own work only.
"""

from __future__ import annotations

from queue import Empty
from typing import TYPE_CHECKING, cast

import sqlalchemy as sa

from bot.storage.calls import deliver
from bot.storage.forgetting import ERASED
from bot.storage.threaded import ThreadedStore

if TYPE_CHECKING:
    from datetime import timedelta
    from pathlib import Path
    from sqlite3 import Connection

    from bot.storage.base import Unit
    from bot.storage.calls import Call

BATCH = 64
"""Jobs in one commit at most, so that the first never waits long for the last."""

SYNCHRONOUS = "FULL"
"""What was acknowledged survives a power cut. Tests, in which nobody cuts the power, wait for no disk."""

BUSY_TIMEOUT = 5_000
"""Milliseconds to wait for another process, such as a command of the operator."""


def sqlite_engine(path: Path) -> sa.Engine:
    """Return an engine on a file, which is made if new, readable by nobody else."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        path.touch(mode=0o600)
    engine = sa.create_engine(sa.URL.create("sqlite", database=str(path)))
    sa.event.listen(engine, "connect", _configure)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _configure(connection: Connection, _record: object) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself: ``_begin`` does
    for pragma in (
        "journal_mode = WAL",
        f"synchronous = {SYNCHRONOUS}",
        f"busy_timeout = {BUSY_TIMEOUT}",
        "foreign_keys = ON",
        "secure_delete = ON",  # what was erased is overwritten in the file, too
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: sa.Connection) -> None:
    # A deferred transaction that reads and then writes fails at once with "database is
    # locked", whatever the time-out.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


class SqliteStore(ThreadedStore):
    """A ``Store`` (see ``base``) on one file, for one serving process."""

    def __init__(self, path: Path, *, process: str, lease: timedelta) -> None:
        super().__init__(sqlite_engine(path), threads=1, process=process, lease=lease)

    def _work(self) -> None:
        closing = False
        while not closing:
            batch = [self._calls.get()]
            while len(batch) < BATCH:
                try:
                    batch.append(self._calls.get_nowait())
                except Empty:
                    break
            closing = None in batch
            calls = [call for call in batch if call is not None]
            self._commit(calls)
            deliver(calls)

    def _commit(self, calls: list[Call]) -> None:
        try:
            with self._engine.begin() as connection:
                unit = self._unit(connection)
                # Past SQLAlchemy, which takes ten times as long over these two words a job.
                driver = cast("Connection", connection.connection.driver_connection)
                for call in calls:
                    _execute(call, unit, driver)
                erased = connection.info.pop(ERASED, False)
            if erased:
                self._empty_log()
        except Exception as error:  # noqa: BLE001  whoever waits must hear of it
            for call in calls:
                call.error = call.error or error

    def _empty_log(self) -> None:
        """Move the write-ahead log into the file and cut it off: it still holds what was erased."""
        with self._engine.connect() as connection:
            driver = cast("Connection", connection.connection.driver_connection)
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _execute(call: Call, unit: Unit, driver: Connection) -> None:
    driver.execute("SAVEPOINT job")
    try:
        call.result = call.job(unit)
    except BaseException as error:  # noqa: BLE001  it is the caller's, whatever it is
        call.error = error
        driver.execute("ROLLBACK TO job")
    driver.execute("RELEASE job")
