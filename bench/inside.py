"""Wegwijs in this very process, without a network, so that the processor time of its turns can be told."""

from __future__ import annotations

import asyncio
import gc
import json
import os
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count
from shutil import copy2, copytree, ignore_patterns
from time import perf_counter, process_time
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
    from bot.application import Application
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

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.turns + other.turns, self.seconds + other.seconds)


@dataclass
class Page:
    """A channel that takes everything.

    ``asked`` is the last message with buttons in each chat; ``sounds`` all that was played, each
    with the reading of ``perf_counter`` at which it came.
    """

    name: str = "telegram"
    account: str = "42"
    capabilities: Capabilities = TELEGRAM
    asked: dict[int, Sent] = field(default_factory=dict)
    sounds: list[tuple[float, VoiceMessage]] = field(default_factory=list)

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
        self.sounds.append((perf_counter(), sound))
        return Played(str(outbound.id), sound.path.stem)


@dataclass
class Inside:
    """One Wegwijs with one page to look at."""

    app: Application
    page: Page

    async def walk(self, residents: Sequence[Walker], most: int = MOST_TURNS) -> Cost:
        """Let residents go on in their guides, all at once, for so many turns each at most."""
        began = process_time()
        turns = await asyncio.gather(*(self._walk(resident, most) for resident in residents))
        return Cost(sum(turns), process_time() - began)

    async def _walk(self, resident: Walker, most: int) -> int:
        turns = 0
        while turns < most:
            move = resident.move(self.page.asked.get(resident.chat))
            if move is None:
                break
            await self.turn(resident, content_of(move))
            turns += 1
        return turns

    async def turn(self, resident: Walker, content: Content) -> None:
        """Take in what a resident does, and wait until all of the answer is out."""
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


async def opened(stack: AsyncExitStack, folder: Path, *, voice: bool, ahead: Path | None = None) -> Inside:
    """Return a Wegwijs with a fresh database in ``folder``, which is made.

    ``ahead`` holds the clips that were rendered ahead; without it there are none.
    """
    page = Page()
    settings = _settings(folder, voice=voice)
    if ahead is not None:
        copytree(ahead, settings.voice, ignore=ignore_patterns("asked", "passing"), copy_function=_linked)
    app = await stack.enter_async_context(bootstrap.application(settings, {page.name: page}))
    return Inside(app, page)


def settle() -> None:
    """Look for no garbage any more in what is there now: as a start does, which a bench has no part of."""
    gc.collect()
    gc.freeze()


def _linked(source: str, destination: str) -> None:
    try:
        os.link(source, destination)
    except OSError:  # on another disk
        copy2(source, destination)


def _settings(folder: Path, *, voice: bool) -> Settings:
    folder.mkdir()
    settings = Settings.from_environment({"WEGWIJS_DATABASE_URL": f"sqlite:///{folder / 'inside.db'}"})
    return replace(settings, voice_on=voice, voice=folder / "voice", recordings=folder / "recordings")


def content_of(move: Move) -> Content:
    """Return what a channel takes in when a resident does this."""
    if move.data is not None:
        return Press(move.data)
    if move.text.startswith("/"):
        name, _, argument = move.text[1:].partition(" ")
        return Command(name, argument)
    return Text(move.text)
