"""Looking at a case, having it and letting go of it, on both stores."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.flows import words
from bot.flows import words_person as said
from bot.handoff.actors import CaseRow
from bot.handoff.base import Absence, CaseState, LogLine, Urgency
from bot.handoff.states import NotAllowed, NotFound
from bot.messages import Command
from bot.storage.base import Stale
from tests.handoff.at_the_desk import DAY, HOUR, KARIM, MUNICIPALITY, claimed, written_in
from tests.handoff.stage import AHMED, FROM_PERSON, KARIN, MONDAY, PETRA, STRANGER

if TYPE_CHECKING:
    from tests.handoff.stage import Stage


async def test_queue_shows_the_urgent_first_and_then_what_is_meant_for_me(stage: Stage) -> None:
    first = await stage.asks()
    stage.clock.now += HOUR
    second = await stage.asks(who=KARIM)
    await stage.store.run(lambda unit: unit.save_case(replace(second, urgency=Urgency.NOW)))

    rows = await stage.desk.queue(KARIN)

    assert [row.case.id for row in rows] == [second.id, first.id]
    await stage.store.run(lambda unit: unit.save_case(replace(second, revision=1, urgency=Urgency.NORMAL)))
    offered = await stage.store.run(
        lambda unit: unit.save_case(replace(second, revision=2, offered_to="karin"))
    )
    assert (await stage.desk.queue(KARIN))[0] == CaseRow(case=offered, mine=False, offered=True)


async def test_queue_of_another_team_is_empty(stage: Stage) -> None:
    await stage.asks()

    assert await stage.desk.queue(STRANGER) == []


async def test_open_shows_all_of_a_case_and_is_logged(stage: Stage) -> None:
    case = await stage.asks("Mijn geld kwam niet.")

    detail = await stage.desk.open(KARIN, case.id)

    assert detail.case == case
    assert [line.nl for line in detail.summary.lines] == [
        "De vraag: Mijn geld kwam niet.",
        "Taal: Nederlands",
        "Bereikbaar: Alleen in deze chat",
    ]
    assert detail.log[-1] == LogLine(at=MONDAY, staff="karin", role="klantmanager", what="opened")
    assert detail.reachable


async def test_the_resident_sees_who_opened_her_case_by_role_and_day(stage: Stage) -> None:
    case = await stage.asks()
    await stage.desk.open(KARIN, case.id)

    (screen,) = await stage.hears(Command("mens"))

    assert "👁 Een klantmanager las dit op 23 november 2026." in screen.splitlines()
    assert "Karin" not in screen


async def test_a_case_of_another_team_is_not_there(stage: Stage) -> None:
    case = await claimed(stage)

    for action in (
        stage.desk.open(STRANGER, case.id),
        stage.desk.claim(STRANGER, case.id),
        stage.desk.say(STRANGER, case.id, "Dag"),
        stage.desk.release(STRANGER, case.id),
        stage.desk.note(STRANGER, case.id, "x"),
        stage.desk.open(KARIN, "BBBBBBBB"),
    ):
        with pytest.raises(NotFound):
            await action


async def test_claim_takes_the_conversation_and_tells_her(stage: Stage) -> None:
    case = await stage.asks()

    told = await stage.told(stage.desk.claim(KARIN, case.id))

    assert told == ["👤 " + said.TAKEN.source.format(**MUNICIPALITY)]
    assert await stage.case_of() == replace(
        case, state=CaseState.CLAIMED, claimed_by="karin", claimed_at=MONDAY, revision=1
    )


async def test_claim_happens_once(stage: Stage) -> None:
    case = await claimed(stage)

    with pytest.raises(NotAllowed):
        await stage.desk.claim(AHMED, case.id)

    assert (await stage.case_of()).claimed_by == "karin"


async def test_an_action_on_what_is_no_longer_as_it_was_seen_is_stale(stage: Stage) -> None:
    case = await stage.asks()
    await stage.desk.claim(KARIN, case.id, seen=0)

    with pytest.raises(Stale):
        await stage.desk.release(KARIN, case.id, seen=0)


async def test_transfer_is_warm(stage: Stage) -> None:
    case = await claimed(stage)
    await stage.hears("Ik kom morgen.")

    told = await stage.told(stage.desk.transfer(KARIN, case.id, "ahmed", "Spreekt Arabisch"))

    assert told == ["👤 " + said.PASSED_ON.source]
    after = await stage.case_of()
    assert (after.state, after.claimed_by, after.offered_to) == (CaseState.TRANSFERRED, None, "ahmed")
    with pytest.raises(NotAllowed):
        await stage.desk.claim(KARIN, case.id)
    assert (await stage.desk.claim(AHMED, case.id)).claimed_by == "ahmed"
    assert await written_in(stage, case) == [
        ("resident", "text", "Ik kom morgen."),
        ("note", "note", "Spreekt Arabisch"),
    ]


async def test_a_coordinator_takes_over_what_was_offered_to_somebody_ill(stage: Stage) -> None:
    case = await claimed(stage)
    await stage.desk.transfer(KARIN, case.id, "ahmed")

    assert (await stage.desk.claim(PETRA, case.id)).claimed_by == "petra"


async def test_only_who_has_a_case_acts_in_it(stage: Stage) -> None:
    case = await claimed(stage)

    for action in (
        stage.desk.say(AHMED, case.id, "Dag"),
        stage.desk.release(AHMED, case.id),
        stage.desk.wait(AHMED, case.id),
        stage.desk.close(AHMED, case.id, "helped"),
        stage.desk.transfer(AHMED, case.id, "petra"),
        stage.desk.ask(AHMED, case.id, "gelezen"),
        stage.desk.answer(AHMED, case.id, "Dag"),
    ):
        with pytest.raises(NotAllowed):
            await action
    assert await written_in(stage, case) == []


async def test_release_brings_the_bot_back_where_she_was(stage: Stage) -> None:
    await stage.hears("ik ben mijn baan kwijt")
    question = (await stage.presses("self"))[-1]
    case = await claimed(stage)

    told = await stage.told(stage.desk.release(KARIN, case.id, "Zij redt zich nu."))

    assert told == [f"{said.RELEASED.source}\n\n{question}"]
    assert (await stage.case_of()).state is CaseState.RELEASED
    assert await stage.hears(Command("help")) == [f"{words.HELP_TEXT.source}\n\n{question}"]


async def test_a_released_case_is_closed_when_she_asks_anew_and_goes_to_the_same_person(stage: Stage) -> None:
    case = await claimed(stage)
    await stage.desk.release(KARIN, case.id)
    stage.clock.now += HOUR

    again = await stage.asks("Nog iets")

    before = await stage.store.run(lambda unit: unit.case(case.id))
    assert before is not None
    assert (before.state, before.outcome) == (CaseState.CLOSED, "asked-anew")
    assert (again.state, again.offered_to) == (CaseState.REQUESTED, "karin")


async def test_while_she_is_away_her_replacement_is_meant(stage: Stage) -> None:
    case = await claimed(stage)
    await stage.desk.close(KARIN, case.id, "helped")
    today = MONDAY.date()
    stage.clock.now += HOUR
    await stage.desk.set_absence(
        PETRA, Absence(staff="karin", first=today, last=today + DAY, replacement="ahmed")
    )

    assert (await stage.asks()).offered_to == "ahmed"


async def test_close_ends_it_with_last_words(stage: Stage) -> None:
    case = await claimed(stage)

    told = await stage.told(stage.desk.close(KARIN, case.id, "helped", "Veel succes!"))

    assert told[0] == f"{FROM_PERSON}\nVeel succes!".replace(FROM_PERSON, f"👤 {FROM_PERSON}")
    assert told[1].startswith(said.ENDED.source)
    after = await stage.case_of()
    assert (after.state, after.outcome, after.closed_at, after.expires_at) == (
        CaseState.CLOSED,
        "helped",
        MONDAY,
        MONDAY + 90 * DAY,
    )


async def test_close_takes_a_known_outcome_only(stage: Stage) -> None:
    case = await claimed(stage)

    with pytest.raises(NotAllowed):
        await stage.desk.close(KARIN, case.id, "whatever")


async def test_a_closed_case_stays_so(stage: Stage) -> None:
    case = await claimed(stage)
    await stage.desk.close(KARIN, case.id, "helped")

    for action in (
        stage.desk.claim(KARIN, case.id),
        stage.desk.say(KARIN, case.id, "Dag"),
        stage.desk.close(KARIN, case.id, "helped"),
    ):
        with pytest.raises(NotAllowed):
            await action
