"""Who may not see or do something is told that it is not there, whatever the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.flows.points import PointDraft
from bot.flows.screens.signal import Signal
from bot.groups.base import Share
from bot.handoff.actors import Actor
from bot.handoff.states import NotFound
from tests.groups.stage import ELSEWHERE, KARIN, KIM, NOOR, PETRA, SAM, SELAM
from tests.handoff.stage import FATIMA

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.groups.base import Group, Seat
    from tests.groups.stage import GroupStage


IN_A_GROUP: dict[str, Callable[[GroupStage, Actor, str], Awaitable[Any]]] = {
    "look": lambda stage, actor, group: stage.board.look(actor, group),
    "leave": lambda stage, actor, group: stage.board.leave(actor, group),
    "end": lambda stage, actor, group: stage.board.end(actor, group),
}
AT_A_SEAT: dict[str, Callable[[GroupStage, Actor, str, str], Awaitable[Any]]] = {
    "card": lambda stage, actor, group, seat: stage.board.card(actor, group, seat),
    "help": lambda stage, actor, group, seat: stage.board.help(actor, group, seat),
    "encourage": lambda stage, actor, group, seat: stage.board.encourage(actor, group, seat, "goed-bezig"),
    "point": lambda stage, actor, group, seat: stage.board.offer_point(
        actor, group, seat, PointDraft(text="Bel de school")
    ),
    "signal": lambda stage, actor, group, seat: stage.board.signal(actor, group, seat, Signal.DIGITAL),
    "free": lambda stage, actor, group, seat: stage.board.free(actor, group, seat),
}
NOBODY = Actor(id="", name="", role="", team="")


async def refuses_all(stage: GroupStage, actor: Actor, group: str, seat: str) -> None:
    """Try everything; each time it is not there, and nobody is told anything."""
    before = await stage.seen()
    for deed in IN_A_GROUP.values():
        with pytest.raises(NotFound):
            await deed(stage, actor, group)
    await refuses_at_seat(stage, actor, group, seat)
    assert await stage.sent(before) == []


async def refuses_at_seat(stage: GroupStage, actor: Actor, group: str, seat: str) -> None:
    for deed in AT_A_SEAT.values():
        with pytest.raises(NotFound):
            await deed(stage, actor, group, seat)


async def shared(stage: GroupStage, group: Group) -> Seat:
    """Return the seat of somebody who shows all she can."""
    seat = await stage.sits(group)
    await stage.begins()
    return await stage.shares(seat, Share.ANSWERS)


@pytest.mark.parametrize("actor", [ELSEWHERE, SAM, PETRA, KARIN, NOBODY], ids=lambda actor: actor.id)
async def test_who_does_not_help_in_a_group_finds_nothing_there(
    stage: GroupStage, group: Group, actor: Actor
) -> None:
    seat = await shared(stage, group)

    await refuses_all(stage, actor, group.id, seat.id)

    assert (await stage.seat(seat), await stage.kinds(group)) == (seat, [])


@pytest.mark.parametrize("actor", [ELSEWHERE, PETRA, KARIN, NOBODY], ids=lambda actor: actor.id)
async def test_who_is_no_helper_of_the_team_cannot_join(
    stage: GroupStage, group: Group, actor: Actor
) -> None:
    with pytest.raises(NotFound):
        await stage.board.join(actor, group.id)


@pytest.mark.parametrize("actor", [PETRA, KARIN, NOBODY], ids=lambda actor: actor.id)
async def test_who_is_no_helper_opens_no_group(stage: GroupStage, actor: Actor) -> None:
    with pytest.raises(NotFound):
        await stage.board.open(actor, "Bibliotheek")
    with pytest.raises(NotFound):
        await stage.board.running(actor)


async def test_a_helper_who_left_finds_nothing_there(stage: GroupStage, group: Group) -> None:
    await stage.board.join(SAM, group.id)
    seat = await shared(stage, group)
    await stage.card(seat, SAM)
    await stage.board.leave(SAM, group.id)

    await refuses_all(stage, SAM, group.id, seat.id)


async def test_after_the_end_nobody_finds_anything(stage: GroupStage, group: Group) -> None:
    await stage.board.join(SAM, group.id)
    seat = await shared(stage, group)
    await stage.board.end(NOOR, group.id)

    for actor in (NOOR, SAM):
        await refuses_all(stage, actor, group.id, seat.id)
        with pytest.raises(NotFound):
            await stage.board.join(actor, group.id)


async def test_when_the_time_is_over_nobody_finds_anything(stage: GroupStage, group: Group) -> None:
    seat = await shared(stage, group)

    stage.clock.now = group.ends_at

    await refuses_all(stage, NOOR, group.id, seat.id)


async def test_a_seat_of_another_group_is_not_there(stage: GroupStage, group: Group) -> None:
    other = await stage.opens(KIM)
    seat = await shared(stage, other)
    mine = await stage.sits(group, SELAM)

    await refuses_at_seat(stage, NOOR, group.id, seat.id)

    assert await stage.seat(seat) == seat
    assert (await stage.card(mine)).card.seat == mine.id


async def test_the_seat_of_who_left_is_not_there_nor_is_that_of_who_came_after_her(
    stage: GroupStage, group: Group
) -> None:
    before = await shared(stage, group)
    await stage.board.free(NOOR, group.id, before.id)
    after = await stage.sits(group, SELAM)

    await refuses_at_seat(stage, NOOR, group.id, before.id)

    assert (after.number, before.number) == (1, 1)


@pytest.mark.parametrize("guess", ["", "BBBBBBBB", "1", "groep:", "../x"])
async def test_a_guessed_id_is_not_there(stage: GroupStage, group: Group, guess: str) -> None:
    seat = await shared(stage, group)

    await refuses_all(stage, NOOR, guess, seat.id)
    await refuses_at_seat(stage, NOOR, group.id, guess)
    with pytest.raises(NotFound):
        await stage.board.join(NOOR, guess)


async def test_a_refused_helper_sees_a_number_and_nothing_else(stage: GroupStage, group: Group) -> None:
    await stage.board.join(SAM, group.id)
    seat = await shared(stage, group)
    await stage.changes(seat, refused=frozenset({"sam"}), hand_at=stage.clock.now, nickname="Zon")

    (sams,) = await stage.cards(group, SAM)
    (noors,) = await stage.cards(group, NOOR)
    await refuses_at_seat(stage, SAM, group.id, seat.id)

    assert (sams.number, sams.refused_me) == (1, True)
    assert (sams.language, sams.nickname, sams.hand_since, sams.shared) == ("", None, None, None)
    assert (noors.refused_me, noors.nickname, noors.shared is None) == (False, "Zon", False)


async def test_a_refused_helper_cannot_tell_a_hand_from_the_order(stage: GroupStage, group: Group) -> None:
    first = await stage.sits(group)
    second = await stage.sits(group, SELAM)
    assert (first.number, second.number) == (1, 2)

    await stage.changes(second, refused=frozenset({"noor"}), hand_at=stage.clock.now)

    assert [one.number for one in await stage.cards(group)] == [1, 2]


async def test_who_shares_nothing_looks_like_who_is_at_something_private(
    stage: GroupStage, group: Group
) -> None:
    hers = await shared(stage, group)
    await stage.hears("help")  # danger
    other = await stage.sits(group, SELAM)
    await stage.begins(SELAM)

    sharing, silent = await stage.card(hers), await stage.card(other)

    assert (sharing.shared, sharing.answers) == (silent.shared, silent.answers) == (None, False)


async def test_the_feed_of_a_group_tells_nothing_of_anybody(stage: GroupStage, group: Group) -> None:
    seat = await shared(stage, group)
    await stage.board.help(NOOR, group.id, seat.id)
    await stage.board.end(NOOR, group.id)

    told = str(await stage.store.run(lambda unit: unit.feed(0, 100)))

    assert [mark for mark in (FATIMA.id, seat.contact, "baan", "noor") if mark in told] == []
