"""An action point from a klantmanager: with the case or beside it, chosen about, and back in Dutch."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from bot.flows import words
from bot.flows import words_person as person_said
from bot.flows import words_points as said
from bot.flows.points import LONGEST, MOST_OFFERED, PointDraft
from bot.handoff.actors import Refused
from bot.handoff.base import CaseState
from bot.handoff.phrases import Unfilled
from bot.handoff.states import NotAllowed, NotFound
from bot.messages import Command
from bot.storage.tables import metadata
from tests.handoff.stage import AHMED, BSN, FATIMA, KARIN, PETRA, STRANGER
from tests.stores import connected

if TYPE_CHECKING:
    from bot.handoff.base import Case
    from tests.handoff.stage import Stage

CITY = "Voorbeeldstad"
OWN = PointDraft(text="Neem de brief mee naar de balie")
KNOWN = PointDraft(known="ww-aanvragen/aanvragen", until=date(2026, 12, 3))


async def said_in(stage: Stage, case: Case) -> list[tuple[str, str, str]]:
    entries = await stage.store.run(lambda unit: unit.entries(case.id))
    return [(entry.by, entry.kind, entry.text) for entry in entries]


def kept(url: str, *tables: str) -> str:
    with connected(url) as connection:
        return "\n".join(
            str(list(row)) for name in tables for row in connection.execute(sa.select(metadata.tables[name]))
        )


async def claimed(stage: Stage, language: str = "nl") -> Case:
    case = await stage.asks(language=language)
    return await stage.desk.claim(KARIN, case.id)


async def test_point_reaches_her_and_what_she_chooses_comes_back(stage: Stage) -> None:
    case = await claimed(stage)

    (offered,) = await stage.told(stage.desk.offer_point(KARIN, case.id, OWN))
    (listed,) = await stage.presses("accept")

    assert offered.splitlines() == [
        "📌 Neem de brief mee naar de balie",
        "👤 " + said.FROM_PERSON.source.replace("{gemeente}", CITY),
        said.OFFERED.source,
        said.FREE.source,
        said.ANSWER_GOES.source.replace("{gemeente}", CITY),
    ]
    assert listed == "✅ " + said.LISTED.source
    assert await said_in(stage, case) == [
        ("staff", "question", "Actiepunt: Neem de brief mee naar de balie."),
        ("resident", "answer", said.ACCEPT.source),
    ]
    log = await stage.store.run(lambda unit: unit.case_log(case.id))
    assert [(line.staff, line.what) for line in log][-1] == ("karin", "pointed")


async def test_point_while_a_person_has_the_case_leaves_the_bot_silent_behind_it(stage: Stage) -> None:
    case = await claimed(stage)
    await stage.told(stage.desk.offer_point(KARIN, case.id, OWN))

    assert await stage.presses("decline") == ["✅ " + said.DECLINED.source]
    assert await stage.hears("dank u") == []
    assert [text for *_, text in await said_in(stage, case)][1:] == [said.DECLINE.source, "dank u"]


async def test_yes_in_her_own_words_is_her_answer(stage: Stage) -> None:
    case = await claimed(stage, "ar")
    await stage.told(stage.desk.offer_point(KARIN, case.id, KNOWN))

    await stage.hears("نعم")

    assert [text for *_, text in await said_in(stage, case)][1:] == [said.ACCEPT.source]


async def test_point_before_anybody_has_the_case_does_not_answer_it(stage: Stage) -> None:
    case = await stage.asks()

    await stage.told(stage.desk.offer_point(KARIN, case.id, KNOWN))
    shown = await stage.presses("accept")

    after = await stage.case_of()
    assert shown[-1].splitlines()[0] == said.LISTED.source
    assert (after.state, after.answered_at) == (CaseState.REQUESTED, None)
    assert [text for *_, text in await said_in(stage, case)] == [
        "Actiepunt: Vraag WW aan bij UWV. In de brief staat: uiterlijk 03-12-2026.",
        said.ACCEPT.source,
    ]


async def test_point_is_offered_by_who_has_the_case(stage: Stage) -> None:
    case = await claimed(stage)

    with pytest.raises(NotAllowed):
        await stage.desk.offer_point(AHMED, case.id, OWN)
    with pytest.raises(NotFound):
        await stage.desk.offer_point(STRANGER, case.id, OWN)
    assert len(await stage.told(stage.desk.offer_point(PETRA, case.id, OWN))) == 1


async def test_point_is_refused_once_the_case_has_ended(stage: Stage) -> None:
    case = await claimed(stage)
    await stage.desk.close(KARIN, case.id, "helped")

    with pytest.raises(NotAllowed):
        await stage.desk.offer_point(KARIN, case.id, OWN)


async def test_point_is_refused_once_she_erased_herself(stage: Stage) -> None:
    case = await claimed(stage)
    await stage.hears(Command("wissen"))
    await stage.presses("yes")

    with pytest.raises(NotAllowed):
        await stage.desk.offer_point(KARIN, case.id, OWN)


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (PointDraft(), "Actie"),
        (PointDraft(text="   "), "Actie"),
        (PointDraft(known="ww-aanvragen/aanvragen", text="Ook dit"), "Actie"),
        (PointDraft(known="baan-verliezen/is-er-niet"), "Actie"),
        (PointDraft(known="is-er-niet/ww"), "Actie"),
        (PointDraft(known="*"), "Actie"),
        (PointDraft(text="x" * (LONGEST + 1)), "Eigen woorden"),
        (PointDraft(text="Betaal", until=date(2025, 11, 1)), "Datum"),
        (PointDraft(text="Betaal", until=date(2029, 1, 1)), "Datum"),
    ],
)
async def test_what_is_no_point_is_not_offered(stage: Stage, draft: PointDraft, field: str) -> None:
    case = await claimed(stage)
    before = await stage.seen()

    with pytest.raises(Unfilled) as stopped:
        await stage.desk.offer_point(KARIN, case.id, draft)

    assert stopped.value.name == field
    assert await stage.sent(before) == []


@pytest.mark.parametrize(
    "text", [f"Bel over {BSN}", "De sms code is 482913", "Je wachtwoord is Welkom01, log in"]
)
async def test_no_secret_goes_on_a_list(stage: Stage, store_url: str, text: str) -> None:
    case = await claimed(stage)

    with pytest.raises(Refused):
        await stage.desk.offer_point(KARIN, case.id, PointDraft(text=text))

    everything = kept(store_url, *metadata.tables)
    assert not any(secret in everything for secret in (BSN, "482913", "Welkom01"))


async def test_too_many_points_are_refused_and_none_of_it_is_kept(stage: Stage) -> None:
    case = await claimed(stage)
    for _ in range(MOST_OFFERED):
        await stage.desk.offer_point(KARIN, case.id, OWN)

    with pytest.raises(Unfilled):
        await stage.desk.offer_point(KARIN, case.id, KNOWN)

    assert len(await said_in(stage, case)) == MOST_OFFERED


async def test_own_words_are_only_where_they_must_be(stage: Stage, store_url: str) -> None:
    case = await claimed(stage)
    await stage.told(stage.desk.offer_point(KARIN, case.id, OWN))
    await stage.presses("accept")

    assert "Neem de brief" in kept(store_url, "contacts")
    assert "Neem de brief" in kept(store_url, "case_entries")
    assert "Neem de brief" not in kept(store_url, "transcript", "events", "inbox", "outbox")


async def test_summary_names_whom_a_point_is_from(stage: Stage) -> None:
    case = await claimed(stage)
    for draft in (OWN, KNOWN):
        await stage.desk.offer_point(KARIN, case.id, draft)
        await stage.seen()
    await stage.presses("accept", "accept")
    await stage.desk.close(KARIN, case.id, "helped")
    await stage.seen()

    again = await stage.asks()

    stored = await stage.store.run(lambda unit: unit.case_summary(again.id))
    assert stored is not None
    lines = [line["nl"] for line in stored["lines"] if line["section"] == "steps"]  # type: ignore[index, union-attr, call-overload]
    assert lines == [
        f"Nog te doen: Vraag WW aan bij UWV (van {CITY}). In een brief staat: uiterlijk 3 december 2026",
        f"Nog te doen: Neem de brief mee naar de balie (van {CITY})",
    ]
    assert again.deadline == date(2026, 12, 3)


async def test_message_of_a_person_beside_a_point_keeps_it_on_her_list(stage: Stage) -> None:
    case = await claimed(stage)
    await stage.told(stage.desk.offer_point(KARIN, case.id, OWN))
    await stage.told(stage.desk.say(KARIN, case.id, "Lukt het?"))
    await stage.desk.close(KARIN, case.id, "helped")
    await stage.hears(Command("menu"))

    (shown,) = await stage.presses("list")

    assert shown.splitlines()[0] == "❔ " + said.LIST_OFFERED.source.replace(
        "{action}", f"Neem de brief mee naar de balie (van {CITY})"
    )
    assert words.LIST_EMPTY.source in shown
    (point,) = await stage.presses("choose")
    assert person_said.ANSWER_SENT.source not in point
    assert said.ANSWER_GOES.source.replace("{gemeente}", CITY) not in point
    assert (await stage.case_of(FATIMA)).state is CaseState.CLOSED
