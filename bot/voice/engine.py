"""What the chain asks of an engine that makes a sound out of a text."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from json import dumps
from typing import TYPE_CHECKING, Protocol

from bot.voice.sound import PROFILE

if TYPE_CHECKING:
    from bot.voice.base import Kind, Speech
    from bot.voice.sound import Sound


@dataclass(frozen=True, kw_only=True)
class Order:
    """All that decides how a clip sounds. ``speed`` is in words a minute, 0 where it cannot be chosen."""

    engine: str
    voice: str
    speed: int
    text: str

    @property
    def key(self) -> str:
        """The address of the clip: 64 hexadecimal digits, equal for equal sound."""
        said = {"engine": self.engine, "voice": self.voice, "speed": self.speed, "text": self.text}
        return sha256(dumps([said, PROFILE], ensure_ascii=False).encode()).hexdigest()


class Engine(Protocol):
    """Makes a sound. Both methods raise ``NoVoice`` and nothing else."""

    kind: Kind
    local: bool
    """Whether it may be asked while a resident waits: it needs no network."""

    def order(self, speech: Speech) -> Order:
        """Return what this engine would say; raise where it never can or may. Takes microseconds."""

    def sound(self, order: Order) -> Sound:
        """Say it. Blocks for as long as that takes."""
