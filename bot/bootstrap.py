"""The one place that names concrete adapters and wires them."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from contextlib import asynccontextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sqlalchemy.exc import OperationalError

from bot import reading
from bot.cancellation import to_the_end
from bot.channels.profiles import TERMINAL
from bot.config import SettingsError
from bot.conversation import Conversation
from bot.delivery import Delivery
from bot.flows import words
from bot.flows.content.document import ContentError
from bot.flows.content.load import load as load_content
from bot.flows.engine import Engine
from bot.flows.lexicon import load as load_lexicon
from bot.flows.turn import World
from bot.locale import DRAFT, SECOND_READ, Languages
from bot.privacy.emergency import EmergencyWords
from bot.privacy.gate import Gate
from bot.storage.database import open_store
from bot.storage.schema import migrate
from bot.understanding.assembly import open_understanding
from bot.understanding.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterable, Mapping
    from contextlib import AbstractAsyncContextManager

    from bot.channels.base import Channel
    from bot.channels.telegram import Intake, Telegram
    from bot.config import Settings
    from bot.flows.definition import Library
    from bot.messages import Part
    from bot.storage.base import Store
    from bot.understanding.base import Understanding
    from bot.voice.speaker import MessageSpeaker

log = logging.getLogger(__name__)

SWEEP_EVERY = 1.0
RING_EVERY = 10.0
EXPIRE_EVERY = 3600.0
SWEEP_VOICE_EVERY = 300.0
"""Seconds between looking for retries, for due timers and for what has had its time."""

COMMANDS = {
    "start": words.COMMAND_START,
    "menu": words.COMMAND_MENU,
    "taal": words.COMMAND_TAAL,
    "mens": words.COMMAND_MENS,
    "stop": words.COMMAND_STOP,
    "wissen": words.COMMAND_WISSEN,
    "help": words.COMMAND_HELP,
}
"""The commands as a channel lists them."""


@dataclass(frozen=True)
class Application:
    """Everything that runs, wired."""

    settings: Settings
    languages: Languages
    store: Store
    conversation: Conversation
    delivery: Delivery
    speaker: MessageSpeaker | None = None

    async def expire(self) -> None:
        """Delete what has had its time, and look again at what was recorded or rendered."""
        now = self.conversation.now()
        idle_before = now - timedelta(days=self.settings.idle_days)
        gone = await self.store.run(lambda unit: unit.expire(now, idle_before=idle_before))
        if gone:
            log.info("expired", extra={"count": gone})
        if self.speaker is not None:
            self.speaker.look_again()

    async def sweep_voice(self) -> None:
        """Delete clips that had their hour."""
        if self.speaker is not None:
            await asyncio.to_thread(self.speaker.sweep)


def utc_now() -> datetime:
    """Return the time, aware."""
    return datetime.now(UTC)


def load_world(settings: Settings) -> tuple[World, Languages]:
    """Read content, languages and lexicons; raise ``ContentError`` with every mistake."""
    library = load_content(settings.content)
    publishes = library.municipality.publishes
    try:
        languages = Languages.load(settings.locales, publishes=publishes, otherwise=SECOND_READ)
    except KeyError as error:
        raise SettingsError(f"content/gemeente.yaml: publishes: there is no language {error}") from None
    world = World(
        library=library,
        lexicons={code: load_lexicon(settings.locales / code / "answers.yaml") for code in languages.codes},
        languages=languages.codes,
        names=languages.names,
        translate=languages.translate,
    )
    return world, languages


def open_speaker(settings: Settings, languages: Languages) -> MessageSpeaker | None:
    """Return what reads messages aloud; None where it is switched off or its files cannot be used."""
    if not settings.voice_on:
        return None
    # Imported only here: who switched the voice off need not wait for it.
    from bot.voice.assembly import Places, open_voice  # noqa: PLC0415
    from bot.voice.speaker import MessageSpeaker  # noqa: PLC0415
    from bot.voice.spoken.form import SpokenForms  # noqa: PLC0415
    from bot.voice.spoken.reading import SpokenError  # noqa: PLC0415

    places = Places(
        locales=settings.locales,
        cache=settings.voice,
        recordings=settings.recordings,
        gtts=False,  # while residents wait no network is asked
    )

    def number(place: int, language: str) -> Part | None:
        return reading.number(place, languages, language)

    try:
        return MessageSpeaker(open_voice(places), SpokenForms.load(settings.locales), number=number)
    except (ContentError, SpokenError, OSError):
        # Text does not need a voice.
        log.exception("nothing is read aloud: the files of the voice cannot be used")
        return None


def _refuse_drafts(settings: Settings, library: Library, channels: Iterable[str]) -> None:
    """Keep translations that nobody read a second time off a public address, unless told so twice."""
    drafts = sorted(code for code, state in library.municipality.publishes.items() if state == DRAFT)
    if drafts and not settings.publish_drafts and set(channels) - {TERMINAL.name}:
        raise SettingsError(
            f"content/gemeente.yaml publishes drafts ({', '.join(drafts)}), and this address is public. "
            "Set WEGWIJS_PUBLISH_DRAFTS=1 if that is what you want"
        )


@asynccontextmanager
async def opened_store(settings: Settings) -> AsyncIterator[Store]:
    """Bring the database up to date and open it; raise ``SettingsError`` where that cannot be."""
    try:
        migrate(settings.database_url)
    except ValueError as error:
        raise SettingsError(f"WEGWIJS_DATABASE_URL: {error}") from None
    except OperationalError as error:
        # Not what the driver says: that may hold the whole address, with its password.
        raise SettingsError("WEGWIJS_DATABASE_URL: the database cannot be opened") from error
    store = open_store(settings.database_url, process=f"{socket.gethostname()}-{os.getpid()}")
    try:
        yield store
    finally:
        await store.close()


@asynccontextmanager
async def application(
    settings: Settings,
    channels: Mapping[str, Channel],
    *,
    now: Callable[[], datetime] = utc_now,
    understanding: Understanding | None = None,
    speaker: Callable[[Settings, Languages], MessageSpeaker | None] = open_speaker,
) -> AsyncIterator[Application]:
    """Wire everything, take up what a crash left, and close in order at the end."""
    world, languages = load_world(settings)
    _refuse_drafts(settings, world.library, channels)
    engine = _understanding(settings) if understanding is None else nullcontext(understanding)
    async with opened_store(settings) as store, engine as meaning:
        aloud = speaker(settings, languages)
        if aloud is not None:
            playing = frozenset(channel.name for channel in channels.values() if channel.capabilities.voice)
            audible = reading.Hearable(languages, channels=playing, speaks=aloud.speaks, voiced=aloud.voiced)
            world = replace(world, audible=audible)
        delivery = Delivery(channels=channels, store=store, now=now, speaker=aloud)
        folders = [settings.locales / code for code in languages.codes]
        conversation = Conversation(
            engine=Engine(world),
            languages=languages,
            store=store,
            gate=Gate.load(folder / "gate.yaml" for folder in folders),
            emergency=EmergencyWords.load(folder / "emergency.yaml" for folder in folders),
            understanding=meaning,
            wording=Vocabulary(settings.training_data),
            delivering=delivery,
            now=now,
            transcript_days=settings.transcript_days,
        )
        await delivery.take_over()
        await conversation.recover()
        try:
            yield Application(settings, languages, store, conversation, delivery, aloud)
        finally:
            await delivery.drain()


def _understanding(settings: Settings) -> AbstractAsyncContextManager[Understanding]:
    return open_understanding(
        weights=settings.weights,
        training_data=settings.training_data,
        url=settings.nlu_url,
        token=settings.nlu_token,
        calibrations=settings.calibrations,
    )


async def background(app: Application) -> None:
    """Look for retries, timers and what has had its time, until cancelled."""
    await asyncio.gather(
        _every(SWEEP_EVERY, app.delivery.sweep),
        _every(RING_EVERY, app.conversation.ring),
        _every(EXPIRE_EVERY, app.expire),
        _every(SWEEP_VOICE_EVERY, app.sweep_voice),
    )


@asynccontextmanager
async def in_background(work: Awaitable[None]) -> AsyncIterator[None]:
    """Run something beside the body, and stop it at the end."""
    task = asyncio.ensure_future(work)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def telegram_channel(settings: Settings) -> Telegram | None:
    """Make the Telegram channel, if there is a token."""
    if settings.telegram_token is None:
        return None
    # Imported only here: who has no token need not wait for the library.
    from bot.channels.telegram import Telegram  # noqa: PLC0415

    return Telegram(settings.telegram_token, api_url=settings.telegram_api_url)


async def serve_telegram(app: Application, telegram: Telegram) -> None:
    """Receive from Telegram until cancelled: by webhook where one is set, else by polling.

    Raises ``SettingsError`` when Telegram refuses the token or the webhook's address.
    """
    from telegram.error import InvalidToken  # noqa: PLC0415  as above

    from bot.channels.telegram import Intake, poll, set_commands  # noqa: PLC0415

    intake = Intake(app.conversation.receive, clock=app.conversation.now, courtesy=telegram.courtesy)
    descriptions = {
        code: {name: app.languages.translate(text, code) for name, text in COMMANDS.items()}
        for code in app.languages.codes
    }
    try:
        await set_commands(telegram.bot, descriptions)
        if app.settings.webhook_url is None:
            await poll(telegram.bot, intake)
        else:
            await _serve_webhook(app.settings, telegram, intake)
    except InvalidToken as error:
        raise SettingsError(error.message) from None


async def _serve_webhook(settings: Settings, telegram: Telegram, intake: Intake) -> None:
    from starlette.applications import Starlette  # noqa: PLC0415  only a webhook needs a server
    from telegram.error import BadRequest  # noqa: PLC0415

    from bot.channels.telegram import set_webhook, webhook_route  # noqa: PLC0415
    from bot.webserver import listen, serve  # noqa: PLC0415

    if settings.webhook_url is None or settings.webhook_secret is None:
        raise ValueError("a webhook needs an address and a secret")
    route = webhook_route(urlsplit(settings.webhook_url).path or "/", settings.webhook_secret, intake)
    host, port = settings.listen
    try:
        at = listen(host, port)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else "unknown host"
        raise SettingsError(f"WEGWIJS_LISTEN: nothing can listen at {host}:{port}: {reason}") from None
    # Telegram may call from the moment that it knows the address: the socket lets it wait.
    try:
        await set_webhook(telegram.bot, settings.webhook_url, settings.webhook_secret)
    except BadRequest as error:
        at.close()
        raise SettingsError(f"Telegram refuses WEGWIJS_TELEGRAM_WEBHOOK_URL: {error.message}") from None
    await serve(Starlette(routes=[route]), at)


async def _every(seconds: float, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    while True:
        try:
            await to_the_end(work())
        except Exception:
            # The next round tries again; a database that is away for a minute stops nothing.
            log.exception("background work failed")
        await asyncio.sleep(seconds)
