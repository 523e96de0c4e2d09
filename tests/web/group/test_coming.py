"""Two helpers and one hand: who goes there, and what the other one reads."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest

from tests.web.group.test_board import cards

if TYPE_CHECKING:
    from tests.web.group.room import Room


@pytest.mark.parametrize("page", ["", "/{seat}"])
async def test_who_taps_a_moment_later_reads_that_a_colleague_goes(room: Room, page: str) -> None:
    ria, group = await room.opened()
    sofie = await room.browser("sofie")
    await sofie.send(f"/groep/{group}/mee")
    seat = await room.sits(group, "fatima", hand_at=room.stage.clock.now)
    for helper in (ria, sofie):
        await helper.open(f"/groep/{group}{page.format(seat=seat.id)}")

    await ria.send(f"/groep/{group}/{seat.id}/kom", terug="bord")
    told = await room.stage.told(sofie.send(f"/groep/{group}/{seat.id}/kom", terug="" if page else "bord"))

    assert (sofie.shown.status_code, told) == (HTTPStatus.UNPROCESSABLE_ENTITY, [])
    assert "Uw collega gaat daar al heen. Wilt u toch zelf? Kies dan Neem over." in sofie.text
    assert ["Ria Kok helpt hier" in sofie.text, 'name="over" value="1"' in sofie.shown.text] == [True, True]


async def test_helper_stands_at_one_card_only(room: Room) -> None:
    ria, group = await room.opened()
    first, other = [await room.sits(group, name) for name in ("fatima", "selam")]

    await ria.send(f"/groep/{group}/{first.id}/kom", terug="bord")
    await ria.send(f"/groep/{group}/{other.id}/kom", terug="bord")

    assert ["U helpt hier" in one for one in cards(ria.shown.text)] == [False, True]
    assert ["Ik kom" in one for one in cards(ria.shown.text)] == [True, False]


async def test_helper_says_that_her_colleague_went_home(room: Room) -> None:
    ria, group = await room.opened()
    sofie = await room.browser("sofie")
    alone = (await ria.open(f"/groep/{group}/kaarten")).text
    await sofie.send(f"/groep/{group}/mee")
    both = (await ria.open(f"/groep/{group}/kaarten")).text

    await ria.open(f"/groep/{group}")
    await ria.send(f"/groep/{group}/collega", wie="sofie")

    assert [["Ik ga weg" in one, "Sofie Bakker</bdi> is weg" in one] for one in (alone, both)] == [
        [False, False],
        [True, True],
    ]
    assert (ria.shown.url.path, "Begeleider: Ria Kok (u)" in ria.text) == (f"/groep/{group}", True)
    assert (await sofie.open(f"/groep/{group}")).status_code == HTTPStatus.NOT_FOUND


async def test_helper_does_not_go_by_naming_nobody(room: Room) -> None:
    ria, group = await room.opened()
    sofie = await room.browser("sofie")
    await sofie.send(f"/groep/{group}/mee")
    await ria.open(f"/groep/{group}")

    await ria.send(f"/groep/{group}/collega")

    assert ria.shown.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Begeleiders: Ria Kok (u) en Sofie Bakker" in ria.text
