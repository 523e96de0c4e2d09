"""Takes the place of ``asyncio.sleep``: lasts no time and remembers how long it was to last."""

from __future__ import annotations

import asyncio


class Pauses:
    def __init__(self) -> None:
        self.seconds: list[float] = []
        self._more = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        self.seconds.append(seconds)
        self._more.set()
        await asyncio.sleep(0)

    async def until(self, count: int) -> None:
        """Wait for so many pauses; raises ``TimeoutError`` after ten seconds."""
        async with asyncio.timeout(10):
            while len(self.seconds) < count:
                self._more.clear()
                await self._more.wait()
