"""What residents reach: the pages and Telegram's webhook, on one server; or Telegram by polling."""

from __future__ import annotations

import asyncio
import logging
import os
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bot import background, bootstrap, greeting
from bot.config import SettingsError
from bot.flows import words, words_group, words_page
from bot.handoff.translation import NoTranslator
from bot.messages import Speak
from bot.staff import demo, passwords
from bot.staff.log_in import LogIn
from bot.web.app import web_app
from bot.web.desk.admission import Admission
from bot.web.desk.app import desk_routes
from bot.web.desk.entrance import Entrance
from bot.web.desk.parts import DeskParts
from bot.web.feed import FeedWatch
from bot.web.group.app import group_routes
from bot.web.group.parts import GroupParts
from bot.web.page.app import page_routes
from bot.web.page.parts import Parts
from bot.web.site import Site
from bot.web.templates import Templates
from bot.webserver import listen, serve

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Coroutine
    from pathlib import Path

    from starlette.routing import BaseRoute

    from bot.application import Application
    from bot.channels.telegram import Intake, Telegram
    from bot.config import Settings
    from bot.handoff.translation import Translator
    from bot.locale import Languages
    from bot.messages import Part

    _What = Callable[[Languages, str], tuple[Part, ...]]

log = logging.getLogger(__name__)

LONGEST_WAIT = 3.0
"""Seconds that a page without script waits for the answer, to show it at once."""

COMMANDS = {
    "start": words.COMMAND_START,
    "menu": words.COMMAND_MENU,
    "taal": words.COMMAND_TAAL,
    "mens": words.COMMAND_MENS,
    "stop": words.COMMAND_STOP,
    "wissen": words.COMMAND_WISSEN,
    "help": words.COMMAND_HELP,
    "apparaat": words_page.OTHER_DEVICE,
    "groep": words_group.COMMAND_GROEP,
}
"""The commands as a channel lists them."""


async def run(
    settings: Settings, *, ready: Callable[[Site, str | None], None] = lambda _site, _password: None
) -> None:
    """Serve every channel that has its settings until cancelled.

    ``ready``: the pages can be opened; in a demonstration with the password of its staff.

    Raises ``SettingsError`` when nothing can listen, or Telegram refuses the token or the address.
    """
    telegram = bootstrap.telegram_channel(settings)
    async with AsyncExitStack() as stack:
        if telegram is not None:
            stack.push_async_callback(telegram.close)  # last: until then answers are still on their way
        at = _listen(settings)
        stack.callback(at.close)
        channels = {} if telegram is None else {telegram.name: telegram}
        app = await stack.enter_async_context(bootstrap.application(settings, channels, page=True))
        await stack.enter_async_context(background.in_background(background.background(app)))
        await _serve_all(app, telegram, at, ready)


def site_of(settings: Settings, at: socket.socket) -> Site:
    """Return where the pages are: the public address, or the one at which the server listens."""
    return Site.of(settings.public_url, (settings.listen[0], at.getsockname()[1]))


def pages(app: Application, site: Site) -> list[BaseRoute]:
    """Return the routes of the resident's page."""
    if app.page is None:
        raise ValueError("the page is not one of the channels")
    parts = Parts(
        site=site,
        templates=Templates(),
        languages=app.languages,
        engine=app.conversation.engine,
        store=app.store,
        log=app.page,
        receive=app.conversation.receive,
        hand_over=app.delivery.hand_over,
        answered=partial(app.delivery.answered, seconds=LONGEST_WAIT),
        dismiss=app.dismiss,
        greeting=partial(_said, app, greeting.names_language),
        greets=_heard(app, greeting.names_language),
        asking=partial(_said, app, greeting.asks_whose_device),
        asks=_heard(app, greeting.asks_whose_device),
        now=app.conversation.now,
        neutral=app.settings.neutral_url,
        telegram=app.settings.telegram_token is not None,
    )
    return page_routes(parts)


def desk_pages(app: Application, site: Site, feed: FeedWatch) -> list[BaseRoute]:
    """Return the routes of the desk."""
    parts = DeskParts(
        admission=_admission(app, site),
        desk=app.desk,
        feed=feed,
        languages=app.languages,
        library=app.conversation.engine.world.library,
        store=app.store,
        templates=Templates(),
        translator=_translator(app.settings),
        now=app.conversation.now,
        telegram=app.settings.telegram_token is not None,
        identity=bootstrap.identity(app.settings, now=app.conversation.now),
    )
    return desk_routes(parts)


@dataclass
class BotName:
    """How the bot is called on Telegram, in the links that lead to it; None until Telegram has told."""

    known: str | None = None


def staff_pages(app: Application, site: Site, feed: FeedWatch, name: BotName) -> list[BaseRoute]:
    """Return the routes of the staff: the desk where it is on, else its log-in alone; and the groups."""
    groups = group_pages(app, site, feed, name)
    if app.settings.desk_on:
        return [*desk_pages(app, site, feed), *groups]
    identity = bootstrap.identity(app.settings, now=app.conversation.now)
    admission = _admission(app, site)
    entrance = Entrance(admission, admission.log_in, Templates(), identity)
    return [*entrance.routes(), *groups]


