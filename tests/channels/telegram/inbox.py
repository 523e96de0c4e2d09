"""Stands in for the conversation: commits what it receives, once each, or fails as told."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING

from bot.messages import Command, Press, Text, Unusable

if TYPE_CHECKING:
    from bot.messages import Content, Inbound


class StoreDown(Exception):  # noqa: N818  what happened
    """The store does not commit. Its text quotes parameters, as SQLAlchemy's does."""


class Inbox:
    def __init__(self) -> None:
        self.committed: list[Inbound] = []
        self.attempts: Counter[str] = Counter()
        self.failures: Counter[str] = Counter()
        self.gates: dict[str, asyncio.Event] = {}
        self._arrived = asyncio.Condition()

    def fail(self, what: str, times: int) -> None:
        """Let the next attempts to commit this content fail."""
        self.failures[what] = times

    def hold(self, what: str) -> asyncio.Event:
        """Let the commit of this content wait for an event."""
        return self.gates.setdefault(what, asyncio.Event())

    async def receive(self, inbound: Inbound) -> None:
        said = shown(inbound.content)
        async with self._arrived:
            self.attempts[said] += 1
            self._arrived.notify_all()
        if said in self.gates:
            await self.gates[said].wait()
        await asyncio.sleep(0)
        if self.failures[said]:
            self.failures[said] -= 1
            raise StoreDown(f"[parameters: {said}]")
        async with self._arrived:
            if inbound.provider_id not in {known.provider_id for known in self.committed}:
                self.committed.append(inbound)
            self._arrived.notify_all()

    async def until(self, *, committed: int = 0, attempts: Counter[str] | None = None) -> None:
        """Wait until so much has happened; raises ``TimeoutError`` after ten seconds."""
        async with asyncio.timeout(10), self._arrived:
            await self._arrived.wait_for(
                lambda: len(self.committed) >= committed and self.attempts >= (attempts or Counter())
            )

    def said(self, chat: int | None = None) -> list[str]:
        """What was committed, of one chat or of all, in order."""
        return [
            shown(inbound.content) for inbound in self.committed if chat in {None, int(inbound.address.id)}
        ]


def shown(content: Content) -> str:
    match content:
        case Text(text):
            return text
        case Press(button):
            return f"[{button}]"
        case Command(name, argument):
            return f"/{name} {argument}".strip()
        case Unusable(what):
            return f"({what})"
    return str(content)
