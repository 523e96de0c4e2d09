"""While a person has the conversation the bot is silent, but for what is always hers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from bot.flows import words
from bot.flows import words_person as said
from bot.handoff.base import CaseState
from bot.messages import Command, Due, Press, Say, Unusable
from bot.storage.tables import metadata
from tests.handoff.stage import BSN, FATIMA, KARIN, MONDAY, PETRA
from tests.stores import connected

if TYPE_CHECKING:
    from bot.handoff.base import Case
    from tests.handoff.stage import Stage

EVENING = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)
HELPS = "👤 " + said.WITH_PERSON.source.replace("{gemeente}", "Voorbeeldstad")


async def claimed(stage: Stage) -> Case:
    case = await stage.asks()
    case = await stage.desk.claim(KARIN, case.id)
    await stage.seen()
    return case


async def texts(stage: Stage, case: Case) -> list[str]:
    entries = await stage.store.run(lambda unit: unit.entries(case.id))
    return [entry.text for entry in entries]


def kept(url: str, *tables: str) -> str:
    with connected(url) as connection:
        return "\n".join(
            str(list(row)) for name in tables for row in connection.execute(sa.select(metadata.tables[name]))
        )


async def test_who_reads_both_sees_what_the_desk_makes_the_bot_say_in_both(stage: Stage) -> None:
    await stage.hears(Command("start", "ti"))
    await stage.hears("nederlands erbij")
    case = await stage.asks(language="ti")
    await stage.desk.claim(KARIN, case.id)
    await stage.told(stage.desk.say(KARIN, case.id, "Ik bel u morgen.", dutch_confirmed=True))

    says = [one.delivery for one in stage.channel.taken if isinstance(one.delivery, Say)]
    assert says[-1].text.count("Ik bel u morgen.") == 1
    assert says[-1].beside is not None
    assert "Ik bel u morgen." not in says[-1].beside.text
    assert says[-1].beside.text.startswith("👤 Bericht van een mens van Voorbeeldstad:\n")
    assert len(says[-1].beside.options) == len(says[-1].buttons)


async def test_between_request_and_claim_the_guide_goes_on(stage: Stage) -> None:
    case = await stage.asks()

    shown = await stage.hears("ik ben mijn baan kwijt")

    assert shown[-1] == words.FOR_WHOM.source
    assert await texts(stage, case) == []


@pytest.mark.parametrize(
    "text", ["ik ben mijn baan kwijt", "mens", "menu", "1", "ja", "dank u", "ሰላም", "مرحبا"]
)
async def test_what_she_writes_reaches_the_person_and_nothing_else(stage: Stage, text: str) -> None:
    case = await claimed(stage)

    assert await stage.hears(text) == []
    assert await texts(stage, case) == [text]


async def test_what_she_writes_to_a_person_is_in_no_transcript(stage: Stage, store_url: str) -> None:
    await claimed(stage)

    await stage.hears("ik heb suikerziekte")

    assert "suikerziekte" not in kept(store_url, "transcript", "events", "inbox", "contacts", "outbox")
    assert "suikerziekte" in kept(store_url, "case_entries")


async def test_danger_is_answered_with_the_numbers_and_not_passed_on(stage: Stage) -> None:
    case = await claimed(stage)

    (numbers,) = await stage.hears("mijn man slaat mij nu")

    assert "112" in numbers.splitlines()[0]
    assert await texts(stage, case) == []


async def test_a_secret_is_refused_and_not_passed_on(stage: Stage, store_url: str) -> None:
    case = await claimed(stage)

    said_to_her = await stage.hears(f"mijn bsn is {BSN}")

    assert said_to_her[-1] == f"{words.REFUSED_BSN.source}\n{words.REFUSED_DELETE.source}"
    assert await texts(stage, case) == []
    assert BSN not in kept(store_url, *metadata.tables)


async def test_the_three_commands_work(stage: Stage) -> None:
    case = await claimed(stage)

    assert await stage.hears(Command("stop")) == [words.STOPPED.source]
    assert words.WHICH_LANGUAGE.source in (await stage.hears(Command("taal")))[0]
    assert words.ERASE_WHAT.source in (await stage.hears(Command("wissen")))[0]
    assert await texts(stage, case) == []


async def test_a_language_is_chosen_with_its_button(stage: Stage) -> None:
    await claimed(stage)
    await stage.hears(Command("taal"))

    await stage.presses("l:ar")

    state = await stage.store.run(lambda unit: unit.lock(FATIMA, MONDAY).state)
    assert state is not None
    assert state["language"] == "ar"


@pytest.mark.parametrize("command", ["menu", "help", "mens", "start"])
async def test_any_other_command_says_who_helps(stage: Stage, command: str) -> None:
    await claimed(stage)

    (screen,) = await stage.hears(Command(command))

    assert screen.splitlines()[0] == HELPS


async def test_an_old_button_says_who_helps(stage: Stage) -> None:
    await stage.hears("ik ben mijn baan kwijt")
    (old, *_) = stage.buttons()
    await claimed(stage)

    (screen,) = await stage.hears(Press(old.id))

    assert screen.splitlines()[0] == HELPS
    assert stage.choices() == ["go-on", "danger"]


async def test_a_photo_is_refused_kindly(stage: Stage) -> None:
    await claimed(stage)

    assert await stage.hears(Unusable("photo")) == [words.CANNOT_PHOTO.source]


async def test_the_guide_goes_on_beside_the_person_when_she_wants(stage: Stage) -> None:
    await stage.hears("ik ben mijn baan kwijt")
    question = (await stage.presses("self"))[-1]
    case = await claimed(stage)

    assert await stage.presses("go-on") == [question]
    await stage.presses("a:ontslagen")
    assert await stage.hears("later") != []
    assert await texts(stage, case) == []
    assert (await stage.case_of()).state is CaseState.CLAIMED

    (screen,) = await stage.hears(Command("mens"))
    assert screen.splitlines()[0] == HELPS
    assert await stage.hears("Ik ben er weer") == []
    assert await texts(stage, case) == ["Ik ben er weer"]


async def test_when_the_person_writes_the_guide_waits_again(stage: Stage) -> None:
    case = await claimed(stage)
    await stage.presses("go-on")

    await stage.desk.say(KARIN, case.id, "Bent u daar?")

    assert await stage.hears("Ja") == []
    assert await texts(stage, case) == ["Bent u daar?", "Ja"]


async def test_when_nobody_is_there_she_hears_it_once_a_night(stage: Stage) -> None:
    case = await claimed(stage)
    stage.clock.now = EVENING

    assert await stage.hears("Is daar iemand?") == [
        (
            "🌙 Er is nu niemand bij Voorbeeldstad. Uw bericht is bewaard.\n"
            "🕘 U krijgt antwoord uiterlijk 25 november 2026 om 10.00 uur."
        )
    ]
    assert stage.choices() == ["go-on", "danger"]
    assert await stage.hears("Hallo?") == []
    stage.clock.now += timedelta(days=1)
    assert len(await stage.hears("Nog steeds niemand?")) == 1
    assert await texts(stage, case) == ["Is daar iemand?", "Hallo?", "Nog steeds niemand?"]


async def walked_to_reminder(stage: Stage) -> None:
    """Put an action off that has to be done within days."""
    await stage.hears("ik ben mijn baan kwijt")
    for choice in ("self", "a:ontslagen", "later"):
        await stage.presses(choice)


async def test_a_reminder_without_a_near_deadline_waits_for_the_person_to_finish(stage: Stage) -> None:
    await walked_to_reminder(stage)
    case = await claimed(stage)
    stage.clock.now += timedelta(days=7, hours=1)
    seen = await stage.seen()

    await stage.conversation.ring()
    assert await stage.sent(seen) == []

    await stage.desk.release(KARIN, case.id)
    stage.clock.now += timedelta(days=1)
    seen = await stage.seen()
    await stage.conversation.ring()
    assert await stage.sent(seen) == [words.REMINDER.source]


async def test_a_timer_that_is_nothing_says_nothing(stage: Stage) -> None:
    await claimed(stage)

    assert await stage.hears(Due("reminder", "self:nothing/at-all")) == []


async def test_typing_yes_to_the_question_whether_to_erase_erases(stage: Stage) -> None:
    case = await claimed(stage)
    await stage.hears(Command("wissen"))

    await stage.hears("ja")

    assert await stage.store.run(lambda unit: unit.lock(FATIMA, MONDAY).state) is None
    left = await stage.store.run(lambda unit: unit.case(case.id))
    assert left is not None
    assert (left.contact, left.state, left.outcome) == (None, CaseState.CLOSED, "erased")


async def test_yes_to_the_person_after_that_question_is_for_the_person(stage: Stage) -> None:
    case = await claimed(stage)
    await stage.hears(Command("wissen"))
    await stage.desk.say(KARIN, case.id, "Kunt u morgen?")

    assert await stage.hears("ja") == []
    assert await texts(stage, case) == ["Kunt u morgen?", "ja"]


async def test_after_release_the_bot_answers_again(stage: Stage) -> None:
    case = await claimed(stage)
    await stage.desk.release(PETRA, case.id)

    shown = await stage.hears("ik ben mijn baan kwijt")

    assert shown[-1] == words.FOR_WHOM.source
    assert await texts(stage, case) == []
