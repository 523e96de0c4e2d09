"""The port of a channel: how the conversation reaches a resident."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.messages import Inbound, Outbound


@dataclass(frozen=True)
class Capabilities:
    """What a channel can show, so that a message degrades on purpose.

    Lengths are in characters; ``window`` is the time in hours in which the bot may
    write after the resident did, None where there is no such limit.
    """

    name: str
    buttons: int
    button_length: int
    list_rows: int
    list_row_length: int
    text_length: int
    window: int | None = None


Receive: TypeAlias = "Callable[[Inbound], Awaitable[None]]"
"""Returns when the inbound is committed: only then may a channel acknowledge it."""


class Channel(Protocol):
    """Delivers to one provider. Raises ``DeliveryError`` and nothing else."""

    name: str
    capabilities: Capabilities

    async def send(self, outbound: Outbound) -> str | None:
        """Deliver one thing; return the provider's message id where there is one."""
