"""Papers as both stores keep them: one of each contact, tries counted, spent once."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.messages import Address
from bot.papers.base import Paper, Tried
from bot.web.base import Visitor

if TYPE_CHECKING:
    from bot.storage.base import Store, Unit

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ANNA = Address("telegram", "1")
PAPER = Paper(
    digest="code", contact="", pin="hash", form="form", made_at=NOW, expires_at=NOW + timedelta(days=14)
)


def keep(unit: Unit, paper: Paper = PAPER) -> bool:
    loaded = unit.lock(ANNA, NOW)
    return unit.keep_paper(replace(paper, contact=loaded.contact))


async def test_new_paper_takes_the_place_of_an_earlier_one_and_the_same_form_makes_none(store: Store) -> None:
    kept = [
        await store.run(keep),
        await store.run(lambda unit: keep(unit, replace(PAPER, digest="again"))),
        await store.run(lambda unit: keep(unit, replace(PAPER, digest="new", form="other"))),
    ]

    tried = [
        await store.run(lambda unit, code=code: unit.try_paper(code, NOW, most=5))  # type: ignore[misc]
        for code in ("code", "again", "new")
    ]

    assert (kept, tried) == ([True, False, True], [None, None, Tried("hash", 1)])


async def test_tries_end_and_the_paper_with_the_last_of_them(store: Store) -> None:
    await store.run(keep)

    tried = [await store.run(lambda unit: unit.try_paper("code", NOW, most=2)) for _ in range(3)]
    soon = [
        await store.run(lambda unit, at=at: unit.expire_pages(NOW + at))  # type: ignore[misc]
        for at in (timedelta(seconds=59), timedelta(minutes=1))
    ]

    assert (tried, soon) == ([Tried("hash", 1), Tried("hash", 2), None], [0, 1])


async def test_tries_at_once_count_as_many(store: Store, other_store: Store) -> None:
    await store.run(keep)

    tried = await asyncio.gather(
        *(one.run(lambda unit: unit.try_paper("code", NOW, most=5)) for one in (store, other_store) * 6)
    )

    numbers = sorted(one.number for one in tried if one is not None)
    assert numbers == [1, 2, 3, 4, 5]


async def test_paper_is_spent_once_also_by_two_at_once(store: Store, other_store: Store) -> None:
    await store.run(keep)
    contact = (await store.run(lambda unit: unit.lock(ANNA, NOW))).contact

    spent = await asyncio.gather(
        *(one.run(lambda unit: unit.spend_paper("code")) for one in (store, other_store) * 3)
    )

    assert (spent.count(contact), spent.count(None)) == (1, 5)


async def test_paper_has_its_time(store: Store) -> None:
    await store.run(keep)

    at = PAPER.expires_at
    tried = [
        await store.run(lambda unit, at=at: unit.try_paper("code", at, most=5))  # type: ignore[misc]
        for at in (at - timedelta(seconds=1), at)
    ]

    assert tried == [Tried("hash", 1), None]


async def test_paper_goes_with_its_contact(store: Store) -> None:
    await store.run(keep)

    await store.run(lambda unit: unit.forget(unit.lock(ANNA, NOW).contact))

    assert await store.run(lambda unit: unit.try_paper("code", NOW, most=5)) is None


async def test_reminder_waits_for_who_has_only_a_paper_to_come_in_by(store: Store) -> None:
    library = Address("web", "library")

    def leave(unit: Unit) -> None:
        unit.admit(
            Visitor("library", own_device=False, language="nl", hidden=False, last_at=NOW, expires_at=NOW)
        )
        contact = unit.lock(library, NOW).contact
        unit.keep_paper(replace(PAPER, contact=contact))
        unit.set_timer(contact, "reminder", "een", NOW)
        unit.dismiss("library")

    await store.run(leave)

    before = await store.run(lambda unit: unit.due_timers(NOW, 10))
    await store.run(lambda unit: unit.move(library, ANNA, NOW))
    after = await store.run(lambda unit: unit.due_timers(NOW, 10))

    assert (before, [(timer.address, timer.reference) for timer in after]) == ([], [(ANNA, "een")])
