"""The stream of a group: what happened reaches its board, and nothing reaches who helps there no more."""

from __future__ import annotations

from contextlib import aclosing
from typing import TYPE_CHECKING

from bot.web.desk.admission import Member
from bot.web.feed import GONE, RETRY
from bot.web.group.live import follow

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
