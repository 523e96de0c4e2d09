from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from tests.storage.examples import ANNA, BILAL, DAY, NOW, SECOND

if TYPE_CHECKING:
    from bot.storage.base import Store, Unit


@pytest_asyncio.fixture
async def anna(store: Store) -> str:
    return (await store.run(lambda unit: unit.lock(ANNA, NOW))).contact


async def due(store: Store) -> list[tuple[str, str]]:
    timers = await store.run(lambda unit: unit.due_timers(NOW, 10))
    return [(timer.kind, timer.reference) for timer in timers]


async def test_due_timers_gives_what_is_due_earliest_first(store: Store, anna: str) -> None:
    await store.run(lambda unit: unit.set_timer(anna, "reminder", "second", NOW))
    await store.run(lambda unit: unit.set_timer(anna, "reminder", "first", NOW - DAY))
    await store.run(lambda unit: unit.set_timer(anna, "reminder", "later", NOW + SECOND))

    assert await due(store) == [("reminder", "first"), ("reminder", "second")]


async def test_due_timer_says_whose_it_is_and_where(store: Store, anna: str) -> None:
    await store.run(lambda unit: unit.set_timer(anna, "reminder", "ww", NOW))

    (timer,) = await store.run(lambda unit: unit.due_timers(NOW, 10))

    assert (timer.contact, timer.address) == (anna, ANNA)


async def test_due_timers_gives_each_once(store: Store, anna: str) -> None:
    await store.run(lambda unit: unit.set_timer(anna, "reminder", "ww", NOW))
    await due(store)

    assert await due(store) == []


async def test_due_timers_keeps_to_the_limit(store: Store, anna: str) -> None:
    def set_three(unit: Unit) -> None:
        for number in range(3):
            unit.set_timer(anna, "reminder", str(number), NOW)

    await store.run(set_three)

    assert len(await store.run(lambda unit: unit.due_timers(NOW, 2))) == 2
    assert len(await store.run(lambda unit: unit.due_timers(NOW, 2))) == 1


async def test_due_timers_gives_it_again_when_the_job_fails(store: Store, anna: str) -> None:
    await store.run(lambda unit: unit.set_timer(anna, "reminder", "ww", NOW))

    with pytest.raises(ZeroDivisionError):
        await store.run(lambda unit: len(unit.due_timers(NOW, 10)) // 0)

    assert await due(store) == [("reminder", "ww")]


async def test_set_timer_moves_the_one_that_is_there(store: Store, anna: str) -> None:
    await store.run(lambda unit: unit.set_timer(anna, "reminder", "ww", NOW))
    await store.run(lambda unit: unit.set_timer(anna, "reminder", "ww", NOW + DAY))

    assert await due(store) == []


async def test_timer_ids_are_never_used_again(store: Store, anna: str) -> None:
    ids = []
    for _ in range(2):
        await store.run(lambda unit: unit.set_timer(anna, "reminder", "ww", NOW))
        ids += [timer.id for timer in await store.run(lambda unit: unit.due_timers(NOW, 10))]

    assert ids[0] < ids[1]


@pytest.mark.parametrize(
    ("kind", "reference", "left"),
    [
        (None, None, []),
        ("reminder", None, [("promise", "a")]),
        ("reminder", "a", [("promise", "a"), ("reminder", "b")]),
        (None, "a", [("reminder", "b")]),
    ],
)
async def test_cancel_timers_drops_what_matches(
    store: Store, anna: str, kind: str | None, reference: str | None, left: list[tuple[str, str]]
) -> None:
    def set_three(unit: Unit) -> None:
        unit.set_timer(anna, "reminder", "a", NOW)
        unit.set_timer(anna, "reminder", "b", NOW)
        unit.set_timer(anna, "promise", "a", NOW)

    await store.run(set_three)

    await store.run(lambda unit: unit.cancel_timers(anna, kind, reference))

    assert sorted(await due(store)) == left


async def test_cancel_timers_leaves_those_of_others(store: Store, anna: str) -> None:
    bilal = (await store.run(lambda unit: unit.lock(BILAL, NOW))).contact
    await store.run(lambda unit: unit.set_timer(bilal, "reminder", "ww", NOW))

    await store.run(lambda unit: unit.cancel_timers(anna))

    assert await due(store) == [("reminder", "ww")]
