"""The one place that names concrete adapters and wires them."""

from __future__ import annotations

import logging
import os
import socket
from contextlib import asynccontextmanager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy.exc import OperationalError

from bot import parts
from bot.application import Application
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
from bot.groups.participant_side import ParticipantSide
from bot.handoff.desk import Desk
from bot.handoff.office import Office
from bot.handoff.resident_side import ResidentSide
from bot.handoff.telling import Telling
from bot.handoff.translation import NoTranslator
from bot.hearable import Hearable
from bot.locale import DRAFT, SECOND_READ, Languages
from bot.privacy.emergency import EmergencyWords
from bot.privacy.gate import Gate
from bot.screening import Screening
from bot.storage.database import open_store
from bot.storage.schema import migrate
from bot.understanding.assembly import open_understanding
from bot.understanding.vocabulary import Vocabulary
from bot.web.page.log import PageLog
from bot.web.site import Site

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Mapping
    from contextlib import AbstractAsyncContextManager

    from bot.channels.base import Channel
    from bot.channels.telegram import Telegram
    from bot.config import Settings
    from bot.flows.definition import Library
    from bot.handoff.translation import Translator
    from bot.messages import Part
    from bot.staff.identity import Identity
    from bot.storage.base import Store
    from bot.understanding.base import Understanding
    from bot.voice.speaker import MessageSpeaker

log = logging.getLogger(__name__)


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
        beside=True,
    )

    def number(place: int, language: str) -> Part | None:
        return parts.number(place, languages, language)

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
        gate = Gate.load(folder / "gate.yaml" for folder in folders)
        office = Office(
            municipality=world.library.municipality, on=settings.desk_on, case_days=settings.case_days
        )
        side = ParticipantSide(engine=Engine(world), office=office)
        page_address = Site.of(settings.public_url, settings.listen).address if page else None
        conversation = Conversation(
            engine=side.engine,
            languages=languages,
            store=store,
            screening=Screening(
                gate=gate,
                emergency=EmergencyWords.load(folder / "emergency.yaml" for folder in folders),
                understanding=meaning,
                wording=Vocabulary(settings.training_data, settings.compiled),
            ),
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
            gate=gate,
            office=office,
            hand_over=delivery.hand_over,
            now=now,
        )
        groups = Board(
            store=store,
            telling=desk.telling,
            gate=gate,
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


def translator(settings: Settings) -> Translator:
    """Make what asks the municipality's translation server; without one nothing is translated."""
    if settings.translate_url is None:
        return NoTranslator()
    # Imported only here: who has no such server need not wait for the library.
    from bot.machine_translation import LibreTranslate  # noqa: PLC0415

    return LibreTranslate(settings.translate_url, settings.translate_key)


def telegram_channel(settings: Settings) -> Telegram | None:
    """Make the Telegram channel, if there is a token."""
    if settings.telegram_token is None:
        return None
    # Imported only here: who has no token need not wait for the library.
    from bot.channels.telegram import Telegram  # noqa: PLC0415

    return Telegram(settings.telegram_token, api_url=settings.telegram_api_url)
