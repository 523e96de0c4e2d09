"""What happens, to the pages of staff that are open: server-sent events over the feed of the store."""

from __future__ import annotations

import asyncio
import logging
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from bot.web.stream import ALIVE, BEAT, GONE, LONGEST, RETRY

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator, Sequence

    from bot.staff.base import FeedItem
    from bot.storage.base import Store, Unit

log = logging.getLogger(__name__)

LOOK_EVERY: Final = 0.25
"""Seconds between looking for what happened, while somebody watches."""

AT_ONCE: Final = 200
"""Rows of the feed that are read at once."""


@dataclass(eq=False)
class Watch:
    """One page that is open, and what happened since it looked last. ``seen`` is the last row it got."""

    topic: str
    seen: int
    news: list[FeedItem] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)


class FeedWatch:
    """Reads the feed once for all pages of this process, and only while one is open."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._watches: set[Watch] = set()
        self._after: int | None = None
        self.closing = asyncio.Event()

    @contextmanager
    def watching(self, topic: str, end: int) -> Iterator[Watch]:
        """Watch what happens under a topic from now on, for as long as the body runs.

        ``end`` is the newest row of the store, and never what a page names: all pages share where
        the reading is. Rows that were there before have to be asked for with ``since``.
        """
        watch = Watch(topic, end)
        self._watches.add(watch)
        if self._after is None:
            self._after = end
        try:
            yield watch
        finally:
            self._watches.discard(watch)

    async def since(self, after: int) -> Sequence[FeedItem]:
        """Return what happened behind a row, for a page that lost its connection."""
        found: list[FeedItem] = []
        while True:
            end = found[-1].id if found else after
            more = await self._store.run(lambda unit, end=end: unit.feed(end, AT_ONCE))  # type: ignore[misc]
            found += more
            if len(more) < AT_ONCE:
                return found

    async def end(self) -> int:
        """Return the newest row."""
        return await self._store.run(lambda unit: unit.feed_end())

    async def look(self) -> None:
        """Give what is new to the pages that watch its topic."""
        if not self._watches:
            self._after = None  # nobody missed anything: begin where the next page does
            return
        after = self._after or 0

        def job(unit: Unit) -> tuple[Sequence[FeedItem], int]:
            found = unit.feed(after, AT_ONCE)
            return found, after if found else unit.feed_end()

        items, end = await self._store.run(job)
        if end < after:  # a backup was put back, or all rows were too old: it goes on from there
            self._after = end
            for watch in self._watches:
                watch.seen = min(watch.seen, end)
        for item in items:
            self._after = item.id
            for watch in self._watches:
                if watch.topic == item.topic:
                    watch.news.append(item)
                    watch.changed.set()

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            try:
                await self.look()
            except Exception:
                # The next look tries again; the pages stay open.
                log.exception("not looked for what happened")
            await asyncio.sleep(LOOK_EVERY)

    def close(self) -> None:
        """Let go of all who watch: the server ends."""
        self.closing.set()
        for watch in self._watches:
            watch.changed.set()

    async def follow(
        self,
        topic: str,
        after: int | None,
        *,
        still: Callable[[], Awaitable[bool]],
        event: Callable[[FeedItem], bytes],
    ) -> AsyncGenerator[bytes]:
        """Yield each ``event`` under a topic behind a row, until ``still`` says no in a silence.

        ``after`` is what a page says it has: None for a page that has nothing yet, and whatever
        lies behind the newest row is taken for that row.
        """
        end = await self.end()
        yield RETRY
        with self.watching(topic, end) as watch:
            watch.seen = end if after is None else min(after, end)
            missed = await self.since(watch.seen)
            watch.news[:0] = [item for item in missed if item.topic == topic]
            while not self.closing.is_set():
                watch.changed.clear()
                # What was missed came twice where it was looked for meanwhile.
                news, watch.news[:] = sorted(watch.news, key=lambda item: item.id), []
                for item in news:
                    if item.id > watch.seen:
                        watch.seen = item.id
                        yield event(item)
                try:
                    async with asyncio.timeout(BEAT):
                        await watch.changed.wait()
                except TimeoutError:
                    if not await still():
                        yield GONE
                        return
                    yield ALIVE


def row_seen(seen: str) -> int | None:
    """Return the row that a page names: None where it names none, and 0 for what is no number."""
    if not seen:
        return None
    return int(seen[:LONGEST]) if seen.isdecimal() else 0
