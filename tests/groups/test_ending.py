"""How a group and a seat end, on both stores."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.flows import words_group
from bot.handoff.states import NotFound
from bot.messages import Command
from tests.groups.stage import MINUTE, NOOR, SELAM
from tests.handoff.stage import FATIMA, MONDAY

if TYPE_CHECKING:
    from bot.groups.base import Group
    from tests.groups.stage import GroupStage

ENDED = words_group.ENDED.source

ALONE = words_group.SEES_NO_MORE.source


async def test_the_end_lets_everybody_go_on_alone_where_she_was(stage: GroupStage, group: Group) -> None:
    seat = await stage.sits(group)
    begun = await stage.begins()

    told = await stage.told(stage.board.end(NOOR, group.id))

    assert told == [f"{ENDED}\n{ALONE}\n\n{begun[-1]}"]
    assert await stage.seat(seat) is None
    assert (await stage.store.run(lambda unit: unit.lock(FATIMA, MONDAY))).seat_id is None
    assert await stage.kinds(group) == [("", "ended"), (seat.id, "left")]


async def test_nobody_joins_a_group_that_ended(stage: GroupStage, group: Group) -> None:
    await stage.board.end(NOOR, group.id)

    found = await stage.store.run(lambda unit: unit.group_of_code(group.code, MONDAY))
    seat = await stage.store.run(
        lambda unit: unit.take_seat(group.id, unit.lock(FATIMA, MONDAY).contact, "nl", MONDAY)
    )

    assert (found, seat) == (None, None)


async def test_a_group_ends_by_itself(stage: GroupStage, group: Group) -> None:
    await stage.sits(group)
    stage.clock.now = group.ends_at - MINUTE
    assert (await stage.board.tick(), await stage.told(stage.board.tick())) == (0, [])

    stage.clock.now = group.ends_at
    told = await stage.told(stage.board.tick())

    assert [one.partition("\n")[0] for one in told] == [ENDED]
    assert await stage.board.tick() == 0


async def test_helpers_see_nothing_from_the_minute_it_ends(stage: GroupStage, group: Group) -> None:
    await stage.sits(group)

    stage.clock.now = group.ends_at  # and nobody has looked at the clock yet

    with pytest.raises(NotFound):
        await stage.board.look(NOOR, group.id)


async def test_the_clock_lets_go_of_who_was_left_when_a_process_died(stage: GroupStage, group: Group) -> None:
    seat = await stage.sits(group)
    held = await stage.store.run(lambda unit: unit.group(group.id))
    assert held is not None
    ended = type(held)(**{**held.__dict__, "ended_at": MONDAY})
    await stage.store.run(lambda unit: unit.save_group(ended))

    assert await stage.board.tick() == 1

    assert await stage.seat(seat) is None


async def test_who_cannot_be_told_is_let_go_all_the_same(stage: GroupStage, group: Group) -> None:
    seat = await stage.sits(group)
    other = await stage.sits(group, SELAM)
    # A state of a later version, which this one cannot read.
    await stage.store.run(lambda unit: unit.save(seat.contact, 1, {"format": 99}, MONDAY))

    await stage.board.end(NOOR, group.id)

    assert (await stage.seat(seat), await stage.seat(other)) == (None, None)


async def test_a_seat_is_freed_and_she_is_told(stage: GroupStage, group: Group) -> None:
    seat = await stage.sits(group)

    told = await stage.told(stage.board.free(NOOR, group.id, seat.id))

    assert told[0].startswith(f"{words_group.SEAT_FREED.source}\n{ALONE}\n")
    assert await stage.cards(group) == ()


async def test_who_erased_herself_is_gone_from_the_board(stage: GroupStage, group: Group) -> None:
    await stage.sits(group)

    await stage.hears(Command("wissen"))
    await stage.hears("ja")

    assert await stage.cards(group) == ()
