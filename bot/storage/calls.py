"""Jobs on their way to a worker thread, and their answers on the way back."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.storage.base import Unit


@dataclass(slots=True)
class Call:
    """A job that a coroutine waits for. A worker fills in ``result`` or ``error``."""

    job: Callable[[Unit], object]
    answer: asyncio.Future[object] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    result: object = None
    error: BaseException | None = None

    def deliver(self) -> None:
        """Wake the coroutine, in its own loop. One that was cancelled waits no more."""
        if self.answer.done():
            return
        if self.error is None:
            self.answer.set_result(self.result)
        elif isinstance(self.error, StopIteration):  # a future refuses it, and would never be done
            self.answer.set_exception(RuntimeError("the job raised StopIteration"))
        else:
            self.answer.set_exception(self.error)


def deliver(calls: Iterable[Call]) -> None:
    """Send the answers home from a worker thread, with one wake-up for each event loop."""
    by_loop = defaultdict(list)
    for call in calls:
        by_loop[call.answer.get_loop()].append(call)
    for loop, own in by_loop.items():
        with suppress(RuntimeError):  # the loop was closed: nobody waits any more
            loop.call_soon_threadsafe(_deliver_all, own)


def _deliver_all(calls: Iterable[Call]) -> None:
    for call in calls:
        call.deliver()
