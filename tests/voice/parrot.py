"""An engine that makes a tone and remembers what it was asked: the chain's tests need no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.voice.base import Kind
from bot.voice.engine import Order
from bot.voice.silence import NoVoice, Reason
from tests.voice.sounds import tone

if TYPE_CHECKING:
    from bot.voice.base import Speech
    from bot.voice.sound import Sound

TONE = tone(0.5)


class Parrot:
    """Says everything, unless it was told why not: before it tries, or while it does."""

    def __init__(self, kind: Kind = Kind.ESPEAK) -> None:
        self.kind = kind
        self.local = kind is not Kind.GTTS
        self.refuses: Reason | None = None
        self.fails: BaseException | None = None
        self.said: list[str] = []

    def order(self, speech: Speech) -> Order:
        if self.refuses is not None:
            raise NoVoice(self.refuses)
        return Order(engine=f"parrot {self.kind}", voice=speech.language, speed=0, text=speech.text)

    def sound(self, order: Order) -> Sound:
        self.said.append(order.text)
        if self.fails is not None:
            raise self.fails
        return TONE
