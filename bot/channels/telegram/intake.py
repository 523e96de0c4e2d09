"""The way in: what arrived, handed over in order."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from bot.messages import Blocked

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from bot.channels.telegram.courtesy import Courtesy
    from bot.channels.telegram.parse import Arrival
    from bot.messages import Inbound


class Intake:
    """Hands updates to ``receive``: one by one within a chat, side by side across chats.

    ``receive`` returns once an inbound is committed. ``clock`` gives the time now, in UTC.
    """

    def __init__(
        self,
        receive: Callable[[Inbound], Awaitable[None]],
        *,
        clock: Callable[[], datetime],
        courtesy: Courtesy,
    ) -> None:
        self.clock = clock
        self._receive = receive
        self._courtesy = courtesy
        # A lock lives as long as someone holds it or waits for it.
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def take(self, arrival: Arrival) -> None:
        """Return when all of it is committed; raise what ``receive`` raises.

        Taking the same update again is safe: the inbox knows it by its id.
        """
        if arrival.chat is None or not arrival.inbounds:
            return
        if arrival.query is not None:
            self._courtesy.pressed(arrival.query)
        if not all(isinstance(inbound.content, Blocked) for inbound in arrival.inbounds):
            self._courtesy.waiting(arrival.chat)
        lock = self._locks.setdefault(arrival.chat, asyncio.Lock())
        async with lock:  # an asyncio lock lets those who wait through in their order
            for inbound in arrival.inbounds:
                await self._receive(inbound)
