"""Joining a group with its code: by a link, a command, again, when it is full, and with a wrong code."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from bot import devices
from bot.flows import words_group as said
from bot.flows import words_page
from bot.groups.base import SEATS, Share
from bot.messages import Address, Command, Interpretation, Press, Text
from bot.storage.tables import transcript
from tests.groups.stage import NOOR, SELAM
from tests.handoff.stage import BSN, FATIMA, MONDAY
from tests.stores import connected

if TYPE_CHECKING:
    from bot.groups.base import Group, Seat
    from tests.groups.stage import GroupStage


class SeesDanger:
    """Takes every text for danger."""

    async def interpret(self, text: str) -> Interpretation:
        return Interpretation(None, None, 0.0, danger=True)


async def seats(stage: GroupStage, group: Group) -> list[Seat]:
    return list(await stage.store.run(lambda unit: unit.seats(group.id)))


async def joins(stage: GroupStage, group: Group, who: Address = FATIMA, language: str = "nl") -> Seat:
    """Choose a language and join; return the seat."""
    await stage.hears(Command("start", f"groep-{group.code}-{language}"), who)
    contact = await stage.store.run(lambda unit: unit.lock(who, MONDAY).contact)
    return next(seat for seat in await seats(stage, group) if seat.contact == contact)


async def test_link_gives_a_new_resident_a_seat_at_once_and_asks_her_language(
    stage: GroupStage, group: Group
) -> None:
    await stage.hears(Command("start", f"groep-{group.code}"))
    assert [(seat.number, seat.language) for seat in await seats(stage, group)] == [(1, "")]

    told = await stage.presses("l:ti")
    assert [(seat.number, seat.language) for seat in await seats(stage, group)] == [(1, "ti")]
    assert "Bibliotheek Centrum" in told[-1]
    assert "hand-up" in stage.choices()


async def test_who_chose_no_language_is_spoken_to_and_counted_all_the_same(
    stage: GroupStage, group: Group
) -> None:
    await stage.hears(Command("start", f"groep-{group.code}"))
    (seat,) = await seats(stage, group)

    told = await stage.told(stage.board.help(NOOR, group.id, seat.id))
    told += await stage.told(stage.board.end(NOOR, group.id))

    assert [one.partition("\n")[0] for one in told] == ["🤝 Noor komt naar u toe.", said.ENDED.source]
    month = stage.clock.now.date().replace(day=1)
    counted = await stage.store.run(lambda unit: unit.tallies(group.team, month))
    assert [(cell, count) for cell, count in counted.items() if cell.startswith("language:")] == [
        ("language:-", 1)
    ]


async def test_link_with_a_language_shows_her_place_at_once(stage: GroupStage, group: Group) -> None:
    told = await stage.hears(Command("start", f"groep-{group.code}-ar-voice"))
    assert [seat.language for seat in await seats(stage, group)] == ["ar"]
    assert "Bibliotheek Centrum" in told[-1]


@pytest.mark.parametrize("typed", ["{}", " {} ", "{half} {rest}", "{half}-{rest}", "{small}"])
async def test_code_is_taken_as_it_is_typed(stage: GroupStage, group: Group, typed: str) -> None:
    code = group.code
    await stage.hears(Command("start", "nl"))
    told = await stage.hears(
        Command("groep", typed.format(code, half=code[:4], rest=code[4:], small=code.lower()))
    )
    assert [seat.number for seat in await seats(stage, group)] == [1]
    assert "U bent nummer 1." in told[-1]


async def test_code_in_which_danger_could_be_read_gives_a_seat(stage: GroupStage, group: Group) -> None:
    await stage.hears(Command("start", "nl"))
    stage.conversation = replace(
        stage.conversation, screening=replace(stage.conversation.screening, understanding=SeesDanger())
    )
    told = await stage.hears(Command("groep", f"{group.code[:4]} {group.code[4:]}"))
    assert [seat.number for seat in await seats(stage, group)] == [1]
    assert "U bent nummer 1." in told[-1]


async def test_joining_in_a_guide_keeps_her_step(stage: GroupStage, group: Group) -> None:
    await stage.hears(Command("start", "nl"))
    step = await stage.begins()
    await stage.hears(Command("groep", group.code))
    told = await stage.presses("go-on")
    assert told[-1].partition("\n")[0] == step[-1].partition("\n")[0]
    seat = (await seats(stage, group))[0]
    assert (seat.step, seat.steps is not None) == (1, True)


async def test_same_code_again_keeps_her_seat(stage: GroupStage, group: Group) -> None:
    first = await joins(stage, group)
    await stage.hears(Command("groep", group.code))
    await stage.hears(Command("start", f"groep-{group.code}"))
    assert [(seat.id, seat.number) for seat in await seats(stage, group)] == [(first.id, 1)]


async def test_another_group_takes_the_place_of_the_first(stage: GroupStage, group: Group) -> None:
    other = await stage.board.open(NOOR, "Bibliotheek Noord")
    await joins(stage, group)
    told = await stage.hears(Command("groep", other.code))
    assert (await seats(stage, group), len(await seats(stage, other))) == ([], 1)
    assert "Bibliotheek Noord" in told[-1]


async def test_thirteenth_hears_that_the_group_is_full(stage: GroupStage, group: Group) -> None:
    for number in range(SEATS):
        await joins(stage, group, Address("telegram", f"deelnemer-{number}"))
    await stage.hears(Command("start", "nl"))
    assert await stage.hears(Command("groep", group.code)) == [said.FULL.source]
    assert len(await seats(stage, group)) == SEATS


async def test_full_group_does_not_cost_her_the_seat_that_she_has(stage: GroupStage, group: Group) -> None:
    other = await stage.board.open(NOOR, "Bibliotheek Noord")
    for number in range(SEATS):
        await joins(stage, group, Address("telegram", f"deelnemer-{number}"))
    seat = await joins(stage, other)
    await stage.hears(Command("groep", group.code))
    assert [one.id for one in await seats(stage, other)] == [seat.id]


async def test_twelve_who_join_at_once_get_twelve_seats(stage: GroupStage, group: Group) -> None:
    people = [Address("telegram", f"deelnemer-{number}") for number in range(SEATS)]
    await asyncio.gather(*(joins(stage, group, who) for who in people))
    assert [seat.number for seat in await seats(stage, group)] == list(range(1, SEATS + 1))


@pytest.mark.parametrize(
    "code", ["BCDFGHJK", "kort", "AEIOUAEI", "x" * 500, BSN, "BCDF\0GHJK", "\ud800BCDFGHJ"]
)
async def test_wrong_code_gets_one_answer_whatever_is_wrong(stage: GroupStage, code: str) -> None:
    await stage.hears(Command("start", "nl"))
    told = await stage.hears(Command("groep", code))
    assert told[-1].endswith(said.NO_SUCH_GROUP.source) or code == BSN


async def test_code_of_a_group_that_ended_gets_the_same_answer(stage: GroupStage, group: Group) -> None:
    await stage.hears(Command("start", "nl"))
    await stage.board.end(NOOR, group.id)
    assert await stage.hears(Command("groep", group.code)) == [said.NO_SUCH_GROUP.source]


async def test_code_of_a_group_whose_time_is_over_gets_the_same_answer(
    stage: GroupStage, group: Group
) -> None:
    await stage.hears(Command("start", "nl"))
    stage.clock.now = group.ends_at
    assert await stage.hears(Command("groep", group.code)) == [said.NO_SUCH_GROUP.source]


async def test_new_resident_with_an_old_link_hears_it_in_every_language_and_begins(stage: GroupStage) -> None:
    told = await stage.hears(Command("start", "groep-BCDFGHJK"))
    assert told[0] == said.NO_SUCH_GROUP.source
    assert len(told) == 4  # one a language, and the choice of one
    assert stage.choices() == ["l:nl", "l:ar", "l:ti"]


@pytest.mark.parametrize("how", ["ti", "ti-voice", "TI"])
async def test_refusal_of_a_link_that_names_a_language_comes_in_that_language_alone(
    stage: GroupStage, group: Group, how: str
) -> None:
    for number in range(SEATS):
        await joins(stage, group, Address("telegram", f"deelnemer-{number}"))
    full = await stage.hears(Command("start", f"groep-{group.code}-{how}"))
    await stage.board.end(NOOR, group.id)
    ended = await stage.hears(Command("start", f"groep-{group.code}-{how}"), SELAM)

    languages = stage.conversation.languages
    alone = [languages.translate(text, "ti") for text in (said.FULL, said.NO_SUCH_GROUP)]
    assert [full[0], ended[0]] == alone
    assert [len(full), len(ended)] == [3, 3]  # the refusal, the welcome and what she is asked first


@pytest.mark.parametrize(("link", "count"), [("xx", 4), ("", 4)])
async def test_refusal_of_a_link_that_names_no_language_of_ours_comes_in_all(
    stage: GroupStage, link: str, count: int
) -> None:
    assert len(await stage.hears(Command("start", f"groep-BCDFGHJK-{link}"))) == count


async def test_refusal_comes_in_her_own_language_whatever_the_link_names(stage: GroupStage) -> None:
    await stage.hears(Command("start", "nl"))
    assert await stage.hears(Command("start", "groep-BCDFGHJK-ti")) == [said.NO_SUCH_GROUP.source]


async def test_guessing_is_stopped_after_ten_tries(stage: GroupStage, group: Group) -> None:
    await stage.hears(Command("start", "nl"))
    for _ in range(devices.MOST_TRIES):
        await stage.hears(Command("groep", "BCDFGHJK"))
    assert await stage.hears(Command("groep", group.code)) == [words_page.CODE_TOO_OFTEN.source]
    stage.clock.now += devices.LIFE + timedelta(seconds=1)
    await stage.hears(Command("groep", group.code))
    assert len(await seats(stage, group)) == 1


async def test_guessing_by_many_is_stopped_too(
    stage: GroupStage, group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(devices, "MOST_TRIES_OF_ALL", 3)
    for number in range(3):
        await stage.hears(Command("groep", "BCDFGHJK"), Address("telegram", f"gast-{number}"))
    await stage.hears(Command("start", "nl"))
    assert await stage.hears(Command("groep", group.code)) == [words_page.CODE_TOO_OFTEN.source]


async def test_codes_of_groups_and_of_devices_are_counted_apart(stage: GroupStage, group: Group) -> None:
    await stage.hears(Command("start", "nl"))
    for _ in range(devices.MOST_TRIES):
        await stage.hears(Command("groep", "BCDFGHJK"))
    found = await stage.store.run(lambda unit: devices.look_up(unit, "BCDFGHJK", FATIMA, stage.clock.now))
    assert found is devices.Refused.WRONG


async def test_who_has_no_group_hears_how_to_join(stage: GroupStage) -> None:
    await stage.hears(Command("start", "nl"))
    told = await stage.hears(Command("groep"))
    assert told[-1].startswith(said.IN_NO_GROUP.source)


async def test_join_that_failed_is_done_at_the_next_start(
    stage: GroupStage, group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    await stage.hears(Command("start", "nl"))
    with monkeypatch.context() as broken:
        broken.setattr("bot.groups.joining.look_up", None)
        await stage.hears(Command("groep", group.code))
    assert await seats(stage, group) == []
    assert await stage.conversation.recover() == 1
    assert len(await seats(stage, group)) == 1


async def test_leaving_takes_her_seat_and_she_goes_on(stage: GroupStage, group: Group) -> None:
    await joins(stage, group)
    told = await stage.presses("more", "leave", "leave-yes")
    assert told[-1].startswith(f"{said.LEFT.source}\n{said.SEES_NO_MORE.source}")
    assert await seats(stage, group) == []
    assert "hand" not in stage.choices()


async def test_what_she_does_stands_at_her_seat(stage: GroupStage, group: Group) -> None:
    seat = await joins(stage, group)
    await stage.presses("hand-up")
    await stage.presses("show-step", "show-yes", "show-answers", "show-yes", "more", "nickname")
    await stage.hears("Fatma")
    await stage.presses("more", "which-helper", "h:noor")
    found = await stage.seat(seat)
    assert found is not None
    assert (found.hand_at, found.share, found.nickname, found.refused) == (
        MONDAY,
        Share.ANSWERS,
        "Fatma",
        frozenset({"noor"}),
    )
    await stage.presses("h:noor", "before", "hand-down", "hide-all", "more", "nickname", "no-name")
    found = await stage.seat(seat)
    assert found is not None
    assert (found.hand_at, found.share, found.nickname, found.refused) == (
        None,
        Share.NOTHING,
        None,
        frozenset(),
    )


async def test_nickname_is_in_no_transcript(stage: GroupStage, group: Group, store_url: str) -> None:
    await joins(stage, group)
    await stage.presses("more", "nickname")
    await stage.hears("Kwartel")
    await stage.hears(Command("menu"))
    told = await stage.hears(Command("groep"))
    assert "Uw naam in de groep is Kwartel." in told[-1]
    await stage.presses("more", "leave", "leave-yes")
    with connected(store_url) as connection:
        kept = list(connection.scalars(sa.select(transcript.c.text)))
    assert ([line for line in kept if "Kwartel" in line], said.LEFT.source in "".join(kept)) == ([], True)


async def test_bsn_is_no_nickname_and_is_not_kept(stage: GroupStage, group: Group) -> None:
    seat = await joins(stage, group)
    await stage.presses("more", "nickname")
    await stage.hears(f"Fatma {BSN}")
    found = await stage.seat(seat)
    assert found is not None
    assert BSN not in str(found)


async def test_every_turn_is_told_to_the_board_and_a_reminder_is_nothing_that_she_did(
    stage: GroupStage, group: Group
) -> None:
    seat = await joins(stage, group)
    later = MONDAY + timedelta(minutes=5)
    stage.clock.now = later
    await stage.hears(Command("menu"))
    items = await stage.store.run(lambda unit: unit.feed(0, 100))
    assert [(one.about, one.kind) for one in items] == [(seat.id, "moved")] * 2
    found = await stage.seat(seat)
    assert found is not None
    assert found.last_at == later


async def test_erasing_takes_her_seat_too(stage: GroupStage, group: Group) -> None:
    seat = await joins(stage, group)
    await stage.hears(Command("wissen"))
    await stage.presses("yes")
    assert await seats(stage, group) == []
    assert await stage.kinds(group) == [(seat.id, "left")]


async def test_button_of_a_group_that_ended_meanwhile_changes_nothing(
    stage: GroupStage, group: Group
) -> None:
    await joins(stage, group)
    hand = next(one for one in stage.buttons() if one.id.endswith("hand-up"))
    stage.clock.now = group.ends_at
    told = await stage.hears(Press(hand.id))
    assert (await seats(stage, group))[0].hand_at is None
    assert said.HAND_IS_UP.source not in told[-1]


async def test_two_participants_do_not_see_one_another(stage: GroupStage, group: Group) -> None:
    await joins(stage, group)
    await joins(stage, group, SELAM)
    await stage.presses("more", "nickname")
    await stage.hears("Fatma")
    told = await stage.hears(Command("groep"), SELAM)
    assert "Fatma" not in "".join(told)
    assert "U bent nummer 2." in told[-1]


async def test_words_for_a_guide_work_in_a_group_as_alone(stage: GroupStage, group: Group) -> None:
    await joins(stage, group)
    await stage.hears(Text("ik ben mijn baan kwijt"))
    await stage.presses("self", "hand")
    seat = (await seats(stage, group))[0]
    assert (seat.hand_at, seat.step) == (MONDAY, 1)
