"""What holds for the service as a whole: restarts, reminders, both doors, both stores, its log."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from aiohttp import ClientSession

from bot.flows import words
from tests.e2e import database
from tests.e2e.walk import walk
from tests.e2e.wording import LANGUAGES, label, library, said

if TYPE_CHECKING:
    from tests.e2e.stage import Stage

pytestmark = pytest.mark.untraced  # processes of its own; tests/e2e/test_ending.py is traced

LAST_DAY = "01-03-2027"


async def test_after_a_restart_she_stands_on_the_same_step(stage: Stage, store_url: str, door: str) -> None:
    service = stage.service(store_url, door=door)
    await service.start()
    person = stage.people.new("ti")
    await walk(person, "ti", LAST_DAY, steps=3)
    question = person.question
    data = next(iter(question.had.values()))
    assert await service.stop() == 0
    await service.start()

    await person.says("/start")
    title = library().guides["baan-verliezen"].title
    heard = await person.asked()
    await person.presses_data(question, data)

    assert heard == said("ti", words.WELCOME_BACK, guide=title) + f"\n\n{question.text}"
    assert await person.asked() == said("ti", words.OLD_BUTTON) + f"\n\n{question.text}"


async def test_what_she_writes_while_nothing_runs_is_answered_at_the_next_start(
    stage: Stage, store_url: str, door: str
) -> None:
    service = stage.service(store_url, door=door)
    await service.start()
    person = stage.people.new("nl")
    await walk(person, "nl", LAST_DAY, steps=3)
    await service.stop()

    await person.chooses("a:ontslagen")
    await service.start()

    step = await person.asked()
    assert step.splitlines()[1] == "👉 Vraag advies over uw ontslag"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_reminder_says_nothing_to_who_reads_along(
    stage: Stage, store_url: str, language: str
) -> None:
    service = stage.service(store_url)
    await service.start()
    person = stage.people.new(language)
    await walk(person, language, LAST_DAY, steps=4)
    await person.chooses("later")
    await person.asked()
    await service.stop()
    before = len(person.reads())
    database.make_due(store_url, person.id, stage.api.now - timedelta(hours=1))

    await service.start()
    await stage.until(lambda: len(person.reads()) == before + 1)

    assert person.reads()[-1] == said(language, words.REMINDER)
    in_dutch = [] if language == "nl" else [label(words.SHOW_DUTCH, language)]
    assert person.question.labels == [label(words.SHOW, language), *in_dutch, label(words.MENU, language)]
    assert database.due_times(store_url, person.id) == []
    await person.chooses("open")
    assert (await person.asked()).startswith("👉 ")


async def test_no_reminder_comes_after_stop(stage: Stage, sqlite_url: str) -> None:
    service = stage.service(sqlite_url)
    await service.start()
    person = stage.people.new("nl")
    await walk(person, "nl", LAST_DAY, steps=4)
    await person.chooses("later")
    await person.asked()
    before = len(database.due_times(sqlite_url, person.id))

    await person.says("/stop")
    await person.told()

    assert (before, database.due_times(sqlite_url, person.id)) == (1, [])


@pytest.mark.parametrize("secret", [None, "", "another-secret"])
async def test_the_webhook_takes_nothing_without_its_secret(
    stage: Stage, sqlite_url: str, secret: str | None
) -> None:
    service = stage.service(sqlite_url, door="webhook")
    await service.start()
    await stage.api.until_called("setWebhook")
    person = stage.people.new("nl")
    update = {"update_id": 1, "message": {"text": "hallo", "chat": {"id": person.id, "type": "private"}}}
    headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}

    async with (
        ClientSession() as session,
        session.post(
            service.settings["WEGWIJS_TELEGRAM_WEBHOOK_URL"], json=update, headers=headers
        ) as response,
    ):
        status = response.status

    assert (status, database.states(sqlite_url)) == (403, {})


@pytest.mark.parametrize("level", ["INFO", "DEBUG"])
async def test_a_log_of_trouble_leads_to_nobody(stage: Stage, sqlite_url: str, door: str, level: str) -> None:
    """The stage looks for traces in every log; here a log in which much has gone wrong."""
    stage.api.faults.fail(500, method="setMyCommands", times=1)
    stage.api.faults.drop(method="sendMessage", times=2)
    stage.api.faults.fail(400, "Bad Request: chat not found", method="editMessageReplyMarkup")
    service = stage.service(sqlite_url, door=door, level=level)
    await service.start()
    person = stage.people.new("ar")

    await walk(person, "ar", LAST_DAY, steps=5)
    await person.says("mijn bsn is 111222333")
    await person.asked()
    await person.blocks()
    await stage.until(lambda: database.due_times(sqlite_url, person.id) == [])

    assert await service.stop() == 0
    warnings = {line["message"] for line in service.logged() if line["level"] == "WARNING"}
    assert warnings == {"Telegram cannot be reached yet", "not delivered"}
