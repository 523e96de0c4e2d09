"""What a resident meets on Telegram, from the first word to the last."""

from __future__ import annotations

import shutil
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from bot.flows import words, words_group, words_page
from bot.flows.definition import Do
from bot.flows.subject import ActionStatus
from tests.e2e import database
from tests.e2e.stage import Stage, staged
from tests.e2e.wording import LANGUAGES, label, library, said

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.flows.text import Text
    from tests.e2e.person import Person

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.untraced,  # a process of its own; tests/e2e/test_ending.py is traced
]

NAMES = {"nl": "Nederlands", "ar": "العربية", "ti": "ትግርኛ"}


@pytest.fixture(scope="module")
def url(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{shutil.copy(migrated_file, tmp_path_factory.mktemp('resident') / 'wegwijs.db')}"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stage(url: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    """Run one service for all residents of this file: they have nothing to do with each other."""
    async with staged(tmp_path_factory.mktemp("stage")) as stage:
        await stage.service(url).start()
        yield stage


async def begin(person: Person, language: str) -> None:
    """Come in by the link of a language and stand before the first question of a guide."""
    await person.says(f"/start {language}")
    await person.asked()
    await person.chooses("t:werk")
    await person.asked()
    await person.chooses("g:baan-verliezen")
    await person.asked()
    await person.chooses("self")
    await person.asked()


def title_of(step: str) -> Text:
    """Return the title of an action of the guide."""
    found = next(one for one in library().guides["baan-verliezen"].steps if one.id == step)
    assert isinstance(found, Do)
    return found.title


# --- beginning -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "order"),
    [
        ("nl", ["nl", "ar", "ti"]),
        ("ar", ["ar", "nl", "ti"]),
        ("ti", ["ti", "nl", "ar"]),
        ("en", ["nl", "ar", "ti"]),
        (None, ["nl", "ar", "ti"]),
    ],
)
async def test_start_offers_each_language_in_its_own_script_and_that_of_the_phone_first(
    stage: Stage, code: str | None, order: list[str]
) -> None:
    person = stage.people.new(code)

    await person.says("/start")

    assert await person.asked() == "\n".join(label(words.WHICH_LANGUAGE, code) for code in order)
    assert person.question.labels == [NAMES[code] for code in order]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_link_of_a_language_begins_in_it(stage: Stage, language: str) -> None:
    person = stage.people.new("en")

    await person.says(f"/start {language}")

    heard = (await person.asked()).splitlines()
    assert heard[0] == said(language, words.WELCOME)
    assert heard[-1] == said(language, words.WHAT_HAPPENED)
    assert person.question.labels[0] == label(words.TOPIC_WERK, language)


async def test_the_commands_stand_in_every_language(stage: Stage) -> None:
    described = {
        "start": words.COMMAND_START,
        "menu": words.COMMAND_MENU,
        "taal": words.COMMAND_TAAL,
        "mens": words.COMMAND_MENS,
        "stop": words.COMMAND_STOP,
        "wissen": words.COMMAND_WISSEN,
        "help": words.COMMAND_HELP,
        "apparaat": words_page.OTHER_DEVICE,
        "groep": words_group.COMMAND_GROEP,
    }

    await stage.api.until_called("getUpdates")

    def listed(language: str) -> list[dict[str, str]]:
        return [{"command": name, "description": label(text, language)} for name, text in described.items()]

    assert stage.api.commands == {"": listed("nl"), **{code: listed(code) for code in LANGUAGES}}


# --- walking -------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_guide_is_walked_to_its_end_by_buttons_and_by_words(
    stage: Stage, url: str, language: str
) -> None:
    person = stage.people.new(language)
    last_day = stage.api.now.date() + timedelta(days=30)
    await begin(person, language)

    while "list" not in person.choices:
        match person.choices:
            case ["a:tekenen", *_]:
                await person.says("2")  # typed: the number of the second button
            case ["done", *_]:
                await person.chooses("done")
            case [*choices] if "a:nee" in choices:
                await person.says(label(words.NO, language))
            case [*choices] if "no" in choices:
                await person.chooses("no")
            case _:
                await person.says(f"{last_day:%d-%m-%Y}")
        await person.asked()

    state = database.states(url)[person.id]
    answers = {"ontslag": "ontslagen", "laatste-dag": last_day.isoformat()}
    assert state.subject.finished == {"baan-verliezen": answers}
    assert state.subject.profile["laatste-werkdag"].value == last_day.isoformat()
    assert {action.status for action in state.subject.actions.values()} == {ActionStatus.DONE}
    assert state.subject.stack == ()


@pytest.mark.parametrize("language", LANGUAGES)
async def test_going_back_shows_the_question_before(stage: Stage, language: str) -> None:
    person = stage.people.new(language)
    await begin(person, language)
    first = person.question
    await person.chooses("a:ontslagen")
    await person.asked()

    await person.chooses("back")

    assert await person.asked() == first.text
    assert person.question.labels == list(first.had)


async def test_another_language_half_way_shows_the_same_step(stage: Stage) -> None:
    person = stage.people.new("nl")
    await begin(person, "nl")
    await person.chooses("a:ontslagen")
    await person.asked()
    before = person.choices
    await person.says("/taal")
    await person.asked()

    await person.chooses("l:ti")

    heard = (await person.asked()).splitlines()
    assert heard[0] == said("ti", words.LANGUAGE_CHANGED)
    assert "👉 " + said("ti", title_of("ontslag-advies")) in heard
    assert [choice for choice in person.choices if choice != "dutch"] == before


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("command", "text", "choice"),
    [
        ("/mens", words.PERSON_INTRO, "danger"),
        ("/menu", words.WHAT_HAPPENED, "t:digid"),
        ("/help", words.HELP_TEXT, "a:zelf"),
        ("/wissen", words.ERASE_WHAT, "yes"),
        ("/nonsense", words.HELP_TEXT, "a:zelf"),
    ],
)
async def test_a_command_is_answered_at_any_step(
    stage: Stage, language: str, command: str, text: Text, choice: str
) -> None:
    person = stage.people.new(language)
    await begin(person, language)

    await person.says(command)

    heard = (await person.asked()).splitlines()
    assert heard[0] == said(language, text).splitlines()[0]
    assert choice in person.choices


@pytest.mark.parametrize("language", LANGUAGES)
async def test_stop_keeps_the_place(stage: Stage, language: str) -> None:
    person = stage.people.new(language)
    await begin(person, language)
    question = person.question.text

    await person.says("/stop")
    stopped = await person.told()
    await person.says("/start")

    assert stopped == [said(language, words.STOPPED)]
    title = library().guides["baan-verliezen"].title
    assert await person.asked() == "\n\n".join((said(language, words.WELCOME_BACK, guide=title), question))


# --- buttons -------------------------------------------------------------------


async def test_a_button_pressed_twice_takes_effect_once(stage: Stage, url: str) -> None:
    person = stage.people.new()
    await begin(person, "nl")
    question = person.question
    data = question.had["Ik ben ontslagen"]

    await person.presses_data(question, data)
    await person.presses_data(question, data)

    heard = await person.asked(questions=2)
    assert heard == "\n\n".join(
        (
            person.question.text.split("\n\n")[-1],
            said("nl", words.OLD_BUTTON),
            person.question.text.split("\n\n")[-1],
        )
    )
    assert database.states(url)[person.id].subject.stack[0].answers == {"ontslag": "ontslagen"}


async def test_buttons_go_once_one_of_them_was_pressed(stage: Stage) -> None:
    person = stage.people.new()
    await begin(person, "nl")
    question = person.question

    await person.chooses("a:zelf")
    await person.asked()

    await stage.until(lambda: question.labels == [])
    assert person.question.labels != []


# --- what the bot cannot use ---------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("photo", words.CANNOT_PHOTO),
        ("document", words.CANNOT_PHOTO),
        ("voice", words.CANNOT_VOICE),
        ("audio", words.CANNOT_VOICE),
        ("location", words.CANNOT_LOCATION),
        ("venue", words.CANNOT_LOCATION),
        ("contact", words.CANNOT_CONTACT),
        ("sticker", words.CANNOT_OTHER),
        ("video", words.CANNOT_OTHER),
        ("video_note", words.CANNOT_OTHER),
        ("dice", words.CANNOT_OTHER),
    ],
)
async def test_what_the_bot_cannot_use_gets_a_kind_answer_and_is_not_fetched(
    stage: Stage, language: str, kind: str, text: Text
) -> None:
    person = stage.people.new(language)
    await begin(person, language)
    question = person.question.text

    await person.sends(kind)

    assert await person.asked() == f"{said(language, text)}\n\n{question}"
    assert stage.api.unknown == []  # getFile would stand here


# --- privacy ---------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("before", "secret", "text"),
    [
        ("", "111222333", words.REFUSED_BSN),
        ("code ", "482913", words.REFUSED_CODE),
        ("wachtwoord ", "Zonnebloem77", words.REFUSED_PASSWORD),
    ],
)
async def test_a_secret_is_refused_explained_and_deleted(  # noqa: PLR0917  pytest names them
    stage: Stage, url: str, language: str, before: str, secret: str, text: Text
) -> None:
    person = stage.people.new(language)
    await begin(person, language)

    message = await person.says(f"{before}{secret}")

    heard = await person.asked()
    assert heard.split("\n\n")[0] == said(language, text, words.REFUSED_DELETE)
    await stage.api.until_called("deleteMessages", chat_id=person.id, message_ids=[message])
    assert message not in [seen.id for seen in person.sees()]
    assert secret not in database.everything(url)


@pytest.mark.parametrize(
    ("language", "typed"),
    [("nl", "mijn man slaat mij elke dag"), ("ar", "زوجي يضربني كل يوم"), ("ti", "ሰብኣየይ ኩሉ ግዜ ይወቅዓኒ")],
)
async def test_words_of_danger_bring_the_numbers_first_and_are_not_kept(
    stage: Stage, url: str, language: str, typed: str
) -> None:
    person = stage.people.new(language)
    await begin(person, language)

    await person.says(typed)

    heard = await person.asked()
    phone = library().organisations["noodnummer"].phone or ""
    assert heard.splitlines()[0] == "🆘 " + said(language, words.DANGER_NOW, phone=phone)
    assert person.choices[:2] == ["erase", "quiet"]
    assert typed not in database.everything(url)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_wissen_leaves_nothing_in_telegram_or_here(stage: Stage, url: str, language: str) -> None:
    person = stage.people.new(language)
    await begin(person, language)
    await person.chooses("a:ontslagen")
    await person.asked()
    await person.chooses("later")
    await person.asked()
    contact = database.contact_ids(url)[person.id]
    await person.says("/wissen")
    await person.asked()

    await person.chooses("yes")

    last = [said(language, words.ERASED), said(language, words.ERASED_TELEGRAM)]
    await stage.until(lambda: "\n\n".join(message.text for message in person.sees()) == "\n\n".join(last))
    await stage.until(lambda: str(person.id) not in database.everything(url))
    assert contact not in database.everything(url)


async def test_blocking_the_bot_cancels_what_it_would_have_sent(stage: Stage, url: str) -> None:
    person = stage.people.new()
    await begin(person, "nl")
    await person.chooses("a:ontslagen")
    await person.asked()
    await person.chooses("later")
    await person.asked()
    before = len(database.due_times(url, person.id))

    await person.blocks()

    await stage.until(lambda: database.due_times(url, person.id) == [])
    assert before == 1
