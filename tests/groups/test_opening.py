"""Opening a group, and who helps in it, on both stores."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.handoff.actors import Refused
from bot.handoff.states import NotAllowed, NotFound
from tests.groups.stage import ELSEWHERE, KIM, MINUTE, NOOR, PLACE, SAM, SAM_TOO, SELAM
from tests.handoff.stage import BSN, MONDAY

if TYPE_CHECKING:
    from bot.groups.base import Group
    from tests.groups.stage import GroupStage


async def test_who_opens_a_group_helps_in_it(stage: GroupStage) -> None:
    group = await stage.board.open(NOOR, f"  {PLACE} ", 3)

    (row,) = await stage.board.running(NOOR)

    assert (group.place, group.team, group.ends_at) == (PLACE, NOOR.team, MONDAY + timedelta(hours=3))
    assert (row.group, row.seats, [one.staff for one in row.helpers]) == (group, 0, ["noor"])
    assert await stage.board.running(ELSEWHERE) == []


async def test_a_group_takes_two_hours_unless_she_says_otherwise(stage: GroupStage) -> None:
    assert (await stage.board.open(NOOR, PLACE)).ends_at == MONDAY + timedelta(hours=2)


async def test_a_second_tap_leads_to_the_group_that_is_there(stage: GroupStage, group: Group) -> None:
    again = [await stage.board.open(NOOR, f" {PLACE}"), await stage.board.open(NOOR, PLACE)]
    others = [
        await stage.board.open(SAM, PLACE),
        await stage.board.open(NOOR, "Bibliotheek Noord"),
        await stage.board.open(NOOR, PLACE, 3),
    ]
    stage.clock.now += MINUTE
    later = await stage.board.open(NOOR, PLACE)

    assert again == [group, group]
    assert len({one.id for one in (group, *others, later)}) == 5
    assert len(await stage.board.running(NOOR)) == 5


async def test_two_taps_at_once_open_one_group(stage: GroupStage) -> None:
    opened = await asyncio.gather(*(stage.board.open(NOOR, PLACE) for _ in range(4)))

    (row,) = await stage.board.running(NOOR)
    assert opened == [row.group] * 4


async def test_a_group_that_she_has_just_ended_is_not_opened_by_a_second_tap(
    stage: GroupStage, group: Group
) -> None:
    await stage.board.end(NOOR, group.id)

    assert (await stage.board.open(NOOR, PLACE)).id != group.id


@pytest.mark.parametrize(("place", "hours"), [("", 2), ("   ", 2), ("x" * 61, 2), (PLACE, 0), (PLACE, 5)])
async def test_what_is_no_group_is_not_opened(stage: GroupStage, place: str, hours: int) -> None:
    with pytest.raises(NotAllowed):
        await stage.board.open(NOOR, place, hours)

    assert await stage.board.running(NOOR) == []


async def test_no_place_holds_a_bsn(stage: GroupStage) -> None:
    with pytest.raises(Refused):
        await stage.board.open(NOOR, f"bij {BSN}")


async def test_a_colleague_joins_and_a_third_cannot(stage: GroupStage, group: Group) -> None:
    await stage.board.join(SAM, group.id)
    await stage.board.join(SAM, group.id)

    with pytest.raises(NotAllowed):
        await stage.board.join(KIM, group.id)

    assert [one.staff for one in (await stage.board.look(SAM, group.id)).helpers] == ["noor", "sam"]
    assert await stage.kinds(group) == [("", "joined")]


async def test_one_of_two_leaves_and_the_other_goes_on(stage: GroupStage, group: Group) -> None:
    await stage.board.join(SAM, group.id)

    await stage.board.leave(NOOR, group.id)

    with pytest.raises(NotFound):
        await stage.board.look(NOOR, group.id)
    assert [one.staff for one in (await stage.board.look(SAM, group.id)).helpers] == ["sam"]
    with pytest.raises(NotAllowed):
        await stage.board.leave(SAM, group.id)


async def test_place_of_a_colleague_who_went_home_is_free_for_another(
    stage: GroupStage, group: Group
) -> None:
    await stage.board.join(SAM, group.id)
    with pytest.raises(NotAllowed):
        await stage.board.leave(NOOR, group.id, KIM.id)

    await stage.board.leave(NOOR, group.id, SAM.id)
    with pytest.raises(NotAllowed):  # twice, and never the last one
        await stage.board.leave(NOOR, group.id, SAM.id)
    await stage.board.join(KIM, group.id)

    assert [one.staff for one in (await stage.board.look(NOOR, group.id)).helpers] == ["kim", "noor"]
    with pytest.raises(NotFound):
        await stage.board.leave(SAM, group.id, NOOR.id)


async def test_who_left_can_come_back(stage: GroupStage, group: Group) -> None:
    await stage.board.join(SAM, group.id)
    await stage.board.leave(NOOR, group.id)

    await stage.board.join(NOOR, group.id)

    assert [one.staff for one in (await stage.board.look(NOOR, group.id)).helpers] == ["noor", "sam"]


async def test_who_shares_hears_that_a_second_helper_sees_it(stage: GroupStage, group: Group) -> None:
    await stage.shares(await stage.sits(group))
    await stage.sits(group, SELAM)

    told = await stage.told(stage.board.join(SAM, group.id))

    assert told == [f"🤝 {SAM_TOO}"]


async def test_who_refused_a_helper_before_is_not_told_again(stage: GroupStage, group: Group) -> None:
    seat = await stage.shares(await stage.sits(group))
    await stage.changes(seat, refused=frozenset({"sam"}))

    assert await stage.told(stage.board.join(SAM, group.id)) == []
