"""What the browsers show, in the store; and who waits for more of it."""

from __future__ import annotations

import asyncio
import logging
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime

    from bot.messages import JSON
    from bot.storage.base import Store

log = logging.getLogger(__name__)

SENSITIVE = timedelta(hours=1)
"""How long something sensitive is shown: as long as she is likely to sit at it."""

CHANGED = timedelta(days=1)
"""How long a browser that lost its connection may learn that an entry changed."""

LOOK_EVERY = 0.2
"""Seconds between looking for what another process wrote."""


@dataclass(eq=False)
class Watch:
    """Somebody who waits for what is new at one address: ``newest`` is the last entry that was noticed."""

    address: str
    newest: int = 0
    changed: asyncio.Event = field(default_factory=asyncio.Event)


class PageLog:
    """Writes entries, and wakes those who watch the address.

    One look into the store serves all who watch, however many they are; what this process
    wrote itself is noticed at once. ``days`` is how long an entry is kept.
    """

    def __init__(self, store: Store, *, now: Callable[[], datetime], days: int) -> None:
        self._store = store
        self._now = now
        self._kept = timedelta(days=days)
        self._watches: dict[str, set[Watch]] = {}
        self.closing = asyncio.Event()

    async def append(
        self, address: str, body: Mapping[str, JSON], *, outbox: int, sensitive: bool = False
    ) -> int | None:
        """Add an entry, once for each row of the outbox; return its id, None for a browser that is gone."""
        now = self._now()
        expires = now + (SENSITIVE if sensitive else self._kept)
        entry = await self._store.run(
            lambda unit: unit.append(address, body, now, expires, outbox=outbox or None)
        )
        if entry is not None:
            self._wake(address, entry)
        return entry

    async def settle(self, address: str, entry: int) -> None:
        """Take the buttons off an entry, also where it is shown."""
        now = self._now()
        change: dict[str, JSON] = {"type": "settle", "of": entry}
        noted = await self._store.run(
            lambda unit: (
                unit.append(address, change, now, now + CHANGED, outbox=None)
                if unit.settle(address, entry)
                else None
            )
        )
        if noted is not None:
            self._wake(address, noted)

    async def withdraw(self, address: str, entries: Sequence[int]) -> None:
        """Take entries away, also where they are shown."""
        now = self._now()
        noted = await self._store.run(
            lambda unit: unit.append(
                address,
                {"type": "keep", "of": list(unit.withdraw_entries(address, entries))},
                now,
                now + CHANGED,
                outbox=None,
            )
        )
        if noted is not None:
            self._wake(address, noted)

    @contextmanager
    def watching(self, address: str) -> Iterator[Watch]:
        """Watch an address for as long as the body runs."""
        watch = Watch(address)
        self._watches.setdefault(address, set()).add(watch)
        try:
            yield watch
        finally:
            self._watches[address].discard(watch)
            if not self._watches[address]:
                del self._watches[address]

    async def look(self) -> None:
        """Wake those for whom another process wrote something."""
        addresses = tuple(self._watches)
        if addresses:
            newest = await self._store.run(lambda unit: unit.newest(addresses))
            for address, entry in newest.items():
                self._wake(address, entry)

    async def run(self) -> None:
        """Look for what is new until cancelled."""
        while True:
            try:
                await self.look()
            except Exception:
                # The next look tries again; the pages stay open.
                log.exception("not looked for what is new on the pages")
            await asyncio.sleep(LOOK_EVERY)

    def stir(self, address: str) -> None:
        """Let all who watch an address look again."""
        for watch in self._watches.get(address, ()):
            watch.changed.set()

    def close(self) -> None:
        """Let go of all who watch: the server ends."""
        self.closing.set()
        for watches in self._watches.values():
            for watch in watches:
                watch.changed.set()

    def _wake(self, address: str, entry: int) -> None:
        for watch in self._watches.get(address, ()):
            if entry > watch.newest:
                watch.newest = entry
                watch.changed.set()
