"""A resident who may be read to, as the engine knows her: no sound is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.flows.events import ReadAloud
from bot.flows.state import Reading, State
from tests.flows.small import ask, do, guide, library
from tests.flows.walker import Walker

if TYPE_CHECKING:
    from bot.flows.lines import Latin
    from bot.flows.message import Message
    from bot.flows.text import Text

GIDS = guide("gids", ask("vraag"), do("actie"))


@dataclass
class Voice:
    """Reads messages of these languages, to who writes in the terminal."""

    languages: frozenset[str] = frozenset({"nl", "ti"})
    channels: frozenset[str] = frozenset({"terminal"})

    def on(self, channel: str) -> bool:
        return channel in self.channels

    def reads(self, message: Message, language: str) -> bool:
        return (message.language or language) in self.languages


def listener(
    language: str | None = "nl",
    *,
    reading: Reading = Reading.ASKED,
    sparing: bool = False,
    reading_offered: bool = False,
) -> Walker:
    state = State(language=language, reading=reading, sparing=sparing, reading_offered=reading_offered)
    return Walker(library(GIDS), state, audible=Voice())


def aloud(walker: Walker) -> list[ReadAloud]:
    """What the last turn gave to the voice."""
    return [event for event in walker.events if isinstance(event, ReadAloud)]


def read(walker: Walker) -> list[list[Text | Latin]]:
    """The same, the texts of each message."""
    return [[line.text for line in one.message.lines] for one in aloud(walker)]