def group_pages(app: Application, site: Site, feed: FeedWatch, name: BotName) -> list[BaseRoute]:
    """Return the routes of who guides a group."""
    parts = GroupParts(
        admission=_admission(app, site),
        board=app.groups,
        feed=feed,
        languages=app.languages,
        library=app.conversation.engine.world.library,
        templates=Templates(),
        bot_name=lambda: name.known,
        now=app.conversation.now,
    )
    return group_routes(parts)


def _admission(app: Application, site: Site) -> Admission:
    return Admission(site, LogIn(store=app.store, now=app.conversation.now))


def _translator(settings: Settings) -> Translator:
    if settings.translate_url is None:
        return NoTranslator()
    # Imported only here: who has no such server need not wait for the library.
    from bot.machine_translation import LibreTranslate  # noqa: PLC0415

    return LibreTranslate(settings.translate_url, settings.translate_key)


async def _demo_password(app: Application) -> str | None:
    """Give the klantmanager and the begeleider of a demonstration a new password; None where this is none."""
    team = app.conversation.engine.world.library.municipality.desk_team
    if not app.settings.demo or team is None:
        return None
    password = passwords.generated()
    hashed = await asyncio.to_thread(passwords.hashed, password)
    for make in (demo.account, demo.helper):
        account = make(password=hashed, team=team.id, now=app.conversation.now())
        await app.store.run(lambda unit, account=account: unit.save_account(account))  # type: ignore[misc]
    return password


async def _serve_all(
    app: Application,
    telegram: Telegram | None,
    at: socket.socket,
    ready: Callable[[Site, str | None], None],
) -> None:
    page = app.page
    if page is None:
        raise ValueError("the page is not one of the channels")
    site = site_of(app.settings, at)
    work: list[Coroutine[Any, Any, None]] = []
    beside: list[BaseRoute] = []
    name = BotName()
    if telegram is not None:
        # Imported only here: who has no token need not wait for the library.
        from bot.channels.telegram import Intake, webhook_route  # noqa: PLC0415

        intake = Intake(app.conversation.receive, clock=app.conversation.now, courtesy=telegram.courtesy)
        url, secret = app.settings.webhook_url, app.settings.webhook_secret
        if url is not None and secret is not None:
            beside.append(webhook_route(urlsplit(url).path or "/", secret, intake))
        work.append(_serve_telegram(app, telegram, intake, name))
    feed = FeedWatch(app.store)
    routes = [*pages(app, site), *staff_pages(app, site, feed, name)]

    def ending() -> None:
        page.close()
        feed.close()

    work += [serve(web_app(site, routes, beside), at, ending=ending), page.run(), feed.run()]
    ready(site, await _demo_password(app))
    log.info("pages are served")
    await _together(work)


async def _serve_telegram(app: Application, telegram: Telegram, intake: Intake, name: BotName) -> None:
    """Receive from Telegram: by webhook where one is set, else by polling until cancelled."""
    from telegram.error import BadRequest, InvalidToken  # noqa: PLC0415  as above

    from bot.channels.telegram import own_name, poll, set_commands, set_webhook  # noqa: PLC0415

    descriptions = {
        code: {name: app.languages.translate(text, code) for name, text in COMMANDS.items()}
        for code in app.languages.codes
    }
    url, secret = app.settings.webhook_url, app.settings.webhook_secret
    try:
        name.known = await own_name(telegram.bot)
        await set_commands(telegram.bot, descriptions)
        if url is None or secret is None:
            await poll(telegram.bot, intake)
        else:
            await set_webhook(telegram.bot, url, secret)
    except InvalidToken as error:
        raise SettingsError(error.message) from None
    except BadRequest as error:
        if url is None:
            raise
        raise SettingsError(f"Telegram refuses WEGWIJS_TELEGRAM_WEBHOOK_URL: {error.message}") from None


def _listen(settings: Settings) -> socket.socket:
    host, port = settings.listen
    try:
        return listen(host, port)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else "unknown host"
        raise SettingsError(f"WEGWIJS_LISTEN: nothing can listen at {host}:{port}: {reason}") from None


async def _said(app: Application, what: _What, language: str) -> Path | None:
    """Return the clip of what the page says in a language, None where it has no voice there."""
    if app.speaker is None or language not in _heard(app, what):
        return None
    clip = await app.speaker.clip(Speak(what(app.languages, language), language))
    return None if clip is None else clip.path


def _heard(app: Application, what: _What) -> frozenset[str]:
    """Return the languages in which all of this can be heard: none is said in another one."""
    if app.speaker is None:
        return frozenset()
    voiced = app.speaker.voiced
    said = {code: what(app.languages, code) for code in app.languages.codes}
    return frozenset(
        code
        for code, parts in said.items()
        if parts and all(part.language == code and voiced(part) for part in parts)
    )


async def _together(work: list[Coroutine[Any, Any, None]]) -> None:
    """Run these side by side. The first that fails ends the others, as does being cancelled."""
    tasks = [asyncio.ensure_future(one) for one in work]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    for task in done:
        task.result()
