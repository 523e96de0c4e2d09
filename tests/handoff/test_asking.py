"""Asking a person: what she sees first, what is sent, in which language, and how she takes it back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from bot.flows import words
from bot.flows import words_person as said
from bot.handoff.base import CaseState, Urgency
from bot.handoff.summaries import Summary
from bot.messages import Command, Press
from bot.storage.tables import metadata
from tests.handoff.stage import BSN, FATIMA, KARIN, MONDAY, Stage
from tests.stores import connected

if TYPE_CHECKING:
    from bot.handoff.base import Case
    from bot.storage.base import Store

QUESTIONS = {"nl": "Mijn geld kwam niet.", "ar": "لم يصل مالي.", "ti": "ገንዘበይ ኣይመጸን።"}


def kept(url: str, *tables: str) -> str:
    with connected(url) as connection:
        return "\n".join(
            str(list(row)) for name in tables for row in connection.execute(sa.select(metadata.tables[name]))
        )


async def summary_of(stage: Stage, case: Case) -> Summary:
    stored = await stage.store.run(lambda unit: unit.case_summary(case.id))
    assert stored is not None
    return Summary.from_json(stored)


async def to_review(stage: Stage, question: str = "Mijn geld kwam niet.") -> str:
    """Walk to the review with as few answers as there can be; return it."""
    await stage.hears(Command("mens"))
    await stage.presses("ask-here", "agree")
    shown = await stage.hears(question)
    while "send" not in stage.choices():
        shown = await stage.presses("next")
    return shown[-1]


# --- before asking --------------------------------------------------------------


async def test_without_a_desk_only_phone_and_desk_are_offered(store: Store) -> None:
    stage = Stage(store, on=False)
    await stage.hears(Command("start", "nl"))

    (screen,) = await stage.hears(Command("mens"))

    assert screen.splitlines()[0] == words.PERSON_INTRO.source
    assert stage.choices() == ["danger", "menu"]


async def test_who_decides_is_named_first(stage: Stage) -> None:
    await stage.hears(Command("start", "nl"))
    await stage.hears("ik ben mijn baan kwijt")
    await stage.presses("self")

    (screen,) = await stage.hears(Command("mens"))

    lines = screen.splitlines()
    assert lines[0] == "🏛 Over dit onderwerp beslist UWV."
    assert lines[2] == "Een mens van Voorbeeldstad kan u ook helpen."


async def test_what_cannot_wait_goes_to_phone_and_desk_first(stage: Stage) -> None:
    await stage.hears(Command("start", "nl"))
    await stage.hears(Command("menu"))
    await stage.presses("t:wonen", "g:huis-kwijt", "self")

    (screen,) = await stage.hears(Command("mens"))

    lines = screen.splitlines()
    assert lines[:2] == [f"❗ {said.DO_NOT_WAIT.source}", f"💬 {said.SAY_URGENT.source}"]
    assert lines.index("📞 Bel Voorbeeldstad: 14 000") < lines.index(
        "👤 " + said.OFFER.source.format(gemeente="Voorbeeldstad")
    )
    assert (await stage.asks()).urgency is Urgency.NOW


async def test_no_is_an_answer(stage: Stage) -> None:
    await stage.hears(Command("start", "nl"))
    await to_review(stage)

    shown = await stage.presses("nothing")

    assert shown[-1].startswith(said.NOT_SENT.source)
    state = await stage.store.run(lambda unit: unit.lock(FATIMA, MONDAY).state)
    assert state is not None
    assert state["draft"] == {}
    assert await stage.desk.queue(KARIN) == []


# --- what is sent ------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nl", "ar", "ti"])
async def test_the_summary_is_in_dutch_and_in_her_own_language(stage: Stage, language: str) -> None:
    case = await stage.asks(QUESTIONS[language], language=language)

    summary = await summary_of(stage, case)

    assert (summary.language, case.language, summary.consented_at) == (language, language, MONDAY)
    question = summary.line("question")
    assert question is not None
    bare = question.nl.replace("\u2068", "").replace("\u2069", "")
    assert bare == f"De vraag: {QUESTIONS[language]}"
    assert QUESTIONS[language] in question.own
    assert ("\u2068" in question.nl) == (language == "ar")  # her words keep their own direction
    named = summary.line("language")
    assert named is not None
    assert named.nl == {"nl": "Taal: Nederlands", "ar": "Taal: Arabisch", "ti": "Taal: Tigrinya"}[language]


async def test_where_she_stands_in_a_guide_goes_along(stage: Stage) -> None:
    await stage.hears("ik ben mijn baan kwijt")
    await stage.presses("self", "a:ontslagen", "later")
    await stage.hears("1 december")

    summary = await summary_of(stage, await stage.asks())

    sections = {
        section: [line.nl for line in summary.of(section)] for section in ("question", "answers", "steps")
    }
    assert sections["question"][0] == "Het gaat over: Ik verlies mijn werk"
    assert any("Ik ben ontslagen" in line or "ontslag" in line for line in sections["answers"])
    assert any(line.startswith("Nog te doen: ") for line in sections["steps"])


async def test_a_line_that_is_left_out_does_not_reach_the_desk(stage: Stage, store_url: str) -> None:
    await stage.hears(Command("start", "nl"))
    await to_review(stage, "Mijn buurman zegt het.")
    (review,) = await stage.hears("1")

    assert review.splitlines().index("Dit stuur ik niet:") < review.splitlines().index(
        "1. De vraag: Mijn buurman zegt het."
    )
    await stage.presses("send")

    assert "buurman" not in kept(store_url, "cases", "contacts", "transcript", "events")


async def test_a_line_can_be_added(stage: Stage) -> None:
    await stage.hears(Command("start", "nl"))
    await to_review(stage)
    await stage.hears("Ik kan alleen op dinsdag.")

    await stage.presses("send")

    added = (await summary_of(stage, await stage.case_of())).line("added-0")
    assert added is not None
    assert added.nl == "Erbij gezegd: Ik kan alleen op dinsdag."


@pytest.mark.parametrize("ticked", [False, True])
async def test_what_is_sensitive_goes_along_only_when_she_chooses_it(stage: Stage, *, ticked: bool) -> None:
    await stage.hears(Command("start", "nl"))
    await stage.hears(Command("mens"))
    await stage.presses("ask-here", "agree")
    await stage.hears("Mijn geld kwam niet.")
    await stage.presses("next", "next", "next", "w:travel", "w:health", "next", "next")
    if ticked:
        await stage.presses("n:5")
    await stage.presses("send")

    summary = await summary_of(stage, await stage.case_of())

    assert [line.nl for line in summary.of("help")] == [
        "Wat moeilijk is: Reizen",
        *(["Wat moeilijk is: Gezondheid"] if ticked else []),
    ]


async def test_a_sensitive_answer_of_a_guide_is_not_sent_by_itself(stage: Stage) -> None:
    await stage.hears("ik ben mijn baan kwijt")
    await stage.presses("self", "a:contract-stopt", "a:unknown", "a:ja")

    summary = await summary_of(stage, await stage.asks())

    assert [line for line in summary.lines if line.sensitive or "ziek" in line.nl] == []


async def test_the_gate_holds_in_every_answer(stage: Stage, store_url: str) -> None:
    await stage.hears(Command("start", "nl"))
    await stage.hears(Command("mens"))
    await stage.presses("ask-here", "agree")

    shown = await stage.hears(f"mijn bsn is {BSN}")

    assert words.REFUSED_BSN.source in shown[1]
    assert shown[-1].splitlines()[-1] == said.Q_QUESTION.source
    assert BSN not in kept(store_url, *metadata.tables)


async def test_what_she_tells_here_is_in_no_transcript(stage: Stage, store_url: str) -> None:
    await stage.asks("ik heb suikerziekte")

    assert "suikerziekte" not in kept(store_url, "transcript", "events", "inbox", "contacts")


async def test_another_language_on_the_way_loses_nothing(stage: Stage) -> None:
    await stage.hears(Command("start", "nl"))
    await to_review(stage)
    await stage.hears(Command("taal"))
    await stage.presses("l:nl")
    review = await to_review(stage, "Mijn geld kwam niet.")

    assert "1. De vraag: Mijn geld kwam niet." in review.splitlines()


async def test_a_name_and_a_day_of_birth_go_along_where_she_wants(stage: Stage) -> None:
    await stage.hears(Command("start", "nl"))
    await stage.hears(Command("mens"))
    await stage.presses("ask-here", "agree", "next")
    await stage.hears("Fatima")
    assert words.ASK_DATE.source in (await stage.hears("toen het regende"))[-1]
    await stage.hears("3 april 1990")
    while "send" not in stage.choices():
        await stage.presses("next")
    await stage.presses("send")

    who = (await summary_of(stage, await stage.case_of())).of("who")

    assert [line.nl for line in who][:2] == ["Naam: Fatima", "Geboortedatum: 3 april 1990"]


# --- afterwards ----------------------------------------------------------------------


async def test_a_question_can_be_taken_back_before_somebody_has_it(stage: Stage, store_url: str) -> None:
    await stage.asks()

    shown = await stage.presses("withdraw")

    assert shown[-1].startswith(said.WITHDRAWN.source)
    assert kept(store_url, "cases", "case_entries", "case_log") == ""


async def test_a_question_that_somebody_has_cannot_be_taken_back(stage: Stage) -> None:
    case = await stage.asks()
    button = next(one for one in stage.buttons() if one.id.endswith("withdraw"))
    await stage.desk.claim(KARIN, case.id)

    await stage.hears(Press(button.id))

    assert (await stage.case_of()).state is CaseState.CLAIMED


async def test_erasing_before_a_claim_takes_the_case_along(stage: Stage, store_url: str) -> None:
    await stage.asks()
    await stage.hears(Command("wissen"))
    await stage.presses("yes")

    assert kept(store_url, "cases", "case_log", "contacts", "addresses") == ""


async def test_erasing_after_a_claim_says_what_stays_and_for_how_long(stage: Stage, store_url: str) -> None:
    case = await stage.asks("Mijn geld kwam niet.")
    await stage.desk.claim(KARIN, case.id)
    await stage.hears("Ik woon bij mijn zus.")

    (asked,) = await stage.hears(Command("wissen"))
    await stage.presses("yes")

    assert (
        "• Wat u aan Voorbeeldstad stuurde, blijft daar. Na het einde nog 90 dagen. Vragen? Bel 14 000."
        in asked.splitlines()
    )
    assert "zus" in kept(store_url, "case_entries")
    assert kept(store_url, "contacts", "addresses", "transcript") == ""
    detail = await stage.desk.open(KARIN, case.id)
    assert (detail.reachable, detail.case.state, detail.case.expires_at) == (
        False,
        CaseState.CLOSED,
        MONDAY + timedelta(days=90),
    )


async def test_a_turn_without_a_case_asks_the_store_nothing_of_cases(
    stage: Stage, store_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    for name in ("case", "last_case", "case_log", "team_settings", "answered_since", "requested_since"):
        monkeypatch.setattr(
            f"bot.storage.cases.Cases.{name}", lambda *_, name=name, **__: asked.append(name), raising=True
        )

    await stage.hears("ik ben mijn baan kwijt")
    await stage.presses("self", "a:ontslagen", "later")

    assert asked == []
