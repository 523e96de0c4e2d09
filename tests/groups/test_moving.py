"""A conversation that comes from elsewhere in place of one that sits in a group."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot import devices
from bot.groups.base import Seat, Share
from bot.groups.moving import Moving
from bot.messages import Address, Say
from tests.groups.stage import LIBRARY, NOOR, SELAM
from tests.handoff.stage import FATIMA, MONDAY

if TYPE_CHECKING:
    from bot.groups.base import Group
    from bot.storage.base import Unit
    from tests.groups.stage import GroupStage

HOME = Address("telegram", "thuis")


async def comes(stage: GroupStage, old: Address = HOME, new: Address = FATIMA) -> devices.Moved:
    """Move the conversation of one address to another."""

    def move(unit: Unit) -> devices.Moved | None:
        return devices.moved(
            unit,
            old,
            new,
            stage.clock.now,
            farewell=lambda language: Say("weg", language),
            replacing=Moving(stage.board.engine),
        )

    moved = await stage.store.run(move)
    assert moved is not None
    return moved


async def people(stage: GroupStage) -> int:
    month = MONDAY.date().replace(day=1)
    return (await stage.store.run(lambda unit: unit.tallies(LIBRARY, month))).get("people", 0)


async def seats(stage: GroupStage, group: Group) -> list[Seat]:
    return list(await stage.store.run(lambda unit: unit.seats(group.id)))


async def test_conversation_takes_the_seat_of_the_one_whose_place_it_takes(
    stage: GroupStage, group: Group
) -> None:
    await stage.sits(group, HOME, "ar")  # number 1, which goes before she moves
    at_home, here = (await seats(stage, group))[0], await stage.sits(group)
    await stage.store.run(lambda unit: unit.save_seat(replace(at_home, left_at=MONDAY)))
    sat = await stage.changes(
        here,
        nickname="Roos",
        share=Share.ANSWERS,
        hand_at=MONDAY,
        helping=NOOR.id,
        refused=frozenset({"sam"}),
        seen={NOOR.id: MONDAY},
        step=3,
        steps=8,
        done=1,
        open=2,
        finished=True,
    )

    moved = await comes(stage)

    assert moved.seat_taken
    assert moved.loaded.seat_id == sat.id
    # The chair, the hand and whom she refused stay; what was said to the conversation that went does not.
    assert await seats(stage, group) == [
        Seat(
            id=sat.id,
            group=group.id,
            number=2,
            contact=moved.loaded.contact,
            language="ar",
            joined_at=sat.joined_at,
            last_at=stage.clock.now,
            hand_at=MONDAY,
            helping=NOOR.id,
            refused=frozenset({"sam"}),
        )
    ]
    assert await people(stage) == 0


async def test_board_hears_of_it_and_shows_nothing_of_what_came(stage: GroupStage, group: Group) -> None:
    await stage.begins(HOME)
    seat = await stage.shares(await stage.sits(group), Share.ANSWERS)
    before = await stage.store.run(lambda unit: unit.feed_end())

    await comes(stage)

    told = await stage.store.run(lambda unit: unit.feed(before, 10))
    assert [(item.about, item.kind) for item in told] == [(seat.id, "moved")]
    (card,) = await stage.cards(group)
    assert (card.number, card.nickname, card.shared) == (1, None, None)
    assert (await stage.card(seat)).shared is None


async def test_seat_that_was_taken_over_ends_like_any_other(stage: GroupStage, group: Group) -> None:
    await stage.sits(group)
    await stage.begins(HOME)
    await comes(stage)

    await stage.board.end(NOOR, group.id)

    assert (await seats(stage, group), await people(stage)) == ([], 1)
    assert (await stage.store.run(lambda unit: unit.lock(FATIMA, MONDAY))).seat_id is None


async def test_who_has_a_seat_keeps_it_and_the_other_one_ends_and_is_counted(
    stage: GroupStage, group: Group
) -> None:
    other = await stage.board.open(NOOR, "Bibliotheek Noord")
    hers, here = await stage.sits(other, HOME), await stage.sits(group)
    before = await stage.store.run(lambda unit: unit.feed_end())

    moved = await comes(stage)

    assert (moved.seat_taken, moved.loaded.seat_id) == (False, hers.id)
    assert await seats(stage, other) == [hers]
    assert (await seats(stage, group), await people(stage)) == ([], 1)
    told = await stage.store.run(lambda unit: unit.feed(before, 10))
    assert [(item.about, item.kind) for item in told] == [(here.id, "left")]


async def test_two_seats_of_one_person_in_a_group_are_one_and_are_counted_once(
    stage: GroupStage, group: Group
) -> None:
    hers, here = await stage.sits(group, HOME), await stage.sits(group)
    before = await stage.store.run(lambda unit: unit.feed_end())

    await comes(stage)

    told = await stage.store.run(lambda unit: unit.feed(before, 10))
    assert ([item.about for item in told], await seats(stage, group), await people(stage)) == (
        [here.id],
        [hers],
        0,
    )
    await stage.board.end(NOOR, group.id)
    assert await people(stage) == 1


@pytest.mark.parametrize("left_before", [True, False])
async def test_who_took_a_seat_over_is_counted_once(
    stage: GroupStage, group: Group, *, left_before: bool
) -> None:
    if left_before:
        seat = await stage.sits(group)
        await stage.board.free(NOOR, group.id, seat.id)
    await stage.sits(group)
    await stage.begins(HOME)

    await comes(stage)
    await stage.board.end(NOOR, group.id)

    assert await people(stage) == 1


async def test_who_comes_where_nobody_sits_has_no_seat(stage: GroupStage, group: Group) -> None:
    await stage.begins(HOME)
    await stage.begins(FATIMA)
    await stage.sits(group, SELAM)

    first, second = await comes(stage), await comes(stage, FATIMA, Address("telegram", "nieuw"))

    assert [(one.seat_taken, one.loaded.seat_id) for one in (first, second)] == [(False, None), (False, None)]
    assert len(await seats(stage, group)) == 1
