"""Ending, leaving, helping, joining and erasing at once, from two processes, on both stores."""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
import sqlalchemy as sa

from bot.groups.base import SEATS
from bot.handoff.states import NotAllowed, NotFound
from bot.messages import Address, Command, Text
from bot.storage.base import Stale
from bot.storage.group_tables import group_seats, group_tallies, groups
from bot.storage.tables import contacts
from tests.groups.stage import NOOR, SAM, GroupStage
from tests.stores import connected

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from typing import Any

    from bot.groups.base import Group, Seat
    from bot.storage.base import Store

TOO_LATE = (NotFound, NotAllowed, Stale)
"""What somebody hears who came too late."""


@pytest_asyncio.fixture
async def other(other_store: Store, stage: GroupStage) -> GroupStage:
    """The same group, served by another process."""
    found = GroupStage(other_store, clock=stage.clock)
    found.arrived = 1000
    return found


def participant(number: int) -> Address:
    return Address("telegram", f"chat-{number}")


async def together(*doing: Coroutine[Any, Any, Any]) -> None:
    """Do all of it at once; raise what nobody should ever hear."""
    for result in await asyncio.gather(*doing, return_exceptions=True):
        if isinstance(result, BaseException) and not isinstance(result, TOO_LATE):
            raise result


def left_behind(url: str) -> tuple[list[Any], list[Any]]:
    """Return the seats of ended groups, and the contacts who know of a seat that is not theirs."""
    with connected(url) as connection:
        ended = sa.select(group_seats.c.id).join(groups).where(groups.c.ended_at.is_not(None))
        theirs = sa.and_(group_seats.c.contact == contacts.c.id, group_seats.c.id == contacts.c.seat_id)
        lost = sa.select(contacts.c.id).where(contacts.c.seat_id.is_not(None), ~sa.exists().where(theirs))
        return list(connection.scalars(ended)), list(connection.scalars(lost))


@pytest.mark.parametrize("seed", range(3))
async def test_whatever_happens_at_once_nobody_keeps_a_seat_in_a_group_that_ended(
    stage: GroupStage, other: GroupStage, group: Group, store_url: str, seed: int
) -> None:
    await stage.board.join(SAM, group.id)
    seats = [await stage.sits(group, participant(number)) for number in range(4)]

    async def erases(number: int) -> None:
        await stage.hears(Command("wissen"), participant(number))
        await stage.hears("ja", participant(number))

    async def joins(number: int) -> Seat:
        return await other.sits(group, participant(number))

    doing = [
        *(stage.board.help(NOOR, group.id, seat.id) for seat in seats),
        *(other.board.encourage(SAM, group.id, seat.id, "goed-bezig") for seat in seats),
        *(other.board.card(SAM, group.id, seat.id) for seat in seats),
        *(other.hears(Text("hallo"), participant(number)) for number in range(4)),
        other.board.free(SAM, group.id, seats[0].id),
        stage.board.free(NOOR, group.id, seats[0].id),
        other.board.leave(SAM, group.id),
        erases(1),
        joins_or_not(joins(7)),
        stage.board.end(NOOR, group.id),
        other.board.tick(),
    ]
    random.Random(seed).shuffle(doing)  # noqa: S311  an order, and the same one each time
    await together(*doing)
    await stage.board.tick()

    assert left_behind(store_url) == ([], [])


async def joins_or_not(joining: Coroutine[Any, Any, Seat]) -> None:
    """Join, unless the group ended before."""
    try:
        await joining
    except AssertionError:
        return


async def test_everybody_is_counted_once_when_two_processes_end_the_group(
    stage: GroupStage, other: GroupStage, group: Group, store_url: str
) -> None:
    for number in range(SEATS):
        await stage.sits(group, participant(number))
    stage.clock.now = group.ends_at

    await together(stage.board.tick(), other.board.tick(), stage.board.tick(), other.board.tick())

    with connected(store_url) as connection:
        people = connection.scalar(sa.select(group_tallies.c.people).where(group_tallies.c.cell == "people"))
    assert people == SEATS
    assert left_behind(store_url) == ([], [])


async def test_of_two_helpers_who_join_at_once_one_finds_the_group_full(
    stage: GroupStage, other: GroupStage, group: Group
) -> None:
    kim = type(SAM)(id="kim", name="Kim", role="begeleider", team=SAM.team)

    await together(stage.board.join(SAM, group.id), other.board.join(kim, group.id))

    assert len((await stage.board.look(NOOR, group.id)).helpers) == 2


async def test_of_two_helpers_who_leave_at_once_one_stays(
    stage: GroupStage, other: GroupStage, group: Group
) -> None:
    await stage.board.join(SAM, group.id)

    await together(stage.board.leave(NOOR, group.id), other.board.leave(SAM, group.id))

    (row,) = await stage.board.running(NOOR)
    assert len(row.helpers) == 1
