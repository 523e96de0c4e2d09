"""A resident on Telegram and a klantmanager at the web desk, both before the real service."""

from __future__ import annotations

import asyncio
import re
from html import unescape
from typing import TYPE_CHECKING

from httpx2 import AsyncClient

from bot.bootstrap import opened_store
from bot.config import Settings
from bot.flows import words_person
from bot.flows.show import ANSWER
from tests.e2e.wording import label, library
from tests.web.desk.office import PASSWORD, STAFF, Browser

if TYPE_CHECKING:
    from tests.e2e.person import Person
    from tests.e2e.stage import Stage

QUESTION = "ገንዘበይ ኣይመጸን። እንታይ ክገብር?"
HELLO = "ሰላም፡ ኣለኹ።"


async def hire(url: str) -> None:
    """Make the accounts of the desk, as `wegwijs staff add` does."""
    async with opened_store(Settings.from_environment({"WEGWIJS_DATABASE_URL": url})) as store:
        for account in STAFF:
            await store.run(lambda unit, account=account: unit.save_account(account))  # type: ignore[misc]


async def asks(person: Person) -> None:
    """Ask a person, with as few answers as there can be."""
    await person.says("/start ti")
    await person.asked()
    await person.says("/mens")
    await person.asked()
    for choice in ("ask-here", "agree"):
        await person.chooses(choice)
        await person.asked()
    await person.says(QUESTION)
    await person.asked()
    while "send" not in person.choices:
        await person.chooses("next")
        await person.asked()
    await person.chooses("send")
    await person.asked()


def talk(desk: Browser) -> list[str]:
    """Return what was said, as the page of a case shows it."""
    return [unescape(text) for text in re.findall('<p class="words"[^>]*>(.*?)</p>', desk.shown.text)]


async def hears(desk: Browser, path: str, text: str) -> None:
    """Load the page of a case until this was said last."""
    async with asyncio.timeout(20):
        while talk(desk)[-1:] != [text]:
            await asyncio.sleep(0.1)
            await desk.open(path)


async def test_resident_on_telegram_talks_with_a_klantmanager_at_the_desk(
    stage: Stage, sqlite_url: str
) -> None:
    await hire(sqlite_url)
    service = stage.service(sqlite_url, door="webhook", desk=True)
    await service.start()
    person = stage.people.new("ti")
    await asks(person)

    async with AsyncClient(base_url=f"http://{service.settings['WEGWIJS_LISTEN']}") as client:
        desk = Browser(client)
        await desk.open("/desk/inloggen")
        await desk.send("/desk/inloggen", naam="karin", wachtwoord=PASSWORD)
        found = re.search('href="(/desk/zaak/[A-Z]{8})"', desk.shown.text)
        assert found is not None
        case = found[1]
        await desk.open(case)
        question = QUESTION in desk.text
        await desk.send(f"{case}/neem")
        taken = await person.asked()

        await person.says(HELLO)
        await hears(desk, case, HELLO)
        await desk.send(f"{case}/zin", zin="lees")
        # On a day without office hours she is told so as well: these are waited for by themselves.
        phrase = label(library().phrases["lees"].text, "ti")
        await stage.until(lambda: any(phrase in message.text for message in person.sees()))
        await desk.send(f"{case}/stel-vraag", vraag="mag-bellen")
        await stage.until(lambda: f"{ANSWER}ja" in person.choices)
        await person.chooses(f"{ANSWER}ja")
        await hears(desk, case, "Ja")
        await desk.send(f"{case}/sluit", uitkomst="helped")
        ended = await person.asked()

    assert question
    assert "Voorbeeldstad" in taken
    assert label(words_person.ENDED, "ti") in ended
    assert "Stand: gesloten · Geholpen in het gesprek" in desk.text
