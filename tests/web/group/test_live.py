"""The stream of a group: what happened reaches its board, and nothing reaches who helps there no more."""

from __future__ import annotations

from contextlib import aclosing
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from bot.storage.case_tables import feed
from bot.web.desk.admission import Member
from bot.web.group.live import follow
from bot.web.stream import GONE, RETRY
from tests.stores import connected
from tests.web.streaming import streamed

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from tests.web.desk.office import Browser
    from tests.web.group.room import Room


async def member(room: Room, browser: Browser) -> Member:
    token = browser.client.cookies["desk"]
    found = await room.parts.admission.log_in.who(token)
    assert found is not None
    return Member(found[1], found[0], token)


async def taken(lines: AsyncGenerator[bytes], count: int) -> list[bytes]:
    """Return the next lines, without their ids."""
    found = [await anext(lines) for _ in range(count)]
    return [line[line.index(b"event:") :] if line.startswith(b"id:") else line for line in found]


def told(about: str) -> bytes:
    return f'event: seat\ndata: {{"about": "{about}"}}\n\n'.encode()


async def test_board_is_told_which_seat_and_not_what(room: Room) -> None:
    ria, group = await room.opened()
    seat = await room.sits(group, "fatima")
    after = await room.feed.end()
    await room.changes(seat.id, nickname="Selam")

    async with aclosing(follow(room.parts, await member(room, ria), group, after)) as lines:
        assert await taken(lines, 2) == [RETRY, told(seat.id)]


async def test_board_that_was_away_hears_what_it_missed_and_nothing_twice(room: Room) -> None:
    ria, group = await room.opened()
    first, second = [await room.sits(group, name) for name in ("fatima", "selam")]
    after = await room.feed.end()
    await room.changes(first.id, nickname="A")
    before = await room.feed.end()
    await room.changes(second.id, nickname="B")
    who = await member(room, ria)

    async with aclosing(follow(room.parts, who, group, after)) as lines:
        whole = await taken(lines, 3)
    async with aclosing(follow(room.parts, who, group, before)) as lines:
        rest = await taken(lines, 2)

    assert (whole, rest) == ([RETRY, told(first.id), told(second.id)], [RETRY, told(second.id)])


async def test_board_of_who_left_is_told_to_show_nothing(room: Room) -> None:
    ria, group = await room.opened()
    sofie = await room.browser("sofie")
    await sofie.send(f"/groep/{group}/mee")
    seat = await room.sits(group, "fatima")
    after = await room.feed.end()
    who = await member(room, ria)
    await ria.open(f"/groep/{group}")
    await ria.send(f"/groep/{group}/weg")
    await room.changes(seat.id, nickname="Selam")

    async with aclosing(follow(room.parts, who, group, after)) as lines:
        assert await taken(lines, 2) == [RETRY, GONE]


async def test_board_of_a_group_that_ended_is_told_to_show_nothing(room: Room) -> None:
    ria, group = await room.opened()
    after = await room.feed.end()
    who = await member(room, ria)
    await ria.send(f"/groep/{group}/einde", zeker="1")

    async with aclosing(follow(room.parts, who, group, after)) as lines:
        assert await taken(lines, 2) == [RETRY, GONE]


async def test_other_group_is_not_heard(room: Room) -> None:
    ria, group = await room.opened()
    _, other = await room.opened("sofie")
    after = await room.feed.end()
    elsewhere = await room.sits(other, "fatima")
    await room.changes(elsewhere.id, nickname="A")
    seat = await room.sits(group, "selam")
    await room.changes(seat.id, nickname="B")

    async with aclosing(follow(room.parts, await member(room, ria), group, after)) as lines:
        assert (await taken(lines, 2))[1] == told(seat.id)


FAR = "999999999999999999"
"""A row that will never be."""


@pytest.mark.parametrize(("named", "last"), [(FAR, None), ("0", FAR), (FAR * 9, None), (f"{FAR}9", None)])
async def test_page_that_names_a_row_that_is_not_there_hears_what_comes_and_so_do_others(
    room: Room, named: str, last: str | None
) -> None:
    ria, group = await room.opened()
    seat = await room.sits(group, "fatima")
    await room.changes(seat.id, nickname="A")
    stream = f"/groep/{group}/stroom"

    async with streamed(room.app, room.feed, ria, f"{stream}?na={named}", last=last) as first:
        await room.changes(seat.id, nickname="B")
        assert await first.about(1) == [seat.id]
        after = await room.feed.end()
        async with streamed(room.app, room.feed, ria, f"{stream}?na={after}") as second:
            await room.changes(seat.id, nickname="C")
            assert (await first.about(2), await second.about(1)) == ([seat.id] * 2, [seat.id])


@pytest.mark.parametrize("named", ["-1", "x", "1e3", "%00", "\u0663%20"])
async def test_page_that_names_no_row_hears_all_there_is(room: Room, named: str) -> None:
    ria, group = await room.opened()
    seat = await room.sits(group, "fatima")
    await room.changes(seat.id, nickname="A")

    async with streamed(room.app, room.feed, ria, f"/groep/{group}/stroom?na={named}") as stream:
        assert (await stream.about(1))[-1] == seat.id


async def test_page_goes_on_after_a_backup_with_lower_numbers_was_put_back(
    room: Room, store_url: str
) -> None:
    ria, group = await room.opened()
    seat = await room.sits(group, "fatima")
    await room.changes(seat.id, nickname="A")
    high = await room.feed.end() + 1000
    with connected(store_url) as connection:
        connection.execute(sa.update(feed).where(feed.c.id == high - 1000).values(id=high))
    stream = f"/groep/{group}/stroom"

    async with streamed(room.app, room.feed, ria, f"{stream}?na={high}") as open_then:
        await room.feed.look()
        with connected(store_url) as connection:
            connection.execute(sa.delete(feed).where(feed.c.id == high))
        await room.feed.look()
        async with streamed(room.app, room.feed, ria, f"{stream}?na=0", last=str(high)) as came_back:
            await room.changes(seat.id, nickname="B")
            heard = (await open_then.about(1), await came_back.about(1))

    assert heard == ([seat.id], [seat.id])
