"""Erasing: she is known no more, on either side."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.flows import words
from bot.messages import Blocked, Command
from bot.storage.tables import metadata
from tests.conversation.process import (
    Bot,
    Clock,
    FragileEngine,
    kept,
    parts,
    start,
    walk_to_sensitive_question,
)

if TYPE_CHECKING:
    from bot.storage.base import Store


async def erase(bot: Bot) -> list[str]:
    await bot.hears(Command("wissen"))
    return await bot.presses("yes")


async def test_erase_forgets_everything_and_says_goodbye(bot: Bot, store_url: str) -> None:
    await walk_to_sensitive_question(bot)
    said = await erase(bot)
    assert said[1:] == [words.ERASED.source, words.ERASED_TELEGRAM.source]
    assert kept(store_url, *(name for name in metadata.tables if name != "inbox")) == ""
    assert "fatima" not in kept(store_url)


async def test_erase_deletes_both_sides_at_the_channel(bot: Bot) -> None:
    await bot.hears(Command("start", "nl"))
    said = await erase(bot)
    assert sorted(said[0].split()) == ["delete", "f1", "f2", "f3", "m1", "m2", "m3"]


async def test_erase_deletes_only_what_the_channel_still_can(bot: Bot, clock: Clock) -> None:
    await bot.hears(Command("start", "nl"))
    clock.now += timedelta(hours=49)
    said = await erase(bot)
    assert sorted(said[0].split()) == ["delete", "f2", "f3", "m3"]


async def test_erase_forgets_what_waits_for_its_turn(store: Store, store_url: str, clock: Clock) -> None:
    bot = start(store, clock, engine=FragileEngine(parts()["engine"].world))
    await bot.hears(Command("start", "nl"))
    await bot.hears("breek het raam")
    await erase(bot)
    assert "raam" not in kept(store_url)
    assert await bot.conversation.recover() == 0


async def test_erase_cancels_reminders(bot: Bot, clock: Clock) -> None:
    await bot.hears("ik ben mijn baan kwijt")
    for choice in ("self", "a:ontslagen", "later"):
        await bot.presses(choice)
    await erase(bot)
    clock.now += timedelta(days=8)
    seen = len(bot.channel.taken)
    await bot.conversation.ring()
    await bot.delivery.drain()
    assert bot.channel.texts[seen:] == []


async def test_after_erase_she_is_new(bot: Bot) -> None:
    await bot.hears(Command("start", "nl"))
    await erase(bot)
    said = await bot.hears(Command("start"))
    assert words.WHICH_LANGUAGE.source in said[-1]


async def test_blocking_after_erasing_makes_nobody_known_again(bot: Bot, store_url: str) -> None:
    await bot.hears(Command("start", "nl"))
    await bot.hears(Command("wissen"))
    await bot.presses("yes")

    await bot.hears(Blocked(blocked=True))

    assert kept(store_url, "contacts", "addresses") == ""
