from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa

from bot.storage.base import Miss
from bot.storage.tables import misses
from tests.storage.examples import ANNA, DAY, NOW
from tests.stores import connected

if TYPE_CHECKING:
    from bot.storage.base import Store, Unit

TODAY = NOW.date()
MISS = Miss(day=TODAY, language="nl", words="ik wil … voor #", guide="ww-aanvragen", step="laatste-dag")
OTHER = Miss(day=TODAY, language="ti", words="… ኣለኒ")


async def keep(store: Store, *kept: Miss) -> None:
    def job(unit: Unit) -> None:
        for miss in kept:
            unit.miss(miss)

    await store.run(job)


def days_ago(*days: int) -> list[Miss]:
    return [replace(MISS, day=TODAY - timedelta(days=one)) for one in days]


async def test_misses_come_back_as_they_were_kept(store: Store) -> None:
    await keep(store, OTHER, MISS, MISS)

    assert await store.run(lambda unit: unit.misses(TODAY)) == [MISS, MISS, OTHER]


async def test_misses_are_those_since_a_day(store: Store) -> None:
    await keep(store, *days_ago(0, 1, 2))

    found = await store.run(lambda unit: unit.misses(TODAY - DAY))

    assert [miss.day for miss in found] == [TODAY - DAY, TODAY]


async def test_what_was_chosen_first_after_a_miss_is_noted(store: Store) -> None:
    kept = await store.run(lambda unit: unit.miss(MISS))
    await store.run(lambda unit: unit.miss(OTHER))

    await store.run(lambda unit: unit.chose(kept, "schulden"))
    await store.run(lambda unit: unit.chose(kept, "menu"))

    assert await store.run(lambda unit: unit.misses(TODAY)) == [replace(MISS, chosen="schulden"), OTHER]


async def test_choice_after_a_miss_that_is_gone_is_nothing(store: Store) -> None:
    await store.run(lambda unit: unit.chose("gone", "menu"))

    assert await store.run(lambda unit: unit.misses(date.min)) == []


async def test_misses_hold_nothing_that_leads_to_a_contact(store: Store, store_url: str) -> None:
    contact = (await store.run(lambda unit: unit.lock(ANNA, NOW))).contact
    kept = await store.run(lambda unit: unit.miss(MISS))

    with connected(store_url) as connection:
        rows = [dict(row._mapping) for row in connection.execute(sa.select(misses))]  # noqa: SLF001  SQLAlchemy's own name

    assert contact not in str(rows)
    assert rows == [
        {
            "id": kept,
            "day": "2026-11-21",
            "language": "nl",
            "words": "ik wil … voor #",
            "guide": "ww-aanvragen",
            "step": "laatste-dag",
            "chosen": None,
        }
    ]


async def test_misses_stay_when_a_contact_is_forgotten(store: Store) -> None:
    contact = (await store.run(lambda unit: unit.lock(ANNA, NOW))).contact
    await store.run(lambda unit: unit.miss(MISS))

    await store.run(lambda unit: unit.forget(contact))

    assert await store.run(lambda unit: unit.misses(TODAY)) == [MISS]


async def test_expire_deletes_misses_after_ninety_days(store: Store) -> None:
    await keep(store, *days_ago(89, 90, 91))

    gone = await store.run(lambda unit: unit.expire(NOW, idle_before=NOW - 400 * DAY))

    left = await store.run(lambda unit: unit.misses(date.min))
    assert (gone, [(TODAY - miss.day).days for miss in left]) == (1, [90, 89])
