"""Every action of the desk, on both stores, as the resident and her klantmanager see it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.flows import words
from bot.flows import words_person as said
from bot.handoff.actors import CaseRow, NotConfirmed, Refused
from bot.handoff.base import Absence, CaseState, Delivered, LogLine, Team, Urgency
from bot.handoff.phrases import Unfilled
from bot.handoff.states import NotAllowed, NotFound
from bot.messages import Address, Command
from bot.storage.base import Stale
from tests.handoff.stage import AHMED, BSN, FATIMA, FROM_PERSON, KARIN, MONDAY, PETRA, STRANGER, TEAM

if TYPE_CHECKING:
    from bot.handoff.base import Case
    from tests.handoff.stage import Stage

KARIM = Address("telegram", "karim")
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MUNICIPALITY = {"gemeente": "Voorbeeldstad"}


async def claimed(stage: Stage) -> Case:
    case = await stage.asks()
    return await stage.desk.claim(KARIN, case.id)


async def written_in(stage: Stage, case: Case) -> list[tuple[str, str, str]]:
    detail = await stage.desk.open(PETRA, case.id)
    return [(entry.by, entry.kind, entry.text) for entry in detail.entries]


async def done_with(stage: Stage, case: Case) -> list[tuple[str | None, str]]:
    lines = await stage.store.run(lambda unit: unit.case_log(case.id))
    return [(line.staff, line.what) for line in lines]


# --- looking ------------------------------------------------------------------


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


# --- having a case ------------------------------------------------------------------


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


# --- saying something ------------------------------------------------------------------------


async def test_say_reaches_her_and_its_delivery_is_followed(stage: Stage) -> None:
    case = await claimed(stage)

    told = await stage.told(stage.desk.say(KARIN, case.id, "  Dag, ik kijk het na. "))

    assert told == [f"👤 {FROM_PERSON}\nDag, ik kijk het na."]
    (entry,) = (await stage.desk.open(KARIN, case.id)).entries
    assert (entry.text, entry.staff, entry.delivered) == ("Dag, ik kijk het na.", "karin", Delivered.SENT)
    assert (await stage.case_of()).answered_at == MONDAY


async def test_answer_ends_a_case_that_nobody_claimed(stage: Stage) -> None:
    case = await stage.asks()

    told = await stage.told(stage.desk.answer(AHMED, case.id, "Dat kan aan de balie."))

    assert told[0] == f"👤 {said.ANSWERED.source.format(**MUNICIPALITY)}\nDat kan aan de balie."
    after = await stage.case_of()
    assert (after.state, after.outcome, after.answered_at) == (CaseState.CLOSED, "answered", MONDAY)


@pytest.mark.parametrize("secret", [f"Uw BSN is {BSN}.", "Uw wachtwoord is Welkom2026!"])
async def test_the_gate_holds_for_staff_as_well(stage: Stage, secret: str) -> None:
    case = await claimed(stage)
    seen = await stage.seen()

    for action in (
        stage.desk.say(KARIN, case.id, secret),
        stage.desk.note(KARIN, case.id, secret),
        stage.desk.transfer(KARIN, case.id, "ahmed", secret),
        stage.desk.phrase(KARIN, case.id, "hallo", {"naam": secret}),
        stage.desk.ask_own(KARIN, case.id, secret, "yes-no"),
    ):
        with pytest.raises(Refused):
            await action
    assert await stage.sent(seen) == []
    assert await written_in(stage, case) == []


async def test_free_dutch_for_who_reads_tigrinya_is_sent_only_when_confirmed(stage: Stage) -> None:
    case = await stage.asks("ገንዘበይ ኣይመጸን", language="ti")
    await stage.desk.claim(KARIN, case.id)

    with pytest.raises(NotConfirmed):
        await stage.desk.say(KARIN, case.id, "Ik kijk het na.")
    told = await stage.told(stage.desk.say(KARIN, case.id, "Ik kijk het na.", dutch_confirmed=True))

    assert "Ik kijk het na." in told[0].splitlines()
    assert stage.choices() == ["phone", "desk"]


async def test_below_free_dutch_she_asks_for_an_interpreter(stage: Stage) -> None:
    case = await stage.asks("ገንዘበይ ኣይመጸን", language="ti")
    await stage.desk.claim(KARIN, case.id)
    await stage.desk.say(KARIN, case.id, "Ik kijk het na.", dutch_confirmed=True)

    await stage.presses("phone", "morning", "woman")

    entries = (await stage.desk.open(KARIN, case.id)).entries
    assert (entries[-1].by, entries[-1].kind, entries[-1].text) == (
        "resident",
        "answer",
        "De tolk: Een vrouw. Wanneer: In de ochtend",
    )
    assert entries[-1].body["question"] == "Aan de telefoon"


async def test_a_phrase_is_filled_in(stage: Stage) -> None:
    case = await claimed(stage)

    told = await stage.told(stage.desk.phrase(KARIN, case.id, "uitzoeken", {"dag": "2026-11-30"}))

    assert told == [f"👤 {FROM_PERSON}\nIk zoek dit voor u uit. U hoort van mij op 30 november 2026."]
    assert await written_in(stage, case) == [
        ("staff", "phrase", "Ik zoek dit voor u uit. U hoort van mij op 30 november 2026.")
    ]


async def test_a_phrase_with_a_wrong_value_is_not_sent(stage: Stage) -> None:
    case = await claimed(stage)

    with pytest.raises(Unfilled):
        await stage.desk.phrase(KARIN, case.id, "uitzoeken", {"dag": "morgen"})
    for action in (stage.desk.phrase(KARIN, case.id, "niets", {}), stage.desk.ask(KARIN, case.id, "niets")):
        with pytest.raises(NotAllowed):
            await action
    assert await written_in(stage, case) == []


async def test_a_question_is_answered_with_a_button_and_comes_back_in_dutch(stage: Stage) -> None:
    case = await stage.asks("ገንዘበይ ኣይመጸን", language="ti")
    await stage.desk.claim(KARIN, case.id)
    await stage.desk.ask(KARIN, case.id, "gelezen")

    await stage.presses("a:ja")

    assert await written_in(stage, case) == [
        ("staff", "question", "Hebt u mijn bericht begrepen?"),
        ("resident", "answer", "Ja"),
    ]


async def test_a_date_that_was_asked_for_is_typed(stage: Stage) -> None:
    case = await claimed(stage)
    await stage.desk.ask_own(KARIN, case.id, "Wanneer begon u?", "date")

    assert await stage.hears("3 november") == ["✅ Uw antwoord is verstuurd: 3 november 2026"]
    assert (await written_in(stage, case))[-1] == ("resident", "answer", "3 november 2026")


async def test_what_is_no_answer_goes_to_the_person(stage: Stage) -> None:
    case = await claimed(stage)
    await stage.desk.ask_own(KARIN, case.id, "Wanneer begon u?", "date")

    assert await stage.hears("dat weet mijn broer, ik vraag het hem") == []
    assert (await written_in(stage, case))[-1] == (
        "resident",
        "text",
        "dat weet mijn broer, ik vraag het hem",
    )


async def test_a_note_is_for_colleagues(stage: Stage) -> None:
    case = await stage.asks()

    assert await stage.told(stage.desk.note(KARIN, case.id, "Eerst UWV bellen")) == []
    assert await written_in(stage, case) == [("note", "note", "Eerst UWV bellen")]


# --- the clock --------------------------------------------------------------------------------


async def test_after_three_days_of_silence_the_bot_takes_over(stage: Stage) -> None:
    case = await claimed(stage)
    await stage.desk.wait(KARIN, case.id)
    stage.clock.now += 3 * DAY
    assert await stage.desk.tick() == 0

    stage.clock.now += timedelta(seconds=1)
    seen = await stage.seen()
    assert await stage.desk.tick() == 1

    (told,) = await stage.sent(seen)
    assert told.startswith(said.SILENT_TOO_LONG.source)
    assert (await stage.case_of()).state is CaseState.RELEASED
    assert (await done_with(stage, case))[-1] == (None, "silent")


async def test_who_writes_is_waited_for_no_more(stage: Stage) -> None:
    case = await claimed(stage)
    await stage.desk.wait(KARIN, case.id)

    await stage.hears("Hier ben ik")

    assert (await stage.case_of()).state is CaseState.CLAIMED


async def test_a_broken_promise_is_told_once_with_an_honest_time(stage: Stage) -> None:
    case = await stage.asks()
    stage.clock.now = case.promised_at
    seen = await stage.seen()

    assert (await stage.desk.tick(), await stage.desk.tick()) == (1, 0)

    assert await stage.sent(seen) == [
        (
            "🕘 U hebt nog geen antwoord. Dat spijt mij. Bel Voorbeeldstad: 14 000.\n"
            "🕘 Een mens antwoordt nu uiterlijk 25 november 2026 om 12.00 uur."
        )
    ]
    assert (await stage.case_of()).overdue_at == case.promised_at


# --- the team ------------------------------------------------------------------------------------


async def test_a_coordinator_sets_what_is_promised(stage: Stage) -> None:
    quick = Team(id=TEAM, name="Werk", answer_time=HOUR, daily_capacity=2)

    await stage.desk.set_team(PETRA, quick)

    assert await stage.desk.team(KARIN) == quick
    assert (await stage.asks()).promised_at == MONDAY + HOUR


async def test_team_is_that_of_the_content_until_then(stage: Stage) -> None:
    assert await stage.desk.team(KARIN) == Team(
        id=TEAM, name="Werk en Inkomen", answer_time=8 * HOUR, daily_capacity=40
    )


async def test_only_a_coordinator_sets_the_own_team(stage: Stage) -> None:
    team = await stage.desk.team(KARIN)

    for actor, changed in ((KARIN, team), (PETRA, replace(team, id="jeugd"))):
        with pytest.raises(NotAllowed):
            await stage.desk.set_team(actor, changed)
    with pytest.raises(NotAllowed):
        await stage.desk.set_team(PETRA, replace(team, daily_capacity=0))


async def test_when_the_day_is_full_she_hears_it_and_is_promised_tomorrow(stage: Stage) -> None:
    await stage.desk.set_team(PETRA, Team(id=TEAM, name="Werk", answer_time=HOUR, daily_capacity=1))
    await stage.asks(who=KARIM)

    await stage.hears(Command("start", "nl"))
    (screen,) = await stage.hears(Command("mens"))

    assert said.FULL_TODAY.source in screen.splitlines()
    assert "🕘 U krijgt antwoord uiterlijk 24 november 2026 om 10.00 uur." in screen.splitlines()


async def test_absences_are_noted_by_oneself_or_a_coordinator(stage: Stage) -> None:
    today = MONDAY.date()
    own = Absence(staff="karin", first=today, last=today)

    await stage.desk.set_absence(KARIN, own)

    assert await stage.desk.absences(["karin"]) == [own]
    with pytest.raises(NotAllowed):
        await stage.desk.end_absence(AHMED, "karin", today)
    await stage.desk.end_absence(PETRA, "karin", today)
    assert await stage.desk.absences(["karin"]) == []
    for wrong in (
        replace(own, staff="ahmed"),
        replace(own, last=today - DAY),
        replace(own, replacement="karin"),
    ):
        with pytest.raises(NotAllowed):
            await stage.desk.set_absence(KARIN, wrong)


async def test_the_feed_tells_what_happened(stage: Stage) -> None:
    start = await stage.desk.feed_end()
    case = await claimed(stage)
    await stage.hears("Dag")
    await stage.desk.release(KARIN, case.id)

    kinds = [(item.about, item.kind) for item in await stage.desk.feed(start)]

    assert kinds == [(case.id, kind) for kind in ("requested", "claimed", "said", "released")]
    assert FATIMA.id not in str(await stage.desk.feed(start))
