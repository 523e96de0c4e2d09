"""Wegwijs in this very process, without a network: what turns cost the processor, and what is read aloud.

A rate wavers with whatever else the machine does. Processor time of the same turns, with and without
a voice one right after the other, wavers far less.
"""

from __future__ import annotations

import asyncio
import json
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count, islice
from time import process_time
from typing import TYPE_CHECKING, Final

from bench.botapi import Sent
from bench.residents import Walker, load_words, walkers
from bot import bootstrap
from bot.channels.base import Played
from bot.channels.profiles import TELEGRAM
from bot.config import Settings
from bot.messages import Address, Command, Inbound, Press, Say, Speak, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from bench.residents import Move
    from bot.bootstrap import Application
    from bot.channels.base import Capabilities, VoiceMessage
    from bot.locale import Languages
    from bot.messages import Content, Outbound
    from bot.voice.speaker import MessageSpeaker

    OpenSpeaker = Callable[[Settings, Languages], MessageSpeaker | None]

MOST_TURNS: Final = 40
"""Of one resident: some go back so often that they would hold up all others."""

_update_ids = count(1)


@dataclass(frozen=True)
class Cost:
    """One walk: its turns, and the processor seconds of this whole process meanwhile."""

    turns: int
    seconds: float


@dataclass
class Page:
    """A channel that takes everything. ``asked`` is the last message with buttons in each chat."""

    name: str = "telegram"
    account: str = "42"
    capabilities: Capabilities = TELEGRAM
    asked: dict[int, Sent] = field(default_factory=dict)

    async def send(self, outbound: Outbound) -> str | None:
        """Take one thing."""
        said = outbound.delivery
        if not isinstance(said, Say):
            return None
        rows = [[{"callback_data": button.id, "text": button.label}] for button in said.buttons]
        markup = json.dumps({"inline_keyboard": rows})
        sent = Sent(outbound.id, int(outbound.address.id), said.text, markup, 0.0)
        if sent.asks:
            self.asked[sent.chat] = sent
        return str(outbound.id)

    async def play(self, outbound: Outbound, sound: VoiceMessage) -> Played:
        """Take a sound."""
        return Played(str(outbound.id), sound.path.stem)


@dataclass
class Inside:
    """One Wegwijs with one page to look at."""

    app: Application
    page: Page

    async def walk(self, residents: Sequence[Walker], *, begin: str | None = None) -> Cost:
        """Let residents go through their guides, all at once.

        ``begin`` is a deep link that they follow before what they do by themselves.
        """
        began = process_time()
        turns = await asyncio.gather(*(self._walk(resident, begin) for resident in residents))
        return Cost(sum(turns), process_time() - began)

    async def _walk(self, resident: Walker, begin: str | None) -> int:
        turns = 0
        if begin is not None:
            await self._turn(resident, Command("start", begin))
        while turns < MOST_TURNS:
            move = resident.move(self.page.asked.get(resident.chat))
            if move is None:
                break
            await self._turn(resident, _content(move))
            turns += 1
        return turns

    async def _turn(self, resident: Walker, content: Content) -> None:
        number = str(next(_update_ids))
        await self.app.conversation.receive(
            Inbound(
                address=Address(self.page.name, str(resident.chat)),
                provider_id=number,
                content=content,
                at=datetime.now(UTC),
                language_hint=resident.language,
                message_id=number,
            )
        )
        await self.app.delivery.drain()


@dataclass
class Notes:
    """Notes what is to be read aloud, each message once, and makes no sound of it."""

    aloud: dict[str, Speak] = field(default_factory=dict)

    def speaker(self, settings: Settings, languages: Languages) -> MessageSpeaker | None:
        """Return the speaker of these settings, but silent."""
        speaker = bootstrap.open_speaker(settings, languages)

        async def noted(speak: Speak) -> None:
            self.aloud[repr(speak)] = speak

        setattr(speaker, "clip", noted)  # noqa: B010  so that all else is asked of the real one
        return speaker


async def opened(
    stack: AsyncExitStack, folder: Path, *, voice: bool, speaker: OpenSpeaker = bootstrap.open_speaker
) -> Inside:
    """Return a Wegwijs with a fresh database and fresh clips in ``folder``, which is made."""
    page = Page()
    app = await stack.enter_async_context(
        bootstrap.application(_settings(folder, voice=voice), {page.name: page}, speaker=speaker)
    )
    return Inside(app, page)


def _settings(folder: Path, *, voice: bool) -> Settings:
    folder.mkdir()
    settings = Settings.from_environment({"WEGWIJS_DATABASE_URL": f"sqlite:///{folder / 'inside.db'}"})
    return replace(settings, voice_on=voice, voice=folder / "voice", recordings=folder / "recordings")


def _content(move: Move) -> Content:
    if move.data is not None:
        return Press(move.data)
    if move.text.startswith("/"):
        name, _, argument = move.text[1:].partition(" ")
        return Command(name, argument)
    return Text(move.text)


@dataclass(frozen=True)
class Pair:
    """The same walks without and with a voice."""

    without: Cost
    voiced: Cost

    @property
    def more(self) -> float:
        """What the voice adds to the processor time of a turn, as a share of it."""
        return self.voiced.seconds / self.without.seconds - 1


async def compared(folder: Path, pairs: int, conversations: int) -> list[Pair]:
    """Let the same residents converse without and with a voice, by turns; what comes first warms up."""
    words = load_words(datetime.now(UTC).date())
    without, voiced = walkers(words), walkers(words)
    found: list[Pair] = []
    async with AsyncExitStack() as stack:
        silent, speaking = [
            await opened(stack, folder / f"{name}-{conversations}", voice=voice)
            for name, voice in (("silent", False), ("speaking", True))
        ]
        for number in range(pairs + 1):
            crowds = [list(islice(crowd, conversations)) for crowd in (without, voiced)]
            if number % 2:  # neither is always the one that comes second
                other = await speaking.walk(crowds[1])
                one = await silent.walk(crowds[0])
            else:
                one = await silent.walk(crowds[0])
                other = await speaking.walk(crowds[1])
            if one.turns != other.turns:
                raise RuntimeError(f"{one.turns} turns without a voice and {other.turns} with one")
            if number:
                found.append(Pair(one, other))
    return found


async def read_aloud(folder: Path) -> list[Speak]:
    """Return every message that somebody hears who has everything read to her, each once.

    She walks through all guides in every language.
    """
    words = load_words(datetime.now(UTC).date())
    notes = Notes()
    async with AsyncExitStack() as stack:
        inside = await opened(stack, folder / "aloud", voice=True, speaker=notes.speaker)
        chats = count(1)
        for language in words.languages:
            crowd = [Walker(next(chats), language, guide, words) for guide in words.topics]
            await inside.walk(crowd, begin=f"{language}-voice")
    return list(notes.aloud.values())
