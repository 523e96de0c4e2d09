"""Turns that fail and processes that end: nothing is lost, and nothing comes twice."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.flows import words
from bot.messages import Beside, Command, Inbound, Say
from tests.conversation.process import FATIMA, Clock, FragileEngine, kept, parts, start

if TYPE_CHECKING:
    import pytest

    from bot.storage.base import Store


async def test_a_turn_that_fails_apologises_and_is_run_at_the_next_start(
    store: Store, other_store: Store, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    engine = FragileEngine(parts()["engine"].world)
    bot = start(store, clock, engine=engine)
    await bot.hears(Command("start", "nl"))
    assert await bot.hears("breek") == [words.WENT_WRONG.source]
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == [
        "turn failed"
    ]
    next_start = start(other_store, clock)
    assert await next_start.conversation.recover() == 1
    await next_start.delivery.drain()
    assert next_start.channel.texts == [f"{words.STILL_UNSURE.source}\n\n{words.WHAT_HAPPENED.source}"]
    assert await next_start.conversation.recover() == 0


async def test_a_turn_that_fails_apologises_in_both_languages_to_who_reads_both(
    store: Store, clock: Clock
) -> None:
    bot = start(store, clock, engine=FragileEngine(parts()["engine"].world))
    await bot.hears(Command("start", "ti"))
    await bot.hears("nederlands erbij")
    await bot.hears("breek")

    says = [one.delivery for one in bot.channel.taken if isinstance(one.delivery, Say)]
    assert says[-1].beside == Beside(words.WENT_WRONG.source, "nl")


async def test_a_turn_that_fails_leaves_the_place_as_it_was(store: Store, clock: Clock) -> None:
    bot = start(store, clock, engine=FragileEngine(parts()["engine"].world))
    await bot.hears("ik ben mijn baan kwijt")
    question = (await bot.presses("self"))[-1]
    await bot.hears("breek")
    assert await bot.hears(Command("help")) == [f"{words.HELP_TEXT.source}\n\n{question}"]


async def test_a_turn_that_fails_again_is_closed(
    store: Store, store_url: str, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    bot = start(store, clock, engine=FragileEngine(parts()["engine"].world))
    await bot.hears("breek het raam")
    await bot.conversation.recover()
    errors = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert errors == ["turn failed", "turn failed again"]
    assert await bot.conversation.recover() == 0
    assert "raam" not in kept(store_url)


async def test_a_repeat_of_a_turn_that_failed_causes_nothing(store: Store, clock: Clock) -> None:
    bot = start(store, clock, engine=FragileEngine(parts()["engine"].world))
    await bot.hears("breek", "update-7")
    assert await bot.hears("breek", "update-7") == []


async def test_a_turn_that_fails_keeps_no_code_for_the_next_start(
    store: Store, store_url: str, clock: Clock
) -> None:
    bot = start(store, clock, engine=FragileEngine(parts()["engine"].world, "4839"))
    assert await bot.hears("483920") == [words.WENT_WRONG.source]
    assert "483920" not in kept(store_url)


async def test_no_log_of_a_failure_carries_what_was_written(
    store: Store, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    bot = start(store, clock, engine=FragileEngine(parts()["engine"].world))
    await bot.hears("breek het raam")
    [fields] = [vars(record) for record in caplog.records if record.levelno >= logging.ERROR]
    assert "raam" not in str(fields)
    assert "fatima" not in str(fields)


async def test_a_crash_between_commit_and_delivery_loses_and_repeats_nothing(
    store: Store, other_store: Store, clock: Clock
) -> None:
    bot = start(store, clock)
    bot.channel.open.clear()  # the process dies before anything went out
    await bot.conversation.receive(Inbound(FATIMA, "update-1", Command("start", "nl"), clock.now))
    clock.now += timedelta(seconds=31)
    next_start = start(other_store, clock)
    await next_start.conversation.recover()
    await next_start.sweeps()
    assert next_start.channel.texts[-1] == words.WHAT_HAPPENED.source
    assert (len(next_start.channel.texts), bot.channel.texts) == (2, [])


async def test_a_crash_before_it_is_noted_as_sent_repeats_that_one_message(
    store: Store, other_store: Store, clock: Clock
) -> None:
    bot = start(store, clock)
    bot.channel.failures[words.WHAT_HAPPENED.source] = [RuntimeError("killed after it went out")]
    await bot.hears(Command("start", "nl"))
    clock.now += timedelta(seconds=31)
    next_start = start(other_store, clock)
    await next_start.sweeps()
    sent = [one.id for one in bot.channel.begun] + [one.id for one in next_start.channel.taken]
    assert (len(sent), len(set(sent))) == (3, 2)


async def test_a_second_process_does_not_run_a_turn_again(
    store: Store, other_store: Store, clock: Clock
) -> None:
    engine = FragileEngine(parts()["engine"].world)
    bot = start(store, clock, engine=engine)
    await bot.hears("breek")
    rows = await store.run(lambda unit: unit.unprocessed(10))
    one, two = start(store, clock), start(other_store, clock)
    for process in (one, two):
        for inbox_id, inbound in rows:
            await process.conversation._rerun(inbox_id, inbound)  # noqa: SLF001  both read the rows before either ran
        await process.delivery.drain()
    assert one.channel.texts != []
    assert two.channel.texts == []


async def test_a_failed_input_is_not_run_again_once_she_went_on(
    store: Store, other_store: Store, clock: Clock
) -> None:
    bot = start(store, clock, engine=FragileEngine(parts()["engine"].world))
    await bot.hears("ik ben mijn baan kwijt")
    await bot.presses("self")
    await bot.hears("breek")
    await bot.presses("a:ontslagen")

    next_start = start(other_store, clock)
    await next_start.conversation.recover()
    await next_start.delivery.drain()

    assert next_start.channel.texts == []
    assert await next_start.conversation.recover() == 0
