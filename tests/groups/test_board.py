"""What a helper does in a group, on both stores."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.flows import words_group, words_points
from bot.flows.lines import Latin, Line
from bot.flows.points import PointDraft
from bot.flows.screens.signal import Signal
from bot.flows.state import State
from bot.flows.subject import PointBy
from bot.groups.acting import TakenAlready, TooSoon
from bot.groups.views import GroupRow
from bot.handoff.actors import Refused
from bot.handoff.phrases import Unfilled
from bot.handoff.states import NotAllowed, NotFound
from bot.handoff.stored import Unreadable
from bot.messages import Address
from tests.groups.stage import KARIN, NOOR, PETRA, SAM, SELAM
from tests.handoff.stage import BSN, FATIMA, MONDAY

if TYPE_CHECKING:
    from bot.groups.base import Group
    from tests.groups.stage import GroupStage

COMES = words_group.HELPER_COMES.source.replace("{name}", "Noor")


async def test_help_lowers_the_hand_and_tells_her_who_comes(stage: GroupStage, group: Group) -> None:
    seat = await stage.sits(group)
    await stage.changes(seat, hand_at=MONDAY)

    told = await stage.told(stage.board.help(NOOR, group.id, seat.id))

    (card,) = await stage.cards(group)
    assert told == [f"🤝 {COMES}"]
    assert (card.hand_since, card.helping, card.helping_id) == (None, "Noor", "noor")


async def test_who_is_there_already_does_not_come_again(stage: GroupStage, group: Group) -> None:
    seat = await stage.sits(group)
    first = await stage.told(stage.board.help(NOOR, group.id, seat.id))
    again = await stage.told(stage.board.help(NOOR, group.id, seat.id))
    kinds = await stage.kinds(group)
    await stage.changes(seat, helping="noor", hand_at=MONDAY)
    called = await stage.told(stage.board.help(NOOR, group.id, seat.id))

    assert (first, again, called) == ([f"🤝 {COMES}"], [], [f"🤝 {COMES}"])
    assert kinds == [(seat.id, "helped")]


async def test_a_colleague_takes_over_and_who_left_helps_nobody(stage: GroupStage, group: Group) -> None:
    await stage.board.join(SAM, group.id)
    seat = await stage.sits(group)
    await stage.board.help(NOOR, group.id, seat.id)
    await stage.board.help(SAM, group.id, seat.id, taking_over=True)
    taken = [one.helping for one in await stage.cards(group)]

    await stage.board.leave(SAM, group.id)

    assert (taken, [one.helping for one in await stage.cards(group)]) == (["Sam"], [None])


async def test_two_who_see_the_same_hand_do_not_both_go(stage: GroupStage, group: Group) -> None:
    await stage.board.join(SAM, group.id)
    seat = await stage.sits(group)
    await stage.changes(seat, hand_at=MONDAY)
    await stage.board.help(NOOR, group.id, seat.id)

    seen = await stage.seen()
    with pytest.raises(TakenAlready):
        await stage.board.help(SAM, group.id, seat.id)

    assert ([one.helping for one in await stage.cards(group)], await stage.sent(seen)) == (["Noor"], [])
    await stage.board.leave(NOOR, group.id)
    await stage.board.help(SAM, group.id, seat.id)
    assert [one.helping for one in await stage.cards(group, SAM)] == ["Sam"]


async def test_who_goes_to_another_is_no_longer_with_the_one_before(stage: GroupStage, group: Group) -> None:
    await stage.board.join(SAM, group.id)
    first, other, sams = [
        await stage.sits(group, who) for who in (FATIMA, SELAM, Address("telegram", "amal"))
    ]
    await stage.board.help(SAM, group.id, sams.id)
    await stage.board.help(NOOR, group.id, first.id)

    told = await stage.told(stage.board.help(NOOR, group.id, other.id))

    assert [one.helping for one in await stage.cards(group)] == [None, "Noor", "Sam"]
    assert told == [f"🤝 {COMES}"]
    assert (await stage.kinds(group))[-2:] == [(other.id, "helped"), (first.id, "alone")]


async def test_who_goes_to_one_that_cannot_be_told_is_there_and_nowhere_else(
    stage: GroupStage, group: Group
) -> None:
    first, other = [await stage.sits(group, who) for who in (FATIMA, SELAM)]
    await stage.board.help(NOOR, group.id, first.id)
    await stage.store.run(lambda unit: unit.save(other.contact, 1, {"format": 99}, MONDAY))

    with pytest.raises(Unreadable):
        await stage.board.help(NOOR, group.id, other.id)

    assert [one.helping for one in await stage.cards(group)] == [None, "Noor"]


async def test_an_encouragement_comes_in_her_language_with_who_says_it(
    stage: GroupStage, group: Group
) -> None:
    seat = await stage.sits(group, language="ti")
    languages = stage.desk.telling.languages
    text = stage.desk.telling.world.library.encouragements["goed-bezig"]

    (told,) = await stage.told(stage.board.encourage(NOOR, group.id, seat.id, "goed-bezig"))

    said = Line(words_group.FROM_HELPER, {"name": Latin("Noor")}, "🤝")
    assert told.splitlines()[:2] == [languages.line(said, "ti"), languages.translate(text, "ti")]


async def test_an_encouragement_leaves_her_question_as_it_was(stage: GroupStage, group: Group) -> None:
    seat = await stage.sits(group)
    await stage.begins()
    before = stage.buttons()

    await stage.told(stage.board.encourage(NOOR, group.id, seat.id, "goed-bezig"))

    assert stage.buttons() == before


async def test_a_second_tap_says_the_same_only_once(stage: GroupStage, group: Group) -> None:
    seat = await stage.sits(group)
    other = await stage.sits(group, SELAM)
    await stage.board.encourage(NOOR, group.id, seat.id, "goed-bezig")

    with pytest.raises(TooSoon):
        await stage.board.encourage(NOOR, group.id, seat.id, "goed-bezig")

    await stage.board.encourage(NOOR, group.id, seat.id, "neem-tijd")
    await stage.board.encourage(NOOR, group.id, other.id, "goed-bezig")
    stage.clock.now += timedelta(minutes=1)
    assert len(await stage.told(stage.board.encourage(NOOR, group.id, seat.id, "goed-bezig"))) == 1


async def test_nothing_is_said_to_cheer_somebody_who_reads_of_danger(stage: GroupStage, group: Group) -> None:
    seat = await stage.sits(group)
    await stage.hears("help")

    assert await stage.told(stage.board.encourage(NOOR, group.id, seat.id, "goed-bezig")) == []


async def test_what_content_does_not_say_is_no_encouragement(stage: GroupStage, group: Group) -> None:
    seat = await stage.sits(group)

    with pytest.raises(NotAllowed):
        await stage.board.encourage(NOOR, group.id, seat.id, "iets-anders")


async def test_a_point_is_put_before_her_and_is_hers_to_accept(stage: GroupStage, group: Group) -> None:
    seat = await stage.sits(group)
    draft = PointDraft(text="Bel de school")

    (told,) = await stage.told(stage.board.offer_point(NOOR, group.id, seat.id, draft))
    await stage.presses("accept")

    assert [line in told for line in ("📌 Bel de school", f"👤 {words_points.FROM_HELPER.source}")] == [
        True
    ] * 2
    state, _ = await stage.store.run(lambda unit: unit.state_of(seat.contact))
    (point,) = State.from_json(state or {}).subject.points.values()
    assert (point.text, point.by, point.accepted) == ("Bel de school", PointBy.BEGELEIDER, True)


async def test_no_point_holds_a_bsn_or_nothing(stage: GroupStage, group: Group) -> None:
    seat = await stage.sits(group)

    with pytest.raises(Refused):
        await stage.board.offer_point(NOOR, group.id, seat.id, PointDraft(text=f"Bel over {BSN}"))
    with pytest.raises(Unfilled):
        await stage.board.offer_point(NOOR, group.id, seat.id, PointDraft())


async def test_a_signal_asks_her_and_keeps_nothing_where_she_says_no(stage: GroupStage, group: Group) -> None:
    seat = await stage.sits(group)
    told = await stage.told(stage.board.signal(NOOR, group.id, seat.id, Signal.DIGITAL))
    assert told[0].splitlines()[0] == f"👤 {words_points.SIGNAL_DIGITAL.source}"

    await stage.presses("no")

    state, _ = await stage.store.run(lambda unit: unit.state_of(seat.contact))
    after = State.from_json(state or {})
    assert (after.draft, after.screen is None or after.screen.kind != "signal") == ({}, True)


async def test_each_act_is_told_to_the_boards_that_are_open(stage: GroupStage, group: Group) -> None:
    seat = await stage.sits(group)
    await stage.board.help(NOOR, group.id, seat.id)
    await stage.board.encourage(NOOR, group.id, seat.id, "goed-bezig")
    await stage.board.free(NOOR, group.id, seat.id)

    assert await stage.kinds(group) == [(seat.id, kind) for kind in ("helped", "encouraged", "left")]


async def test_a_coordinator_sees_the_figures_and_no_group(stage: GroupStage, group: Group) -> None:
    october = MONDAY.date().replace(month=10, day=1)

    assert (await stage.board.figures(PETRA, october)).people is None
    assert (await stage.board.figures(NOOR, october)).people is None
    with pytest.raises(NotFound):
        await stage.board.running(PETRA)
    with pytest.raises(NotFound):
        await stage.board.figures(KARIN, october)
    with pytest.raises(NotFound):
        await stage.board.look(PETRA, group.id)


async def test_figures_of_this_month_wait_until_it_is_over(stage: GroupStage) -> None:
    with pytest.raises(NotAllowed):
        await stage.board.figures(NOOR, MONDAY.date())


async def test_running_counts_who_takes_part(stage: GroupStage, group: Group) -> None:
    await stage.sits(group)

    (row,) = await stage.board.running(SAM)

    assert row == GroupRow(group=group, helpers=row.helpers, seats=1)
