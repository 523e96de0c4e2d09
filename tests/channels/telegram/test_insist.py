from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from telegram.error import BadRequest, InvalidToken

from bot.channels.telegram import Telegram, set_commands, set_webhook
from bot.channels.telegram.insist import insist

if TYPE_CHECKING:
    from tests.botapi import BotApi
    from tests.channels.telegram.pauses import Pauses


async def test_insist_waits_until_telegram_can_be_reached(
    api: BotApi, telegram: Telegram, pauses: Pauses
) -> None:
    api.faults.drop(times=7)
    api.faults.limit(9)
    api.faults.fail(502)

    me = await insist(telegram.bot.get_me, sleep=pauses.sleep)

    assert (me.id, pauses.seconds) == (42, [1, 2, 4, 8, 16, 32, 60, 9, 60])


async def test_insist_gives_up_on_what_no_patience_mends(
    api: BotApi, telegram: Telegram, pauses: Pauses
) -> None:
    api.faults.fail(400, "Bad Request: no")

    with pytest.raises(BadRequest, match="No"):
        await insist(telegram.bot.get_me, sleep=pauses.sleep)

    assert pauses.seconds == []


async def test_insist_tells_the_operator_about_a_token_that_telegram_does_not_know(
    api: BotApi, pauses: Pauses
) -> None:
    telegram = Telegram("43:not-this-one", api_url=api.url)

    with pytest.raises(InvalidToken) as caught:
        await insist(telegram.bot.get_me, sleep=pauses.sleep)

    assert str(caught.value) == "Telegram does not accept the token: check WEGWIJS_TELEGRAM_TOKEN"
    assert (caught.value.__cause__, pauses.seconds) == (None, [])
    await telegram.close()


async def test_start_waits_for_telegram(api: BotApi, telegram: Telegram, pauses: Pauses) -> None:
    api.faults.fail(500, method="setMyCommands")
    api.faults.fail(500, method="setWebhook")

    await set_commands(telegram.bot, {"nl": {"menu": "Kies"}}, sleep=pauses.sleep)
    await set_webhook(telegram.bot, "http://127.0.0.1:9/", "secret", sleep=pauses.sleep)

    assert pauses.seconds == [1, 1]
    assert (sorted(api.commands), (api.updates.webhook or {}).get("url")) == (
        ["", "nl"],
        "http://127.0.0.1:9/",
    )
