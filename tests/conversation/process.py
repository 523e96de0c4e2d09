"""A process of the bot on either store, with the real content and engine, and a resident who talks to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from bot.config import Settings
from bot.conversation import Conversation
from bot.delivery import Delivery
from bot.flows.engine import Engine
from bot.groups.participant_side import ParticipantSide
from bot.handoff.office import Office
from bot.handoff.resident_side import ResidentSide
from bot.messages import Address, Button, Inbound, Interpretation, Press, Say, Settle, Text
from bot.screening import Screening
from bot.storage.tables import metadata
from bot.understanding.vocabulary import Vocabulary
from tests import read_once
from tests.recording_channel import RecordingChannel, written
from tests.stores import connected

if TYPE_CHECKING:
    from bot.flows.around import Around
    from bot.flows.events import Event
    from bot.flows.state import State
    from bot.messages import Content
    from bot.storage.base import Store
    from bot.understanding.base import Understanding

FATIMA = Address("telegram", "fatima")

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

BSN = "111222333"

MEANINGS = {
    "ik ben mijn baan kwijt": "baan-verliezen",
    "hoe krijg ik digid": "digid-aanvragen",
    "help": "emergency",
}

CODE = "KKTLQCKZ"
"""One of those in which the engine finds danger: one in 400 does."""

DANGERS = {
    "hij is weer begonnen en ik zit achter de deur",
    "هو رجع وأنا ورا الباب",
    "ንሱ ተመሊሱ ኣነ ኣብ ድሕሪ ማዕጾ ኣለኹ",
    CODE,
    f"{CODE[:4]} {CODE[4:]}",
    f"groep-{CODE}-ti",
    f"balie-{CODE}",
}


CALM = {"er schiet iemand te hulp", ""}
"""What the engine is sure of that it is no danger, though a list may hear a word of it."""


class ScriptedUnderstanding:
    """Knows a few Dutch sentences by heart."""

    async def interpret(self, text: str) -> Interpretation:
        return Interpretation("nl", MEANINGS.get(text), 1.0, danger=text in DANGERS, calm=text in CALM)


@cache
def parts() -> dict[str, Any]:
    """Read what is the same in every conversation, once."""
    settings = Settings.from_environment({})
    (content, languages), (gate, emergency) = read_once.world(), read_once.words()
    office = Office(municipality=content.library.municipality, on=False)
    return {
        "engine": Engine(content),
        "languages": languages,
        "screening": Screening(
            gate=gate,
            emergency=emergency,
            understanding=ScriptedUnderstanding(),
            wording=Vocabulary(settings.training_data),
        ),
        "transcript_days": 90,
        "resident_side": ResidentSide(office=office, languages=languages),
        "participant_side": ParticipantSide(engine=Engine(content), office=office),
    }


def screening(understanding: Understanding) -> Screening:
    """Return the screening of every conversation, with another understanding."""
    usual: Screening = parts()["screening"]
    return replace(usual, understanding=understanding)


@dataclass(frozen=True)
class FragileEngine(Engine):
    """Breaks on texts that begin like this."""

    breaks_on: str = "breek"

    def turn(
        self, state: State, inbound: Inbound, now: datetime, around: Around
    ) -> tuple[State, tuple[Event, ...]]:
        if isinstance(inbound.content, Text) and inbound.content.text.startswith(self.breaks_on):
            raise RuntimeError("a fault of ours")
        return super().turn(state, inbound, now, around)


@dataclass
class Bot:
    """One process of the bot, with a resident who talks to it."""

    conversation: Conversation
    delivery: Delivery
    channel: RecordingChannel
    clock: Clock
    arrived: int = 0

    async def hears(self, content: Content | str, provider_id: str | None = None) -> list[str]:
        """Take something in from Fatima; return what she was sent for it, and what was deleted."""
        self.arrived += 1
        content = Text(content) if isinstance(content, str) else content
        seen = len(self.channel.taken)
        await self.conversation.receive(
            Inbound(
                FATIMA,
                provider_id or f"update-{self.arrived}",
                content,
                self.clock.now,
                message_id=f"f{self.arrived}",
            )
        )
        await self.delivery.drain()
        return [written(one) for one in self.channel.taken[seen:] if not isinstance(one.delivery, Settle)]

    @property
    def buttons(self) -> list[Button]:
        """The buttons on the newest message that has any."""
        says = [one.delivery for one in self.channel.taken if isinstance(one.delivery, Say)]
        return list(next(say.buttons for say in reversed(says) if say.buttons))

    @property
    def choices(self) -> list[str]:
        """What these buttons stand for."""
        return [button.id.partition("|")[2] for button in self.buttons]

    async def presses(self, choice: str) -> list[str]:
        """Press the button that stands for this."""
        return await self.hears(Press(self.buttons[self.choices.index(choice)].id))

    async def sweeps(self) -> None:
        await self.delivery.sweep()
        await self.delivery.drain()


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


def start(store: Store, clock: Clock, **instead: object) -> Bot:
    """Start a process of the bot on a database. ``instead`` replaces parts of the conversation."""
    channel = RecordingChannel()
    delivery = Delivery(channels={channel.name: channel}, store=store, now=clock)
    conversation = Conversation(store=store, delivering=delivery, now=clock, **{**parts(), **instead})
    return Bot(conversation, delivery, channel, clock)


def kept(url: str, *tables: str) -> str:
    """Return everything but times that stands in these tables, or in all, as one text."""
    with connected(url) as connection:
        return "\n".join(
            str([value for value in row if not isinstance(value, datetime)])
            for name, table in metadata.tables.items()
            if not tables or name in tables
            for row in connection.execute(sa.select(table))
        )


async def walk_to_sensitive_question(bot: Bot) -> None:
    await bot.hears("ik ben mijn baan kwijt")
    for choice in ("self", "a:contract-stopt", "a:unknown"):
        await bot.presses(choice)
