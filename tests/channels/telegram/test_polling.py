from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from telegram.error import InvalidToken

from bot.channels.telegram import Intake, Telegram, poll, set_webhook
from tests.botapi.resident import CONTENTS
from tests.botapi.updates import update_id

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from telegram import Bot

    from tests.botapi import BotApi
    from tests.channels.telegram.inbox import Inbox
    from tests.channels.telegram.pauses import Pauses


@contextlib.asynccontextmanager
async def polling(bot: Bot, intake: Intake, pauses: Pauses) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(poll(bot, intake, sleep=pauses.sleep))
    try:
        yield task
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


@pytest.fixture
async def polls(telegram: Telegram, intake: Intake, pauses: Pauses) -> AsyncIterator[None]:
    async with polling(telegram.bot, intake, pauses):
        yield


@pytest.mark.usefixtures("polls")
async def test_poll_takes_every_kind_of_content(api: BotApi, inbox: Inbox) -> None:
    resident = api.resident("ar")
    await resident.says("/start ar")
    await resident.says("خسرت شغلي")
    for kind in CONTENTS:
        await resident.sends(kind)
    await resident.blocks()

    await inbox.until(committed=3 + len(CONTENTS))

    assert inbox.said() == [
        "/start ar",
        "خسرت شغلي",
        "(photo)",
        "(voice)",
        "(voice)",
        "(video)",
        "(video)",
        "(video)",
        "(document)",
        "(sticker)",
        "(location)",
        "(location)",
        "(contact)",
        "(other)",
        "Blocked(blocked=True)",
    ]
    assert {inbound.language_hint for inbound in inbox.committed} == {"ar"}


@pytest.mark.usefixtures("polls")
async def test_poll_downloads_nothing(api: BotApi, inbox: Inbox) -> None:
    await api.resident().sends_photo()

    await inbox.until(committed=1)

    assert {call.method for call in api.calls} == {"deleteWebhook", "getUpdates"}


@pytest.mark.usefixtures("polls")
async def test_poll_answers_an_album_once(api: BotApi, inbox: Inbox) -> None:
    resident = api.resident()
    for _ in range(3):
        await resident.sends_photo(media_group_id="99")
    await resident.says("klaar")

    await inbox.until(committed=2)

    assert inbox.said() == ["(photo)", "klaar"]


@pytest.mark.usefixtures("polls")
async def test_poll_confirms_only_what_is_committed(api: BotApi, inbox: Inbox) -> None:
    held = inbox.hold("drie")
    first, second = api.resident(), api.resident()
    api.updates.pause()
    await first.says("een")
    await second.says("twee")
    await first.says("drie")
    await second.says("vier")
    numbers = [update_id(update) for update in api.updates.kept or ()]
    inbox.fail("twee", 1)
    api.updates.resume()

    await inbox.until(attempts=Counter({"drie": 1, "twee": 1}))
    held.set()
    await inbox.until(committed=4)
    await api.until_called("getUpdates", offset=numbers[-1] + 1)

    assert [call.get("offset") for call in api.called("getUpdates") if "offset" in call][:2] == [
        numbers[1],
        numbers[-1] + 1,
    ]
    assert inbox.said(first.id) == ["een", "drie"]
    assert inbox.said(second.id) == ["twee", "vier"]
    assert inbox.attempts == Counter({"een": 1, "twee": 2, "drie": 1, "vier": 1})


@pytest.mark.usefixtures("polls")
async def test_poll_takes_chats_side_by_side(api: BotApi, inbox: Inbox) -> None:
    held = inbox.hold("langzaam")
    slow, quick = api.resident(), api.resident()
    api.updates.pause()
    await slow.says("langzaam")
    await slow.says("daarna")
    await quick.says("snel")
    api.updates.resume()

    await inbox.until(committed=1)

    assert inbox.said() == ["snel"]
    held.set()
    await inbox.until(committed=3)
    assert inbox.said() == ["snel", "langzaam", "daarna"]


@pytest.mark.usefixtures("polls")
async def test_poll_keeps_the_order_of_twenty_chats(api: BotApi, inbox: Inbox) -> None:
    residents = [api.resident() for _ in range(20)]
    for number in range(10):
        for resident in residents:
            await resident.says(str(number))

    await inbox.until(committed=200)

    assert [inbox.said(resident.id) for resident in residents] == [list("0123456789")] * 20


@pytest.mark.usefixtures("polls")
async def test_poll_puts_updates_out_of_order_in_order(api: BotApi, inbox: Inbox) -> None:
    resident = api.resident()
    api.updates.pause()
    for text in ("een", "twee", "drie"):
        await resident.says(text)
    api.updates.resume(backwards=True)

    await inbox.until(committed=3)

    assert inbox.said() == ["een", "twee", "drie"]


