"""What a helper puts before a participant: an action point, or whether a person is asked. On both stores."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from bot.flows import words
from bot.flows import words_person as person_said
from bot.flows import words_points as said
from bot.flows.points import MOST_OFFERED, PointDraft
from bot.flows.screens.signal import Signal
from bot.flows.state import State
from bot.groups.acting import TooSoon
from bot.handoff.actors import Refused
from bot.handoff.phrases import Unfilled
from bot.handoff.states import NotFound
from bot.messages import Command
from bot.storage.tables import attempts, metadata
from tests.groups.stage import NOOR, SAM, GroupStage
from tests.handoff.stage import BSN, FATIMA, KARIN
from tests.stores import connected

if TYPE_CHECKING:
    from bot.groups.base import Group
    from bot.storage.base import Store

CITY = "Voorbeeldstad"
OWN = PointDraft(text="Bel de huisarts over de brief")
FROM_HELPER = "👤 " + said.FROM_HELPER.source


def of_city(text: str) -> str:
    return text.replace("{gemeente}", CITY)


def kept(url: str) -> str:
    with connected(url) as connection:
        return "\n".join(
            str(list(row))
            for table in metadata.tables.values()
            for row in connection.execute(sa.select(table))
        )


async def to_review(stage: GroupStage) -> str:
    """Say yes to what a helper asked, and to all that comes before what is sent; return that."""
    await stage.presses("yes")
    shown = await stage.presses("agree")
    while "send" not in stage.choices():
        shown = await stage.presses("next")
    return shown[-1]


async def test_second_tap_offers_a_point_only_once(stage: GroupStage, group: Group, store_url: str) -> None:
    seat = await stage.sits(group)
    await stage.board.offer_point(NOOR, group.id, seat.id, OWN)

    with pytest.raises(TooSoon):
        await stage.board.offer_point(NOOR, group.id, seat.id, replace(OWN, text=f" {OWN.text} "))

    state, _ = await stage.store.run(lambda unit: unit.state_of(seat.contact))
    assert state is not None
    assert [one.text for one in State.from_json(state).subject.points.values()] == [OWN.text]
    with connected(store_url) as connection:
        buckets = "".join(connection.scalars(sa.select(attempts.c.bucket)))
    assert ("point:" in buckets, "huisarts" in buckets) == (True, False)

    await stage.board.offer_point(NOOR, group.id, seat.id, replace(OWN, for_other=True))
    stage.clock.now += timedelta(minutes=1)
    assert len(await stage.told(stage.board.offer_point(NOOR, group.id, seat.id, OWN))) == 1


async def test_point_of_a_helper_says_that_it_is_not_from_the_municipality(
    stage: GroupStage, group: Group
) -> None:
    seat = await stage.sits(group)

    (offered,) = await stage.told(stage.board.offer_point(NOOR, group.id, seat.id, OWN))
    await stage.presses("accept")
    await stage.hears(Command("menu"))
    (shown,) = await stage.presses("list")

    assert offered.splitlines() == [
        "📌 Bel de huisarts over de brief",
        FROM_HELPER,
        said.OFFERED.source,
        said.FREE.source,
    ]
    assert shown.splitlines() == [
        words.LIST_TITLE.source,
        "📌 1 Bel de huisarts over de brief (van uw begeleider)",
    ]
    assert await stage.kinds(group) == [(seat.id, "point")]


async def test_point_is_nowhere_but_with_her(stage: GroupStage, group: Group, store_url: str) -> None:
    seat = await stage.sits(group)

    await stage.told(stage.board.offer_point(NOOR, group.id, seat.id, OWN))
    await stage.presses("decline")

    assert "huisarts" not in kept(store_url)


async def test_point_after_a_refused_helper_or_the_end_is_not_there(stage: GroupStage, group: Group) -> None:
    await stage.board.join(SAM, group.id)
    seat = await stage.changes(await stage.sits(group), refused=frozenset({"sam"}))

    with pytest.raises(NotFound):
        await stage.board.offer_point(SAM, group.id, seat.id, OWN)
    with pytest.raises(NotFound):
        await stage.board.signal(SAM, group.id, seat.id, Signal.OTHER)
    await stage.board.end(NOOR, group.id)
    with pytest.raises(NotFound):
        await stage.board.offer_point(NOOR, group.id, seat.id, OWN)


async def test_no_secret_goes_from_the_board_to_a_list(
    stage: GroupStage, group: Group, store_url: str
) -> None:
    seat = await stage.sits(group)

    with pytest.raises(Refused):
        await stage.board.offer_point(NOOR, group.id, seat.id, PointDraft(text=f"Bel over {BSN}"))

    assert BSN not in kept(store_url)


async def test_board_offers_no_more_than_she_can_choose_about(stage: GroupStage, group: Group) -> None:
    seat = await stage.sits(group)
    for number in range(MOST_OFFERED):
        another = PointDraft(text=f"Bel de huisarts over brief {number}")
        await stage.board.offer_point(NOOR, group.id, seat.id, another)

    with pytest.raises(Unfilled):
        await stage.board.offer_point(NOOR, group.id, seat.id, OWN)


async def test_point_goes_beside_the_question_that_she_answers(stage: GroupStage, group: Group) -> None:
    seat = await stage.sits(group)
    question = (await stage.begins())[-1]

    await stage.told(stage.board.offer_point(NOOR, group.id, seat.id, OWN))
    (back,) = await stage.presses("decline")

    assert back == f"{said.DECLINED.source}\n\n{question}"


async def test_point_of_a_helper_reaches_who_is_with_a_klantmanager(stage: GroupStage, group: Group) -> None:
    seat = await stage.sits(group)
    case = await stage.asks()
    await stage.desk.claim(KARIN, case.id)

    await stage.told(stage.board.offer_point(NOOR, group.id, seat.id, OWN))
    (listed,) = await stage.presses("accept")

    assert listed == "✅ " + said.LISTED.source
    assert await stage.store.run(lambda unit: unit.entries(case.id)) == []


async def test_signal_asks_her_and_goes_along_with_what_she_sends(stage: GroupStage, group: Group) -> None:
    seat = await stage.sits(group)

    (asked,) = await stage.told(stage.board.signal(NOOR, group.id, seat.id, Signal.DIGITAL))
    assert asked.splitlines() == [
        "👤 " + said.SIGNAL_DIGITAL.source,
        of_city(said.SIGNAL_ASK.source),
        said.SIGNAL_FREE.source,
        "👁 " + said.SIGNAL_SEEN.source,
    ]

    assert said.S_SIGNAL_DIGITAL.source in await to_review(stage)
    await stage.presses("send")

    case = await stage.case_of(FATIMA)
    stored = await stage.store.run(lambda unit: unit.case_summary(case.id))
    assert stored is not None
    lines = [line["nl"] for line in stored["lines"] if line["section"] == "help"]  # type: ignore[index, union-attr, call-overload]
    assert lines == [person_said.S_DIGITAL.source, said.S_SIGNAL_DIGITAL.source]


async def test_question_of_a_signal_says_what_a_helper_sees_only_while_one_sees_it(
    stage: GroupStage, group: Group
) -> None:
    seat = await stage.sits(group)
    await stage.told(stage.board.signal(NOOR, group.id, seat.id, Signal.OTHER))

    told = await stage.told(stage.board.end(NOOR, group.id))

    assert told[-1].splitlines()[-3:] == [
        "👤 " + of_city(said.SIGNAL_OTHER.source),
        of_city(said.SIGNAL_ASK.source),
        said.SIGNAL_FREE.source,
    ]


async def test_signal_can_be_left_out_of_what_she_sends(stage: GroupStage, group: Group) -> None:
    seat = await stage.sits(group)
    await stage.told(stage.board.signal(NOOR, group.id, seat.id, Signal.OTHER))
    review = await to_review(stage)
    (line,) = [line for line in review.splitlines() if line.endswith(said.S_SIGNAL_OTHER.source)]

    await stage.hears(line.partition(".")[0])
    await stage.presses("send")

    case = await stage.case_of(FATIMA)
    stored = str(await stage.store.run(lambda unit: unit.case_summary(case.id)))
    assert said.S_SIGNAL_OTHER.source not in stored


async def test_nothing_is_kept_of_a_signal_that_she_refused(
    stage: GroupStage, group: Group, store_url: str
) -> None:
    seat = await stage.sits(group)
    await stage.hears(Command("menu"))

    await stage.told(stage.board.signal(NOOR, group.id, seat.id, Signal.OTHER))
    (back,) = await stage.presses("no")

    assert back.splitlines()[0] == said.SIGNAL_NOT_KEPT.source
    everything = kept(store_url)
    assert "signal" not in everything
    assert of_city(said.SIGNAL_OTHER.source) not in everything
    assert await stage.kinds(group) == []
    assert await stage.seat(seat) == seat


async def test_nothing_is_kept_of_a_signal_where_she_does_not_agree_to_send(
    stage: GroupStage, group: Group, store_url: str
) -> None:
    seat = await stage.sits(group)

    await stage.told(stage.board.signal(NOOR, group.id, seat.id, Signal.OTHER))
    await stage.presses("yes", "nothing")

    assert "signal" not in kept(store_url)


async def test_signal_without_a_desk_shows_where_people_are(store: Store) -> None:
    stage = GroupStage(store, on=False)
    group = await stage.opens()
    seat = await stage.sits(group)

    await stage.told(stage.board.signal(NOOR, group.id, seat.id, Signal.DIGITAL))
    (shown,) = await stage.presses("yes")

    assert shown.splitlines()[0] == words.PERSON_INTRO.source


async def test_signal_for_who_has_asked_already_names_that_question(stage: GroupStage, group: Group) -> None:
    seat = await stage.sits(group)
    case = await stage.asks()

    await stage.told(stage.board.signal(NOOR, group.id, seat.id, Signal.OTHER))
    (shown,) = await stage.presses("yes")

    assert shown.splitlines()[0] == of_city(said.SIGNAL_HAS_CASE.source)
    assert f"{case.id}" in shown


async def test_signal_does_not_disturb_who_is_asking_a_person(stage: GroupStage, group: Group) -> None:
    seat = await stage.sits(group)
    await stage.hears(Command("mens"))
    await stage.presses("ask-here")

    assert await stage.told(stage.board.signal(NOOR, group.id, seat.id, Signal.OTHER)) == []


@pytest.mark.parametrize("answer", ["no", "yes"])
async def test_card_while_a_signal_is_asked_is_that_under_any_other_screen(
    stage: GroupStage, group: Group, answer: str
) -> None:
    """What docs/groups.md says is not protected: the card before, meanwhile and after."""
    seat = await stage.shares(await stage.sits(group))
    await stage.begins()
    before = await stage.card(seat)

    await stage.board.signal(NOOR, group.id, seat.id, Signal.OTHER)
    asked = await stage.card(seat)
    await stage.presses(answer)
    answered = await stage.card(seat)
    await stage.hears(Command("taal"))

    assert before.shared is not None
    assert answered.shared == (before.shared if answer == "no" else None)
    assert asked == await stage.card(seat)
