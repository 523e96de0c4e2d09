"""What both stores are made of: worker threads that take jobs from one queue."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, TypeVar, cast

from bot.storage.calls import Call
from bot.storage.unit import DatabaseUnit

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import timedelta

    import sqlalchemy as sa

    from bot.storage.base import Unit

T = TypeVar("T")


class ThreadedStore(ABC):
    """A ``Store`` (see ``base``). How a thread works through the queue is up to each database."""

    def __init__(self, engine: sa.Engine, *, threads: int, process: str, lease: timedelta) -> None:
        self._engine = engine
        self._process = process
        self._lease = lease
        self._calls: SimpleQueue[Call | None] = SimpleQueue()
        self._closed = False
        # Daemons, since an acknowledged job is committed and any other may be lost.
        self._threads = [
            Thread(target=self._work, name=f"store-{number}", daemon=True) for number in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    async def run(self, job: Callable[[Unit], T]) -> T:
        """Execute the job in a transaction and return its result after the commit."""
        if self._closed:
            raise RuntimeError("the store is closed")
        call = Call(job)
        self._calls.put(call)
        return cast("T", await call.answer)

    async def close(self) -> None:
        """Finish the jobs that were handed over, then let go of the database."""
        if not self._closed:
            self._closed = True
            for _ in self._threads:
                self._calls.put(None)
        for thread in self._threads:
            await asyncio.to_thread(thread.join)
        self._engine.dispose()

    @abstractmethod
    def _work(self) -> None:
        """Take calls, execute and deliver them, until None comes."""

    def _unit(self, connection: sa.Connection) -> DatabaseUnit:
        return DatabaseUnit(connection, process=self._process, lease=self._lease)