@pytest.mark.usefixtures("polls")
async def test_poll_takes_a_repeated_update_once(api: BotApi, inbox: Inbox) -> None:
    resident = api.resident()
    api.updates.pause()
    await resident.says("een")
    repeated = list(api.updates.kept or ())
    api.updates.resume()
    await inbox.until(committed=1)

    api.updates.deliver(repeated)
    await resident.says("twee")
    await inbox.until(committed=2)

    assert inbox.said() == ["een", "twee"]


async def test_poll_takes_what_waited_behind_a_webhook(
    api: BotApi, telegram: Telegram, intake: Intake, inbox: Inbox, pauses: Pauses
) -> None:
    await set_webhook(telegram.bot, "http://127.0.0.1:9/nobody", "secret")
    await api.resident().says("hoi")

    async with polling(telegram.bot, intake, pauses):
        await inbox.until(committed=1)

    assert (inbox.said(), pauses.seconds) == (["hoi"], [])


@pytest.mark.parametrize("trouble", ["500", "429", "drop", "no list"])
async def test_poll_goes_on_after_trouble(
    api: BotApi, telegram: Telegram, intake: Intake, inbox: Inbox, *, pauses: Pauses, trouble: str
) -> None:
    match trouble:
        case "500":
            api.faults.fail(500, method="getUpdates", times=3)
        case "429":
            api.faults.limit(9, method="getUpdates", times=3)
        case "drop":
            api.faults.drop(method="getUpdates", times=3)
        case "no list":
            api.faults.fail(200, method="getUpdates", times=3)
    await api.resident().says("hoi")

    async with polling(telegram.bot, intake, pauses):
        await inbox.until(committed=1)

    assert inbox.said() == ["hoi"]
    assert pauses.seconds == ([9, 9, 9] if trouble == "429" else [1, 2, 4])


async def test_poll_pauses_a_second_while_the_store_is_down(
    api: BotApi, telegram: Telegram, intake: Intake, inbox: Inbox, *, pauses: Pauses
) -> None:
    inbox.fail("hoi", 4)
    await api.resident().says("hoi")

    async with polling(telegram.bot, intake, pauses):
        await inbox.until(committed=1)

    assert pauses.seconds == [1, 1, 1, 1]


async def test_poll_pauses_no_longer_than_a_minute(
    api: BotApi, telegram: Telegram, intake: Intake, pauses: Pauses
) -> None:
    api.faults.fail(500, times=9)

    async with polling(telegram.bot, intake, pauses):
        await pauses.until(9)

    assert pauses.seconds == [1, 2, 4, 8, 16, 32, 60, 60, 60]


async def test_poll_takes_off_a_webhook_that_was_set_meanwhile(
    api: BotApi, telegram: Telegram, intake: Intake, inbox: Inbox, *, pauses: Pauses
) -> None:
    async with polling(telegram.bot, intake, pauses):
        await api.until_called("getUpdates")
        await set_webhook(telegram.bot, "http://127.0.0.1:9/nobody", "secret")
        await api.resident().says("hoi")
        await inbox.until(committed=1)

    assert (inbox.said(), pauses.seconds) == (["hoi"], [1])


async def test_poll_says_clearly_that_another_process_polls(
    api: BotApi, telegram: Telegram, intake: Intake, pauses: Pauses, caplog: pytest.LogCaptureFixture
) -> None:
    other = Telegram(api.token, api_url=api.url)

    async with polling(telegram.bot, intake, pauses):
        await api.until_called("getUpdates")
        await other.bot.get_updates(timeout=0)
        await pauses.until(1)

    assert caplog.messages == [
        "another process receives for this bot, by polling or a webhook: stop that one or this one"
    ]
    await other.close()


async def test_poll_stops_on_a_token_that_telegram_does_not_know(
    api: BotApi, inbox: Inbox, caplog: pytest.LogCaptureFixture
) -> None:
    telegram = Telegram("43:not-this-one", api_url=api.url)
    intake = Intake(inbox.receive, clock=lambda: api.now, courtesy=telegram.courtesy)

    with pytest.raises(InvalidToken) as caught:
        await poll(telegram.bot, intake)

    assert str(caught.value) == "Telegram does not accept the token: check WEGWIJS_TELEGRAM_TOKEN"
    assert (caught.value.__cause__, caplog.messages) == (None, [])
    await telegram.close()


@pytest.mark.usefixtures("polls")
async def test_poll_goes_past_an_update_that_cannot_be_read(api: BotApi, inbox: Inbox) -> None:
    api.deliver({"message": {"message_id": 1, "date": "geheim", "text": "geheim"}})
    api.deliver({"message": None})
    await api.resident().says("hoi")

    await inbox.until(committed=1)
    await api.until_called("getUpdates", offset=api.updates.number({})["update_id"])

    assert inbox.said() == ["hoi"]
