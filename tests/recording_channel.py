"""A channel that remembers what it was given, and fails where it is told to."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.channels.base import Played
from bot.channels.profiles import TELEGRAM
from bot.messages import Delete, Echo, Say, Settle, Speak

if TYPE_CHECKING:
    from bot.channels.base import Capabilities, VoiceMessage
    from bot.messages import Outbound


@dataclass
class RecordingChannel:
    """Takes messages. ``failures`` maps a text to what it raises for it, one a time, in order.

    While ``open`` is not set, sending waits for it.
    """

    name: str = "telegram"
    account: str = "42"
    capabilities: Capabilities = TELEGRAM
    failures: dict[str, list[Exception]] = field(default_factory=dict)
    taken: list[Outbound] = field(default_factory=list)
    begun: list[Outbound] = field(default_factory=list)
    sounds: list[VoiceMessage] = field(default_factory=list)
    open: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.open.set()

    async def send(self, outbound: Outbound) -> str | None:
        """Take one thing, or fail."""
        self.begun.append(outbound)
        await self.open.wait()
        failures = self.failures.get(written(outbound))
        if failures:
            raise failures.pop(0)
        self.taken.append(outbound)
        says = sum(isinstance(one.delivery, Say) for one in self.taken)
        return f"m{says}" if isinstance(outbound.delivery, Say) else None

    async def play(self, outbound: Outbound, sound: VoiceMessage) -> Played:
        """Take a sound, or fail; it has it from now on under an id of its own."""
        self.begun.append(outbound)
        await self.open.wait()
        failures = self.failures.get(written(outbound))
        if failures:
            raise failures.pop(0)
        self.taken.append(outbound)
        self.sounds.append(sound)
        return Played(f"v{len(self.sounds)}", sound.media_id or f"media-{sound.path.stem}")

    @property
    def texts(self) -> list[str]:
        """What was taken, in order."""
        return [written(outbound) for outbound in self.taken]


def written(outbound: Outbound) -> str:
    """Return a delivery as a line of text."""
    match outbound.delivery:
        case Say(text):
            return text
        case Echo(text):
            return f"> {text}"
        case Delete(message_ids):
            return f"delete {' '.join(message_ids)}"
        case Settle(message_id):
            return f"settle {message_id}"
        case Speak(parts):
            return f"🔊 {' '.join(part.text for part in parts)}"
