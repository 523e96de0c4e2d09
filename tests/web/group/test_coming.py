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
