from __future__ import annotations

import asyncio
from collections import Counter
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from aiohttp import ClientSession
from telegram.error import BadRequest

from bot.channels.telegram import Intake, Telegram, set_webhook, webhook_route
from tests.channels.telegram.conftest import SECRET

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.botapi import BotApi
    from tests.channels.telegram.inbox import Inbox

HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET}


async def post(url: str, body: bytes, headers: Mapping[str, str] = HEADERS) -> int:
    async with ClientSession() as session, session.post(url, data=BytesIO(body), headers=headers) as response:
        return response.status


async def test_webhook_takes_what_telegram_posts(
    api: BotApi, telegram: Telegram, inbox: Inbox, webhook: str
) -> None:
    await set_webhook(telegram.bot, webhook, SECRET)
    resident = api.resident()

    await resident.says("hoi")
    await resident.sends_photo(caption="wat is dit?")
    await api.updates.posted()

    assert inbox.said() == ["hoi", "wat is dit?", "(photo)"]
    assert api.updates.pending == []


async def test_set_webhook_keeps_what_waits(
    api: BotApi, telegram: Telegram, inbox: Inbox, webhook: str
) -> None:
    await api.resident().says("hoi")

    await set_webhook(telegram.bot, webhook, SECRET)
    await api.updates.posted()

    assert inbox.said() == ["hoi"]
    assert api.called("setWebhook") == [
        {
            "url": webhook,
            "secret_token": SECRET,
            "allowed_updates": ["message", "edited_message", "callback_query", "my_chat_member"],
            "drop_pending_updates": False,
            "max_connections": 100,
        }
    ]


async def test_webhook_answers_only_when_committed(
    api: BotApi, telegram: Telegram, inbox: Inbox, webhook: str
) -> None:
    held = inbox.hold("hoi")
    await set_webhook(telegram.bot, webhook, SECRET)

    await api.resident().says("hoi")
    await inbox.until(attempts=Counter({"hoi": 1}))

    assert len(api.updates.pending) == 1
    held.set()
    await api.updates.posted()
    assert (len(api.updates.pending), inbox.said()) == (0, ["hoi"])


async def test_webhook_gets_again_what_was_not_committed(
    api: BotApi, telegram: Telegram, inbox: Inbox, webhook: str, caplog: pytest.LogCaptureFixture
) -> None:
    await set_webhook(telegram.bot, webhook, SECRET)
    resident = api.resident()
    inbox.fail("een", 2)

    await resident.says("een")
    await resident.says("twee")
    await api.updates.posted()

    assert inbox.said() == ["een", "twee"]
    assert api.updates.last_error == "Wrong response from the webhook: 500"
    assert caplog.messages == ["update not stored: Telegram will send it again"] * 2
    assert [record.__dict__["kind"] for record in caplog.records] == ["StoreDown"] * 2


async def test_webhook_keeps_order_in_a_chat_and_lets_no_chat_wait_for_another(
    intake: Intake, inbox: Inbox, webhook: str
) -> None:
    def update(number: int, chat: int, text: str) -> bytes:
        return (
            f'{{"update_id": {number}, "message": {{"message_id": {number}, "date": 0, "text": "{text}",'
            f' "chat": {{"id": {chat}, "type": "private"}}}}}}'
        ).encode()

    held = inbox.hold("een")
    posts = [asyncio.create_task(post(webhook, update(1, 7, "een")))]
    await inbox.until(attempts=Counter({"een": 1}))
    posts.append(asyncio.create_task(post(webhook, update(2, 7, "twee"))))
    other = await post(webhook, update(3, 8, "ander"))

    assert (other, inbox.said()) == (200, ["ander"])
    held.set()
    assert await asyncio.gather(*posts) == [200, 200]
    assert inbox.said() == ["ander", "een", "twee"]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Telegram-Bot-Api-Secret-Token": ""},
        {"X-Telegram-Bot-Api-Secret-Token": SECRET[:-1]},
        {"X-Telegram-Bot-Api-Secret-Token": "ĳ" + SECRET},
        {"Authorization": SECRET},
    ],
)
async def test_webhook_refuses_who_does_not_know_the_secret(
    inbox: Inbox, webhook: str, headers: dict[str, str]
) -> None:
    assert await post(webhook, b'{"update_id": 1}', headers) == 403
    assert inbox.attempts == Counter()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b"[]", 400),
        (b"null", 400),
        (b'{"update_id": "1"}', 400),
        (b"[" * 100_000, 400),
        (b'{"update_id": 1}', 200),
        (b'{"update_id": 1, "message": {"text": 3}}', 200),
        (b'{"update_id": 1, "x": "' + b"x" * 1_048_576 + b'"}', 413),
    ],
    ids=["empty", "cut off", "not UTF-8", "list", "null", "no id", "deep", "nothing in it", "odd", "huge"],
)
async def test_webhook_names_what_is_wrong_with_a_body(
    inbox: Inbox, webhook: str, body: bytes, status: int
) -> None:
    assert await post(webhook, body) == status
    assert inbox.attempts == Counter()


async def test_webhook_takes_nothing_but_post(webhook: str) -> None:
    async with ClientSession() as session, session.get(webhook, headers=HEADERS) as response:
        assert response.status == 405


@pytest.mark.parametrize("secret", ["", "met spatie", "é", "x" * 257])
def test_webhook_route_refuses_a_secret_that_telegram_would_not_take(intake: Intake, secret: str) -> None:
    with pytest.raises(ValueError, match="1-256 characters"):
        webhook_route("/telegram", secret, intake)


async def test_server_refuses_a_secret_with_other_characters(telegram: Telegram, webhook: str) -> None:
    with pytest.raises(BadRequest, match="Secret token contains unallowed characters"):
        await set_webhook(telegram.bot, webhook, "met spatie")
