"""A link into a group through the real door of Telegram, by a strict Bot API."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot import background, bootstrap
from bot.channels.telegram import Intake, Telegram, poll
from bot.config import Settings
from bot.flows import words, words_group
from bot.groups.base import SEATS
from tests.botapi import BotApi
from tests.groups.stage import NOOR
from tests.handoff.stage import MONDAY, ScriptedUnderstanding
from tests.read_once import read_once

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.application import Application
    from bot.flows.text import Text
    from tests.botapi import Resident


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        yield server


@pytest.fixture
async def app(api: BotApi, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Application]:
    """Run the bot with its groups before Telegram."""
    read_once(monkeypatch)
    settings = Settings.from_environment({"WEGWIJS_DATABASE_URL": sqlite_url, "WEGWIJS_VOICE": "0"})
    telegram = Telegram(api.token, api_url=api.url, patience=3600)
    async with bootstrap.application(
        settings, {"telegram": telegram}, now=lambda: MONDAY, understanding=ScriptedUnderstanding()
    ) as app:
        intake = Intake(app.conversation.receive, clock=lambda: MONDAY, courtesy=telegram.courtesy)
        async with background.in_background(poll(telegram.bot, intake)):
            yield app
    await telegram.close()


async def until(app: Application, resident: Resident, last: Text, language: str) -> list[str]:
    """Read on until a message ends like this in a language; return all of them."""
    ending = app.languages.translate(last, language)
    heard: list[str] = []
    while not heard or ending not in heard[-1]:
        heard += [message.text for message in await resident.hears()]
    return heard


async def test_link_of_a_group_that_is_full_or_ended_is_answered_in_its_own_language_alone(
    api: BotApi, app: Application
) -> None:
    group = await app.groups.open(NOOR, "Bibliotheek")
    for _ in range(SEATS):
        seated = api.resident()
        await seated.says(f"/start groep-{group.code}-nl")
        await until(app, seated, words_group.SEES, "nl")
    late, later = api.resident(), api.resident()

    await late.says(f"/start groep-{group.code}-ti")
    full = await until(app, late, words.WHAT_HAPPENED, "ti")
    await app.groups.end(NOOR, group.id)
    await later.says(f"/start groep-{group.code}-ti")
    ended = await until(app, later, words.WHAT_HAPPENED, "ti")

    refusals = [words_group.FULL, words_group.NO_SUCH_GROUP]
    assert [full[0], ended[0]] == [app.languages.translate(text, "ti") for text in refusals]
    assert [len(full), len(ended)] == [3, 3]  # then the welcome, and what she is asked first
