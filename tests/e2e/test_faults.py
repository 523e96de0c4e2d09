"""Telegram in bad weather: nothing is lost, order is kept, and what was taken once is sent once."""

from __future__ import annotations

import asyncio
from random import Random
from typing import TYPE_CHECKING

import pytest

from bot.flows import words
from tests.e2e import database
from tests.e2e.walk import walk
from tests.e2e.wording import said

if TYPE_CHECKING:
    from tests.botapi.faults import Faults
    from tests.e2e.stage import Stage

pytestmark = pytest.mark.untraced  # a process of its own under load; tests/e2e/test_ending.py is traced

LAST_DAY = "01-03-2027"
STEPS = 5


def limited(faults: Faults, chat: int) -> None:
    faults.limit(1, method="sendMessage", chat=chat)


def broken(faults: Faults, chat: int) -> None:
    faults.fail(502, "Bad Gateway", method="sendMessage", chat=chat, times=2)


def dropped(faults: Faults, chat: int) -> None:
    faults.drop(method="sendMessage", chat=chat)


async def test_what_telegram_did_not_take_comes_once_and_in_order(
    stage: Stage, store_url: str, door: str
) -> None:
    await stage.service(store_url, door=door).start()
    lucky, *unlucky = (stage.people.new("nl") for _ in range(4))
    await walk(lucky, "nl", LAST_DAY, STEPS)

    async with asyncio.TaskGroup() as group:  # each waits for a retry of her own
        for person, fault in zip(unlucky, (limited, broken, dropped), strict=True):
            fault(stage.api.faults, person.id)
            group.create_task(walk(person, "nl", LAST_DAY, STEPS))

    assert [person.reads() for person in unlucky] == [lucky.reads()] * 3
    await stage.until(lambda: database.waiting(store_url) == 0)


async def test_a_message_whose_answer_was_lost_is_repeated_at_most_once(
    stage: Stage, sqlite_url: str
) -> None:
    await stage.service(sqlite_url).start()
    lucky, unlucky = stage.people.new("nl"), stage.people.new("nl")
    await walk(lucky, "nl", LAST_DAY, STEPS)

    stage.api.faults.drop(method="sendMessage", after=True)
    await walk(unlucky, "nl", LAST_DAY, STEPS)

    first, *others = lucky.reads()
    assert unlucky.reads() == [first, first, *others]


async def test_a_slow_answer_holds_up_nobody_else(stage: Stage, store_url: str, door: str) -> None:
    await stage.service(store_url, door=door).start()
    slow, other = stage.people.new("nl"), stage.people.new("nl")
    held = stage.api.faults.hold(method="sendMessage", chat=slow.id)

    await slow.says("/start nl")
    await held.reached.wait()
    await walk(other, "nl", LAST_DAY, STEPS)
    before = slow.reads()
    held.released.set()
    await slow.asked()

    assert (before, slow.reads()) == ([], other.reads()[: len(slow.reads())])


async def test_an_update_that_comes_again_is_heard_once(stage: Stage, store_url: str, door: str) -> None:
    await stage.service(store_url, door=door).start()
    person, other = stage.people.new("nl"), stage.people.new("nl")
    await walk(person, "nl", LAST_DAY, steps=3)
    before = len(person.reads())
    stage.api.updates.pause()
    await person.says("/help")
    (update,) = stage.api.updates.kept or []

    stage.api.updates.kept = [update, update, update]
    stage.api.updates.resume()
    await person.asked()
    stage.api.updates.deliver([update])
    await walk(other, "nl", LAST_DAY, steps=0)

    heard = "\n\n".join(person.reads()[before:])
    assert heard.split("\n\n").count(said("nl", words.HELP_TEXT)) == 1


async def test_updates_in_another_order_are_all_heard(stage: Stage, store_url: str, door: str) -> None:
    await stage.service(store_url, door=door).start()
    person = stage.people.new("nl")
    await walk(person, "nl", LAST_DAY, steps=3)
    before = len(person.reads())
    stage.api.updates.pause()
    await person.says("/help")
    await person.says("/mens")

    stage.api.updates.resume(backwards=True)
    await person.asked(questions=2)

    heard = [text.splitlines()[0] for text in person.reads()[before:]]
    help_text, person_intro = said("nl", words.HELP_TEXT), said("nl", words.PERSON_INTRO)
    assert {help_text, person_intro} <= set(heard)
    # By polling they come together and are sorted; a webhook takes them as they come.
    assert (heard.index(help_text) < heard.index(person_intro)) is (door == "polling")


async def test_a_resident_who_blocks_while_answers_wait_gets_none_of_them_later(
    stage: Stage, sqlite_url: str
) -> None:
    await stage.service(sqlite_url).start()
    person = stage.people.new("nl")
    await walk(person, "nl", LAST_DAY, steps=4)
    await person.chooses("later")
    await person.asked()
    before = person.reads()
    person.drops_out()

    await person.says("/help")

    await stage.until(lambda: database.due_times(sqlite_url, person.id) == [])
    assert (database.waiting(sqlite_url), person.reads()) == (0, before)


async def test_twenty_residents_through_a_storm(stage: Stage, store_url: str, door: str) -> None:
    await stage.service(store_url, door=door, level="INFO").start()
    lucky = stage.people.new("nl")
    await walk(lucky, "nl", LAST_DAY, STEPS)
    residents = [stage.people.new("nl") for _ in range(20)]
    chance = Random(7)  # noqa: S311  the same storm each time
    for resident in residents:
        match chance.randrange(3):
            case 0:
                stage.api.faults.fail(500, method="sendMessage", chat=resident.id, times=chance.randint(1, 2))
            case 1:
                stage.api.faults.limit(1, method="sendMessage", chat=resident.id)
            case _:
                pass
    stage.api.faults.drop(method="getUpdates")

    async with asyncio.TaskGroup() as group:
        for resident in residents:
            group.create_task(walk(resident, "nl", LAST_DAY, STEPS))

    assert [resident.reads() for resident in residents] == [lucky.reads()] * 20
