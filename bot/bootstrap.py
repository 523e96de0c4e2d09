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

from sqlalchemy.exc import OperationalError

from bot import reading
from bot.cancellation import to_the_end
from bot.channels.profiles import TERMINAL, WEB
from bot.channels.web import Web
from bot.config import SettingsError
from bot.conversation import Conversation
from bot.delivery import Delivery
from bot.flows.content.document import ContentError
from bot.flows.content.load import load as load_content
from bot.flows.engine import Engine
from bot.flows.lexicon import load as load_lexicon
from bot.flows.turn import World
from bot.groups.board import Board
from bot.groups.ending import walk_away
from bot.groups.participant_side import ParticipantSide
from bot.handoff.desk import Desk
from bot.handoff.office import Office
from bot.handoff.resident_side import ResidentSide
from bot.handoff.telling import Telling
from bot.hearable import Hearable
from bot.locale import DRAFT, SECOND_READ, Languages
from bot.messages import Address
from bot.privacy.emergency import EmergencyWords
from bot.privacy.gate import Gate
from bot.staff.log_in import IDLE, LONGEST
from bot.storage.database import open_store
from bot.storage.schema import migrate
from bot.understanding.assembly import open_understanding
from bot.understanding.vocabulary import Vocabulary
from bot.web.page.log import PageLog
from bot.web.site import Site

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterable, Mapping
    from contextlib import AbstractAsyncContextManager

    from bot.channels.base import Channel
    from bot.channels.telegram import Telegram
    from bot.config import Settings
    from bot.flows.definition import Library
    from bot.messages import Part
    from bot.staff.identity import Identity
    from bot.storage.base import Store, Unit
    from bot.understanding.base import Understanding
    from bot.voice.speaker import MessageSpeaker

log = logging.getLogger(__name__)

SWEEP_EVERY = 1.0
RING_EVERY = 10.0
TICK_EVERY = 30.0
EXPIRE_EVERY = 3600.0
SWEEP_VOICE_EVERY = 300.0
EXPIRE_PAGES_EVERY = 60.0
"""Seconds between looking for retries, due timers, what is late and what has had its time."""


