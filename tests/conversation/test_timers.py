"""What time brings: reminders, and the end of what was kept."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.flows import words
from bot.messages import Blocked, Command, DeliveryError, ErrorKind
from tests.conversation.process import START, Bot, Clock, kept, start

if TYPE_CHECKING:
    from bot.storage.base import Store


async def test_ring_sends_a_reminder_once(bot: Bot, clock: Clock) -> None:
    await bot.hears("ik ben mijn baan kwijt")
    for choice in ("self", "a:ontslagen", "later"):
        await bot.presses(choice)
    seen = len(bot.channel.taken)
    clock.now += timedelta(days=7, hours=1)
    await bot.conversation.ring()
    await bot.conversation.ring()
    await bot.delivery.drain()
    assert bot.channel.texts[seen:] == [words.REMINDER.source]


async def test_a_reminder_does_not_take_the_answer_to_a_question(
    bot: Bot, store_url: str, clock: Clock
) -> None:
    await bot.hears("ik ben mijn baan kwijt")
    for choice in ("self", "a:ontslagen", "later"):
        await bot.presses(choice)
    clock.now += timedelta(days=7, hours=1)
    await bot.conversation.ring()
    await bot.delivery.drain()
    assert bot.choices == ["open", "menu"]
    (said,) = await bot.hears("1 december")
    assert said.partition("\n\n")[0] == "✏️ Ik noteer: 1 december 2026."


async def test_a_reminder_over_a_sensitive_question_keeps_what_is_written_out(
    bot: Bot, store_url: str, clock: Clock
) -> None:
    await bot.hears("ik ben mijn baan kwijt")
    for choice in ("self", "a:ontslagen", "later", "a:unknown"):
        await bot.presses(choice)
    clock.now += timedelta(days=7, hours=1)
    await bot.conversation.ring()
    await bot.hears("ik heb suikerziekte")
    assert "ziekte" not in kept(store_url)


async def test_who_blocked_the_bot_is_not_reminded(bot: Bot, clock: Clock) -> None:
    await bot.hears("ik ben mijn baan kwijt")
    for choice in ("self", "a:ontslagen", "later"):
        await bot.presses(choice)
    await bot.hears(Blocked(blocked=True))
    seen = len(bot.channel.taken)
    clock.now += timedelta(days=8)
    await bot.conversation.ring()
    await bot.delivery.drain()
    assert bot.channel.texts[seen:] == []


async def test_a_block_that_the_channel_reports_stops_the_reminders(bot: Bot, clock: Clock) -> None:
    await bot.hears("ik ben mijn baan kwijt")
    for choice in ("self", "a:ontslagen", "later"):
        await bot.presses(choice)
    (helped,) = await bot.hears(Command("help"))
    bot.channel.failures[helped] = [DeliveryError(ErrorKind.BLOCKED)]
    seen = len(bot.channel.taken)
    await bot.hears(Command("help"))
    clock.now += timedelta(days=8)
    await bot.conversation.ring()
    await bot.delivery.drain()
    assert bot.channel.texts[seen:] == []


async def test_transcripts_expire_after_the_set_days_and_the_place_stays(
    store: Store, store_url: str, clock: Clock
) -> None:
    bot = start(store, clock, transcript_days=30)
    await bot.hears("ik ben mijn baan kwijt")
    question = (await bot.presses("self"))[-1]
    clock.now += timedelta(days=30)
    await store.run(lambda unit: unit.expire(clock.now, idle_before=START))
    assert kept(store_url, "transcript") == ""
    assert await bot.hears(Command("help")) == [f"{words.HELP_TEXT.source}\n\n{question}"]


async def test_transcripts_stay_until_then(store: Store, store_url: str, clock: Clock) -> None:
    bot = start(store, clock, transcript_days=30)
    await bot.hears("ik ben mijn baan kwijt")
    clock.now += timedelta(days=29)
    await store.run(lambda unit: unit.expire(clock.now, idle_before=START))
    assert "mijn baan kwijt" in kept(store_url, "transcript")


async def test_idle_contacts_go(bot: Bot, store: Store, store_url: str, clock: Clock) -> None:
    await bot.hears("ik ben mijn baan kwijt")
    clock.now += timedelta(days=401)
    await store.run(lambda unit: unit.expire(clock.now, idle_before=clock.now - timedelta(days=400)))
    assert kept(store_url) == ""
