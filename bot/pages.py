"""The pages, put on what runs: the resident's, the desk's and those of who guides a group."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from bot import bootstrap, greeting
from bot.messages import Speak
from bot.staff.log_in import LogIn
from bot.web.desk.admission import Admission
from bot.web.desk.app import desk_routes
from bot.web.desk.entrance import Entrance
from bot.web.desk.parts import DeskParts
from bot.web.group.app import group_routes
from bot.web.group.parts import GroupParts
from bot.web.page.app import page_routes
from bot.web.page.parts import Parts
from bot.web.templates import Templates

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from starlette.routing import BaseRoute

    from bot.application import Application
    from bot.locale import Languages
    from bot.messages import Part
    from bot.web.feed import FeedWatch
    from bot.web.site import Site

    _What = Callable[[Languages, str], tuple[Part, ...]]

LONGEST_WAIT = 3.0
"""Seconds that a page without script waits for the answer, to show it at once."""


def resident_pages(app: Application, site: Site) -> list[BaseRoute]:
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
        translator=bootstrap.translator(app.settings),
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
