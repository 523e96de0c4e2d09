"""Trouble on request."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.botapi.errors import ApiError, too_many_requests

if TYPE_CHECKING:
    from collections.abc import Mapping


class Dropped(Exception):  # noqa: N818  what happened to the connection
    """The connection closes without an answer."""


@dataclass
class Fault:
    """What goes wrong with the next ``times`` calls of a method, in a chat.

    ``after``: the call takes effect first, only its answer is lost.
    """

    error: Exception | None
    method: str | None = None
    chat: int | None = None
    times: int = 1
    after: bool = False
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def matches(self, method: str, parameters: Mapping[str, object]) -> bool:
        return (
            self.times > 0
            and self.method in {None, method}
            and (self.chat is None or parameters.get("chat_id") == self.chat)
        )


class Faults:
    """The list of what is to go wrong."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def fail(
        self,
        code: int,
        description: str = "Internal Server Error",
        *,
        method: str | None = None,
        chat: int | None = None,
        times: int = 1,
        after: bool = False,
    ) -> None:
        """Answer with an HTTP status and a description."""
        self._faults.append(Fault(ApiError(code, description), method, chat, times, after))

    def limit(
        self, seconds: int, *, method: str | None = None, chat: int | None = None, times: int = 1
    ) -> None:
        """Answer 429 with ``retry_after``."""
        self._faults.append(Fault(too_many_requests(seconds), method, chat, times))

    def drop(
        self, *, method: str | None = None, chat: int | None = None, times: int = 1, after: bool = False
    ) -> None:
        """Close the connection in place of an answer."""
        self._faults.append(Fault(Dropped(), method, chat, times, after))

    def hold(self, *, method: str | None = None, chat: int | None = None, times: int = 1) -> Fault:
        """Answer nothing until ``released`` is set; ``reached`` is set when a call hangs."""
        fault = Fault(None, method, chat, times)
        self._faults.append(fault)
        return fault

    def next(self, method: str, parameters: Mapping[str, object]) -> Fault | None:
        """Return what goes wrong with this call."""
        for fault in self._faults:
            if fault.matches(method, parameters):
                fault.times -= 1
                return fault
        return None

    def release_all(self) -> None:
        for fault in self._faults:
            fault.released.set()
