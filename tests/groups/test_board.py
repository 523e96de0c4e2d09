"""What a helper does in a group, on both stores."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.flows import words_group, words_points
from bot.flows.definition import Ask
from bot.flows.events import Latin, Line
from bot.flows.points import PointDraft
from bot.flows.screens.signal import Signal
from bot.flows.state import FORMAT, PointBy, State
from bot.groups.acting import TooSoon
from bot.groups.base import Share
from bot.groups.views import Card, GroupRow, SharedTitle
from bot.handoff.actors import Refused
from bot.handoff.phrases import Unfilled
from bot.handoff.states import NotAllowed, NotFound
from bot.messages import Address, Command
from tests.groups.stage import ELSEWHERE, KARIN, KIM, NOOR, PETRA, PLACE, SAM, SELAM
from tests.handoff.stage import BSN, FATIMA, MONDAY

if TYPE_CHECKING:
    from bot.groups.base import Group
    from bot.storage.base import Unit
    from tests.groups.stage import GroupStage

MINUTE = timedelta(minutes=1)
COMES = words_group.HELPER_COMES.source.replace("{name}", "Noor")
ENDED = words_group.ENDED.source
ALONE = words_group.SEES_NO_MORE.source
UNREAD = "cannot be read: her card shows nothing of her matter"
UNTOLD = "was not told that one more helper sees what she shows"
UNPARTED = "was not told that her seat ended"
SAM_TOO = words_group.HELPER_JOINED.source.replace("{name}", "Sam")


def store_as_a_later_version(unit: Unit, contact: str) -> None:
    loaded = unit.hold(contact)
    assert loaded is not None
    assert loaded.state is not None
    unit.save(contact, loaded.revision, {**loaded.state, "format": FORMAT + 1}, MONDAY)


# --- groups ---------------------------------------------------------------------


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


# --- the end ---------------------------------------------------------------------


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


# --- looking -----------------------------------------------------------------------


async def test_a_card_says_by_default_how_far_she_is_and_not_what_it_is_about(
    stage: GroupStage, group: Group
) -> None:
    seat = await stage.sits(group, language="ti")
    await stage.begins()
    await stage.changes(seat, step=3, steps=8, done=1, open=2, nickname="Zon")

    cards = await stage.cards(group)

    assert cards == (
        Card(
            seat=seat.id,
            number=1,
            idle_since=MONDAY,
            nickname="Zon",
            language="ti",
            step=3,
            steps=8,
            done=1,
            open=2,
        ),
    )


async def test_hands_come_first_the_longest_up_before_the_others(stage: GroupStage, group: Group) -> None:
    seats = [await stage.sits(group, Address("telegram", f"chat-{number}")) for number in range(4)]
    await stage.changes(seats[3], hand_at=MONDAY)
    await stage.changes(seats[1], hand_at=MONDAY + MINUTE)

    assert [one.number for one in await stage.cards(group)] == [4, 2, 1, 3]


async def test_who_shares_her_step_shows_the_guide_and_the_step_in_dutch(
    stage: GroupStage, group: Group
) -> None:
    seat = await stage.sits(group, language="ti")
    await stage.begins()
    await stage.shares(seat)
    (card,) = await stage.cards(group)

    guide = stage.desk.telling.world.library.guides["baan-verliezen"]
    step = guide.step("ontslag")
    assert isinstance(step, Ask)
    assert card.shared == SharedTitle(guide=guide.title.source, step=step.text.source)


async def test_a_shared_card_has_both_languages_and_no_answers(stage: GroupStage, group: Group) -> None:
    seat = await stage.sits(group, language="ti")
    await stage.begins()
    await stage.presses(stage.choices()[0])
    await stage.shares(seat)

    detail = await stage.card(seat)

    assert detail.shared is not None
    assert (detail.shared.own.language, detail.shared.dutch.language) == (None, "nl")
    assert (detail.answers, detail.shared.answers) == (False, ())


async def test_answers_are_shown_to_who_shares_those_too(stage: GroupStage, group: Group) -> None:
    seat = await stage.sits(group)
    await stage.begins()
    await stage.presses(stage.choices()[0])
    await stage.shares(seat, Share.ANSWERS)

    detail = await stage.card(seat)

    assert detail.shared is not None
    assert (detail.answers, len(detail.shared.answers)) == (True, 1)


async def test_that_a_helper_looked_is_kept_once_a_minute(stage: GroupStage, group: Group) -> None:
    seat = await stage.sits(group)
    await stage.begins()
    await stage.card(seat)
    await stage.shares(seat)
    await stage.card(seat)
    stage.clock.now += MINUTE / 2
    await stage.card(seat)
    first = await stage.seat(seat)
    stage.clock.now += MINUTE / 2
    await stage.card(seat)
    second = await stage.seat(seat)

    assert first is not None
    assert second is not None
    assert (first.seen, second.seen) == ({"noor": MONDAY}, {"noor": MONDAY + MINUTE})


@pytest.mark.parametrize("typed", ["help", "/mens", "/wissen", "/menu", "/taal"])
async def test_nothing_is_shared_below_danger_or_any_other_screen(
    stage: GroupStage, group: Group, typed: str
) -> None:
    seat = await stage.shares(await stage.sits(group), Share.ANSWERS)
    await stage.begins()
    assert (await stage.card(seat)).shared is not None

    await stage.hears(Command(typed[1:]) if typed.startswith("/") else typed)

    detail = await stage.card(seat)
    assert (detail.shared, detail.answers, detail.card.shared) == (None, False, None)


async def test_nothing_is_shared_while_a_person_has_the_conversation(stage: GroupStage, group: Group) -> None:
    seat = await stage.shares(await stage.sits(group))
    case = await stage.asks()
    await stage.begins()
    klantmanager = type(KARIN)(id="karin", name="Karin", role="klantmanager", team=case.team)
    await stage.desk.claim(klantmanager, case.id)

    assert (await stage.card(seat)).shared is None


async def test_who_cannot_be_read_shows_nothing_and_the_others_do(
    stage: GroupStage, group: Group, caplog: pytest.LogCaptureFixture
) -> None:
    seats = [await stage.sits(group, who) for who in (FATIMA, SELAM)]
    for seat, who in zip(seats, (FATIMA, SELAM), strict=True):
        await stage.begins(who)
        await stage.shares(seat)
    await stage.store.run(lambda unit: store_as_a_later_version(unit, seats[0].contact))

    cards = [await stage.cards(group) for _ in range(2)][-1]
    detail = await stage.card(seats[0])
    await stage.board.join(SAM, group.id)
    told = await stage.sent(0)
    await stage.board.end(NOOR, group.id)

    assert [one.shared is not None for one in cards] == [False, True]
    assert (detail.shared, detail.card.number) == (None, 1)
    assert [one for one in told if SAM_TOO in one] == [f"🤝 {SAM_TOO}"]
    said = [one.getMessage() for one in caplog.records]
    assert [said.count(f"a participant {what}") for what in (UNREAD, UNTOLD, UNPARTED)] == [1, 1, 1]
    assert [one for one in caplog.records if seats[0].id in one.getMessage()] == []


# --- helping ---------------------------------------------------------------------------


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
    await stage.board.help(SAM, group.id, seat.id)
    taken = [one.helping for one in await stage.cards(group)]

    await stage.board.leave(SAM, group.id)

    assert (taken, [one.helping for one in await stage.cards(group)]) == (["Sam"], [None])


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
