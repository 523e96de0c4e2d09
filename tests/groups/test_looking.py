"""What a helper sees of those who take part, on both stores."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.flows.definition import Ask
from bot.flows.state import FORMAT
from bot.groups.base import Share
from bot.groups.views import Card, SharedTitle
from bot.messages import Address, Command
from tests.groups.stage import KARIN, MINUTE, NOOR, SAM, SAM_TOO, SELAM
from tests.handoff.stage import FATIMA, MONDAY

if TYPE_CHECKING:
    from bot.groups.base import Group
    from bot.storage.base import Unit
    from tests.groups.stage import GroupStage

UNREAD = "cannot be read: her card shows nothing of her matter"

UNTOLD = "was not told that one more helper sees what she shows"

UNPARTED = "was not told that her seat ended"


def store_as_a_later_version(unit: Unit, contact: str) -> None:
    loaded = unit.hold(contact)
    assert loaded is not None
    assert loaded.state is not None
    unit.save(contact, loaded.revision, {**loaded.state, "format": FORMAT + 1}, MONDAY)


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
