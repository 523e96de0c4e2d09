"""What must never reach a log: the token, the secret, and what people say."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING

import pytest

from bot.channels.telegram import poll, set_webhook
from bot.messages import Address, Button, Delete, DeliveryError, Outbound, Say, Settle
from tests.channels.telegram.conftest import SECRET

if TYPE_CHECKING:
    from bot.channels.telegram import Intake, Telegram
    from tests.botapi import BotApi
    from tests.channels.telegram.inbox import Inbox

SAID = "mijn baan is weg"
ANSWERED = "dat is vervelend"


async def test_logs_hold_no_token_and_no_words(
    api: BotApi,
    telegram: Telegram,
    intake: Intake,
    inbox: Inbox,
    *,
    webhook: str,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    resident = api.resident()

    def to(delivery: Say | Delete | Settle) -> Outbound:
        return Outbound(1, Address("telegram", str(resident.id)), delivery)

    # Everything goes well, and everything goes wrong, over both ways in.
    inbox.fail(SAID, 1)
    own = await resident.says(SAID)
    api.deliver({"message": {"message_id": "?", "date": "?", "text": SAID}})
    polling = asyncio.create_task(poll(telegram.bot, intake, sleep=lambda _: asyncio.sleep(0)))
    await inbox.until(committed=1)
    polling.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await polling
    inbox.fail(f"{SAID}!", 1)
    await set_webhook(telegram.bot, webhook, SECRET)
    await resident.says(f"{SAID}!")
    await api.updates.posted()
    say = Say(ANSWERED, "nl", (Button("ja", "Ja"),))
    sent = await telegram.send(to(say))
    assert sent is not None
    await telegram.send(to(Settle(sent)))
    await telegram.send(to(Delete((str(own), sent))))
    for code in (400, 401, 403, 404, 500):
        api.faults.fail(code)
        with pytest.raises(DeliveryError):
            await telegram.send(to(say))
    api.faults.drop()
    with pytest.raises(DeliveryError):
        await telegram.send(to(say))

    records = [str(record.__dict__) for record in caplog.records]
    out = "".join([*capfd.readouterr(), caplog.text, *records])
    assert [secret for secret in (api.token, SECRET, SAID, ANSWERED, str(resident.id)) if secret in out] == []
    assert inbox.said() == [SAID, f"{SAID}!"]
