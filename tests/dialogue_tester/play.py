"""Plays a dialogue through the application as it is wired for residents."""

from __future__ import annotations

import logging
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from bot import bootstrap
from bot.config import Settings
from bot.messages import Address, Command, Inbound, Press, Text, Unusable
from bot.parts import number
from bot.storage.database import open_engine
from bot.storage.tables import metadata
from bot.voice.speaker import MessageSpeaker
from bot.voice.spoken.form import SpokenForms
from bot.voice.vowelled import VowelledTexts
from tests.dialogue_tester.helper import HelperBeside
from tests.dialogue_tester.transcript import UNSEEN
from tests.speaking_voice import WritingVoice

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from bot.application import Application
    from bot.locale import Languages
    from bot.messages import Content
    from bot.understanding.base import Understanding
    from tests.dialogue_tester.phone import Phone
    from tests.dialogue_tester.transcript import Transcript, Turn

RESIDENT = Address("telegram", "fatima")


class Clock:
    """A clock that moves only when it is told to."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


class LoggedError(AssertionError):
    """The bot logged an error. No dialogue may bring it to that."""


class _Errors(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextmanager
def no_errors() -> Iterator[None]:
    """Fail with what was logged as an error inside, if anything was."""
    errors = _Errors()
    root = logging.getLogger()
    root.addHandler(errors)
    try:
        yield
    finally:
        root.removeHandler(errors)
    if errors.records:
        first = errors.records[0]
        raise LoggedError(first.getMessage()) from (first.exc_info[1] if first.exc_info else None)


def settings_for(database_url: str, *, voice: bool = False, desk: bool = False) -> Settings:
    """Return the settings of a deployment that keeps everything in this database."""
    switches = {"WEGWIJS_VOICE": str(int(voice)), "WEGWIJS_DESK": str(int(desk))}
    return Settings.from_environment({"WEGWIJS_DATABASE_URL": database_url, **switches})


@dataclass
class Player:
    """One resident, one database. ``seen`` collects what came at each turn."""

    transcript: Transcript
    database_url: str
    understanding: Understanding
    phone: Phone
    starts: datetime
    seen: list[str] = field(default_factory=list)
    _helper: HelperBeside = field(default_factory=HelperBeside)
    _arrived: int = 0
    _clips: TemporaryDirectory[str] = field(default_factory=TemporaryDirectory)

    async def play(self) -> list[str]:
        """Play all turns; return what the resident saw at each. Any logged error fails."""
        clock = Clock(self.starts)
        with no_errors(), self._clips:
            async with AsyncExitStack() as stack:
                app = await stack.enter_async_context(self._open(clock))
                for turn in self.transcript.turns:
                    if turn.kind == "restart":
                        await stack.aclose()
                        app = await stack.enter_async_context(self._open(clock))
                    await self._take(app, clock, turn)
        return self.seen

    def _open(self, clock: Clock) -> Any:  # noqa: ANN401  a context manager of the application
        return bootstrap.application(
            settings_for(self.database_url, voice=self.transcript.voice, desk=self.transcript.desk),
            {self.phone.name: self.phone},
            now=clock,
            understanding=self.understanding,
            speaker=self._speaker,
        )

    def _speaker(self, settings: Settings, languages: Languages) -> MessageSpeaker | None:
        """Return a voice that writes what it says, in Arabic what has its vowels."""
        if not settings.voice_on:
            return None
        folder = Path(self._clips.name)
        forms = SpokenForms.load(settings.locales)
        return MessageSpeaker(
            WritingVoice(folder, vowelled={"ar": VowelledTexts.load(settings.locales, "ar")}),
            forms,
            number=lambda place, code: number(place, languages, code),
        )

    async def _take(self, app: Application, clock: Clock, turn: Turn) -> None:
        try:
            if turn.kind == "later":
                clock.now += turn.wait
                await app.conversation.ring()
            elif turn.kind == "forgotten":
                assert_forgotten(self.database_url)
            elif turn.kind == "helper":
                await self._helper.does(app, RESIDENT, turn.value, clock.now)
            elif turn.kind != "restart":
                await app.conversation.receive(self._inbound(turn, clock.now))
            await app.delivery.drain()
        except AssertionError as error:
            raise AssertionError(f"{self.transcript.path}:{turn.line}: {error}") from error
        seen = self.phone.look()
        if turn.kind in UNSEEN and seen:
            raise AssertionError(f"{self.transcript.path}:{turn.line}: the bot said unasked: {seen}")
        self.seen.append(seen)

    def _inbound(self, turn: Turn, now: datetime) -> Inbound:
        self._arrived += 1
        inbound = Inbound(
            address=RESIDENT,
            provider_id=f"update-{self._arrived}",
            content=self._content(turn),
            at=now,
            language_hint=self.transcript.language,
            message_id=f"resident-{self._arrived}",
        )
        if isinstance(inbound.content, Press):
            return replace(inbound, message_id=self.phone.newest)
        return inbound

    def _content(self, turn: Turn) -> Content:
        match turn.kind:
            case "writes" if turn.value.startswith("/"):
                name, _, argument = turn.value[1:].partition(" ")
                return Command(name, argument)
            case "writes":
                return Text(turn.value)
            case "presses":
                return Press(self.phone.button(turn.value))
            case _:
                return Unusable(turn.value)


def assert_forgotten(database_url: str) -> None:
    """Fail if the database holds anything of anyone; the keys of the inbox alone may stay."""
    engine = open_engine(database_url)
    with engine.connect() as connection:
        left = {
            name: rows
            for name, table in metadata.tables.items()
            if name != "inbox" and (rows := connection.execute(sa.select(table)).all())
        }
        inbox = metadata.tables["inbox"].c
        said = connection.execute(sa.select(inbox.address, inbox.body, inbox.message_id)).all()
    engine.dispose()
    assert left == {}
    assert [row for row in said if row != (None, None, None)] == []
