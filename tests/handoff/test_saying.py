"""What a klantmanager says and asks, on both stores, as the resident gets it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.flows import words_person as said
from bot.handoff.actors import NotConfirmed, Refused
from bot.handoff.base import CaseState, Delivered
from bot.handoff.phrases import Unfilled
from bot.handoff.states import NotAllowed
from tests.handoff.at_the_desk import MUNICIPALITY, claimed, written_in
from tests.handoff.stage import AHMED, BSN, FROM_PERSON, KARIN, MONDAY

if TYPE_CHECKING:
    from tests.handoff.stage import Stage


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
