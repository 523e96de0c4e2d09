"""Wegwijs in this very process, without a network, so that the processor time of its turns can be told."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count
from time import process_time
from typing import TYPE_CHECKING, Final

from bench.botapi import Sent
from bot import bootstrap
from bot.channels.base import Played
from bot.channels.profiles import TELEGRAM
from bot.config import Settings
from bot.messages import Address, Command, Inbound, Press, Say, Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AsyncExitStack
    from pathlib import Path

    from bench.residents import Move, Walker
    from bot.bootstrap import Application
    from bot.channels.base import Capabilities, VoiceMessage
    from bot.messages import Content, Outbound

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

    async def walk(self, residents: Sequence[Walker]) -> Cost:
        """Let residents go through their guides, all at once."""
        began = process_time()
        turns = await asyncio.gather(*(self._walk(resident) for resident in residents))
        return Cost(sum(turns), process_time() - began)

    async def _walk(self, resident: Walker) -> int:
        turns = 0
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


async def opened(stack: AsyncExitStack, folder: Path, *, voice: bool) -> Inside:
    """Return a Wegwijs with a fresh database and fresh clips in ``folder``, which is made."""
    page = Page()
    app = await stack.enter_async_context(
        bootstrap.application(_settings(folder, voice=voice), {page.name: page})
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
