"""What residents reach: the pages and Telegram's webhook, on one server; or Telegram by polling."""

from __future__ import annotations

import asyncio
import logging
import os
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bot import background, bootstrap
from bot.config import SettingsError
from bot.flows import words, words_group, words_page
from bot.pages import BotName, resident_pages, staff_pages
from bot.staff import demo, passwords
from bot.web.app import web_app
from bot.web.feed import FeedWatch
from bot.web.site import Site
from bot.webserver import listen, serve

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Coroutine

    from starlette.routing import BaseRoute

    from bot.application import Application
    from bot.channels.telegram import Intake, Telegram
    from bot.config import Settings

log = logging.getLogger(__name__)

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
    routes = [*resident_pages(app, site), *staff_pages(app, site, feed, name)]

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