@dataclass(frozen=True)
class Application:
    """Everything that runs, wired."""

    settings: Settings
    languages: Languages
    store: Store
    conversation: Conversation
    delivery: Delivery
    desk: Desk
    groups: Board
    speaker: MessageSpeaker | None = None
    page: PageLog | None = None
    audible: Hearable | None = None

    async def expire(self) -> None:
        """Delete what has had its time, and look again at what was recorded or rendered."""
        now = self.conversation.now()
        idle_before = now - timedelta(days=self.settings.idle_days)
        gone = await self.store.run(lambda unit: unit.expire(now, idle_before=idle_before))
        gone += await self.store.run(
            lambda unit: (
                unit.expire_sessions(idle_before=now - IDLE, created_before=now - LONGEST)
                + unit.expire_attempts(now)
            )
        )
        if gone:
            log.info("expired", extra={"count": gone})
        self.look_again()

    def look_again(self) -> None:
        """Look again at what can be heard: something may have been recorded or rendered since."""
        for one in (self.speaker, self.audible):
            if one is not None:
                one.look_again()

    async def expire_pages(self) -> None:
        """Delete browsers, what they showed and codes that had their time."""
        now = self.conversation.now()

        def expire(unit: Unit, address: str) -> None:
            if unit.visitor(address, now) is None:  # she may just have come back
                self._dismiss(unit, address)

        # One at a time: each leaves a group, and that takes locks that no second contact may wait for.
        for address in await self.store.run(lambda unit: unit.expired_pages(now)):
            await self.store.run(lambda unit, address=address: expire(unit, address))  # type: ignore[misc]
        await self.store.run(lambda unit: unit.expire_pages(now))

    async def dismiss(self, address: str) -> None:
        """Wipe a browser of many, and take its visitor out of her group."""
        await self.store.run(lambda unit: self._dismiss(unit, address))

    def _dismiss(self, unit: Unit, address: str) -> None:
        walk_away(unit, self.groups.engine, Address(WEB.name, address), self.conversation.now())
        unit.dismiss(address)

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
        languages = Languages.load(
            settings.locales, publishes=publishes, otherwise=SECOND_READ, kept=settings.compiled
        )
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
        most=settings.voice_megabytes * 1_000_000,
        compiled=settings.compiled,
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
    here = (
        {TERMINAL.name, WEB.name} if Site.of(settings.public_url, settings.listen).local else {TERMINAL.name}
    )
    if drafts and not settings.publish_drafts and set(channels) - here:
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
async def application(  # noqa: PLR0913  keyword only: what is wired
    settings: Settings,
    channels: Mapping[str, Channel],
    *,
    now: Callable[[], datetime] = utc_now,
    understanding: Understanding | None = None,
    speaker: Callable[[Settings, Languages], MessageSpeaker | None] = open_speaker,
    page: bool = False,
) -> AsyncIterator[Application]:
    """Wire everything, take up what a crash left, and close in order at the end.

    ``page``: the resident's page is one of the channels.
    """
    world, languages = load_world(settings)
    engine = _understanding(settings) if understanding is None else nullcontext(understanding)
    _refuse_drafts(settings, world.library, [*channels, WEB.name] if page else channels)
    async with opened_store(settings) as store, engine as meaning:
        shown = PageLog(store, now=now, days=settings.transcript_days) if page else None
        if shown is not None:
            channels = {**channels, WEB.name: Web(shown)}
        aloud = speaker(settings, languages)
        audible = None
        if aloud is not None:
            playing = frozenset(channel.name for channel in channels.values() if channel.capabilities.voice)
            audible = Hearable(languages, channels=playing, speaks=aloud.speaks, voiced=aloud.voiced)
            world = replace(world, audible=audible)
        delivery = Delivery(channels=channels, store=store, now=now, speaker=aloud)
        folders = [settings.locales / code for code in languages.codes]
        office = Office(
            municipality=world.library.municipality, on=settings.desk_on, case_days=settings.case_days
        )
        side = ParticipantSide(engine=Engine(world), office=office)
        page_address = Site.of(settings.public_url, settings.listen).address if page else None
        conversation = Conversation(
            engine=side.engine,
            languages=languages,
            store=store,
            gate=Gate.load(folder / "gate.yaml" for folder in folders),
            emergency=EmergencyWords.load(folder / "emergency.yaml" for folder in folders),
            understanding=meaning,
            wording=Vocabulary(settings.training_data),
            delivering=delivery,
            now=now,
            transcript_days=settings.transcript_days,
            page_address=page_address,
            echoing=frozenset(name for name, channel in channels.items() if channel.capabilities.echoes),
            resident_side=ResidentSide(office=office, languages=languages),
            participant_side=side,
        )
        desk = Desk(
            store=store,
            telling=Telling(world=world, languages=languages, around=side.around, page_address=page_address),
            gate=conversation.gate,
            office=office,
            hand_over=delivery.hand_over,
            now=now,
        )
        groups = Board(
            store=store,
            telling=desk.telling,
            gate=conversation.gate,
            hand_over=delivery.hand_over,
            now=now,
        )
        await delivery.take_over()
        await conversation.recover()
        try:
            yield Application(
                settings, languages, store, conversation, delivery, desk, groups, aloud, shown, audible
            )
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
        _every(TICK_EVERY, app.desk.tick),
        _every(TICK_EVERY, app.groups.tick),
        _every(EXPIRE_EVERY, app.expire),
        _every(SWEEP_VOICE_EVERY, app.sweep_voice),
        _render_ahead(app),
        _every(EXPIRE_PAGES_EVERY, app.expire_pages),
    )


async def _render_ahead(app: Application) -> None:
    if app.speaker is None or not app.settings.voice_ahead:
        return
    from bot.voice.ahead import render_ahead  # noqa: PLC0415  only the voice needs it

    await render_ahead()
    app.look_again()


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


def identity(settings: Settings, *, now: Callable[[], datetime] = utc_now) -> Identity | None:
    """Make the municipality's own log-in, where there is one."""
    oidc = settings.oidc
    if oidc is None:
        return None
    # Imported only here: who has none need not wait for the library.
    from bot.identity.oidc import Oidc  # noqa: PLC0415

    return Oidc(
        issuer=oidc.issuer,
        client_id=oidc.client_id,
        client_secret=oidc.client_secret,
        claim=oidc.claim,
        now=now,
    )


def telegram_channel(settings: Settings) -> Telegram | None:
    """Make the Telegram channel, if there is a token."""
    if settings.telegram_token is None:
        return None
    # Imported only here: who has no token need not wait for the library.
    from bot.channels.telegram import Telegram  # noqa: PLC0415

    return Telegram(settings.telegram_token, api_url=settings.telegram_api_url)


async def _every(seconds: float, work: Callable[[], Coroutine[Any, Any, object]]) -> None:
    while True:
        try:
            await to_the_end(work())
        except Exception:
            # The next round tries again; a database that is away for a minute stops nothing.
            log.exception("background work failed")
        await asyncio.sleep(seconds)
