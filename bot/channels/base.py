"""The port of a channel: how the conversation reaches a resident."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from bot.messages import Inbound, Outbound


@dataclass(frozen=True)
class Capabilities:
    """What a channel can show, so that a message degrades on purpose.

    Lengths are in characters; ``window`` is the time in hours in which the bot may
    write after the resident did, None where there is no such limit. ``voice``: it plays
    voice messages. ``keeps``: it keeps what was sent, so that no file has to stay here.
    ``echoes``: it shows what the resident wrote only when that is sent to it.
    ``two_columns``: it shows a second language in a block of its own, and on its buttons apart.
    """

    name: str
    buttons: int
    button_length: int
    list_rows: int
    list_row_length: int
    text_length: int
    window: int | None = None
    voice: bool = False
    keeps: bool = False
    echoes: bool = False
    two_columns: bool = False


@dataclass(frozen=True)
class VoiceMessage:
    """A sound to play: an OGG/Opus file of so many seconds.

    ``media_id`` is the provider's id of the same sound, where this account sent it before.
    ``caption`` is shown with it.
    """

    path: Path
    seconds: float
    media_id: str | None = None
    caption: str = ""


@dataclass(frozen=True)
class Played:
    """A voice message that went out: the provider's ids of the message and of its sound."""

    message_id: str | None = None
    media_id: str | None = None


Receive: TypeAlias = "Callable[[Inbound], Awaitable[None]]"
"""Returns when the inbound is committed: only then may a channel acknowledge it."""


class Channel(Protocol):
    """Delivers to one provider. Raises ``DeliveryError`` and nothing else."""

    name: str
    account: str
    """Whose the provider's ids of sounds are: they hold for no other account."""
    capabilities: Capabilities

    async def send(self, outbound: Outbound) -> str | None:
        """Deliver one thing, but for a ``Speak``; return the provider's message id where there is one."""

    async def play(self, outbound: Outbound, sound: VoiceMessage) -> Played:
        """Deliver the sound of a ``Speak``. Only asked of a channel with the capability ``voice``."""
