from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.channels.telegram import Intake, Telegram
from bot.channels.telegram.parse import Arrival, read
from bot.messages import Address, Button, Outbound, Say

if TYPE_CHECKING:
    import pytest

    from tests.botapi import BotApi, Resident
    from tests.channels.telegram.inbox import Inbox


async def started(api: BotApi) -> Resident:
    resident = api.resident()
    await resident.says("/start")
    return resident


def newest(api: BotApi) -> Arrival:
    return read(api.updates.pending[-1], api.now)


async def test_pressed_button_stops_its_spinner_before_the_press_is_committed(
    api: BotApi, telegram: Telegram, intake: Intake, inbox: Inbox
) -> None:
    resident = await started(api)
    say = Say("Ziek?", "nl", (Button("ja", "Ja"),))
    await telegram.send(Outbound(1, Address("telegram", str(resident.id)), say))
    held = inbox.hold("[ja]")

    query = await resident.presses("Ja")
    taking = asyncio.create_task(intake.take(newest(api)))

    async with asyncio.timeout(10):
        await api.queries[query].wait()
    assert inbox.committed == []
    held.set()
    await taking
    assert inbox.said() == ["[ja]"]


async def test_button_pressed_twice_comes_in_twice_with_its_message(
    api: BotApi, telegram: Telegram, intake: Intake, inbox: Inbox
) -> None:
    resident = await started(api)
    say = Say("Ziek?", "nl", (Button("ja", "Ja"),))
    sent = await telegram.send(Outbound(1, Address("telegram", str(resident.id)), say))

    for press in (resident.presses, resident.presses_old):
        await press("Ja")
        await intake.take(newest(api))

    assert [(inbound.message_id, inbound.content) for inbound in inbox.committed] == [
        (sent, inbox.committed[0].content)
    ] * 2
    assert inbox.said() == ["[ja]", "[ja]"]


async def test_spinner_that_cannot_be_stopped_harms_nothing(
    api: BotApi, telegram: Telegram, intake: Intake, inbox: Inbox
) -> None:
    resident = await started(api)
    say = Say("Ziek?", "nl", (Button("ja", "Ja"),))
    await telegram.send(Outbound(1, Address("telegram", str(resident.id)), say))
    await resident.presses("Ja")
    api.queries.clear()

    await intake.take(newest(api))
    await api.until_called("answerCallbackQuery")

    assert inbox.said() == ["[ja]"]


async def test_typing_shows_when_an_answer_takes_a_while(api: BotApi, inbox: Inbox) -> None:
    telegram = Telegram(api.token, api_url=api.url, patience=0)
    intake = Intake(inbox.receive, clock=lambda: api.now, courtesy=telegram.courtesy)
    resident = await started(api)

    await intake.take(newest(api))
    await api.until_called("sendChatAction")

    assert api.called("sendChatAction") == [{"chat_id": resident.id, "action": "typing"}]
    await telegram.close()


async def test_typing_shows_once_for_words_that_follow_each_other(
    api: BotApi, caplog: pytest.LogCaptureFixture
) -> None:
    telegram = Telegram(api.token, api_url=api.url, patience=0)
    resident = await started(api)

    telegram.courtesy.waiting(str(resident.id))
    telegram.courtesy.waiting(str(resident.id))
    await api.until_called("sendChatAction")
    await telegram.close()

    assert [call.method for call in api.calls] == ["sendChatAction"]
    assert caplog.messages == []  # the loop logs what a timer raises


async def test_typing_does_not_show_once_the_answer_is_on_its_way(api: BotApi, inbox: Inbox) -> None:
    telegram = Telegram(api.token, api_url=api.url, patience=0)
    resident = await started(api)

    telegram.courtesy.waiting(str(resident.id))
    await telegram.send(Outbound(1, Address("telegram", str(resident.id)), Say("hoi", "nl")))
    await telegram.close()

    assert [call.method for call in api.calls] == ["sendMessage"]


async def test_typing_does_not_show_to_who_blocked_the_bot(api: BotApi, inbox: Inbox) -> None:
    telegram = Telegram(api.token, api_url=api.url, patience=0)
    intake = Intake(inbox.receive, clock=lambda: api.now, courtesy=telegram.courtesy)
    resident = await started(api)
    await resident.blocks()

    await intake.take(newest(api))
    await asyncio.sleep(0.01)
    await telegram.close()

    assert (inbox.said(), api.calls) == (["Blocked(blocked=True)"], [])


async def test_close_drops_what_was_not_shown_yet(api: BotApi, telegram: Telegram) -> None:
    resident = await started(api)
    telegram.courtesy.waiting(str(resident.id))
    telegram.courtesy.pressed("query-1")

    await telegram.close()

    assert api.calls == []
