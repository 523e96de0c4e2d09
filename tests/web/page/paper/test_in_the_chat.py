"""The paper asked for in the chat, and printed at another computer."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from bot.messages import Command, Inbound, Press, Text
from bot.storage.paper_tables import papers
from bot.storage.tables import outbox, transcript
from bot.tokens import new_token
from tests.stores import connected
from tests.web.page.conftest import entries
from tests.web.page.lists import PIN, TOESLAGEN, TOKEN, fill_list, hidden
from tests.web.page.paper.seen import PHONE, rows, said

if TYPE_CHECKING:
    from httpx2 import Response

    from tests.web.page.conftest import Browser, Pages


async def say_in_the_chat(pages: Pages, content: Command | Press | Text) -> None:
    await pages.app.conversation.receive(Inbound(PHONE, new_token(), content, pages.clock()))


async def list_in_the_chat(pages: Pages) -> str:
    """Begin in the chat with one action on her list; return the code to print it elsewhere."""
    await say_in_the_chat(pages, Command("start", "nl"))
    await fill_list(pages, TOESLAGEN)
    return await code_in_the_chat(pages)


async def code_in_the_chat(pages: Pages) -> str:
    """Ask for her list on paper in the chat; return the code that stands there."""
    await say_in_the_chat(pages, Command("menu"))
    await say_in_the_chat(pages, Text("mijn lijst"))
    await say_in_the_chat(pages, Text("op papier"))
    return code_sent(pages)


async def filled(browser: Browser, code: str) -> dict[str, str]:
    """Type a code at another computer; return the form of the paper, filled in."""
    form = await browser.client.post("/papier/code", data={"code": code})
    return {**hidden(form.text), "pin": PIN, "again": PIN}


async def test_list_in_the_chat_gives_a_code_to_print_at_another_computer(
    other: Browser, pages: Pages, made: list[str]
) -> None:
    code = await list_in_the_chat(pages)

    fields = await filled(other, code)
    paper = await other.client.post("/papier/maak", data=fields)

    assert "Doe dit uiterlijk 29 december 2026." in said(paper.text)
    assert 'href="/" data-after="900"' in paper.text
    assert other.client.cookies.get("wegwijs") is None
    with connected(pages.app.settings.database_url) as connection:
        kept = connection.execute(sa.select(transcript.c.text)).scalars().all()
    assert [line for line in kept if code[:4] in line] == []


@pytest.mark.parametrize("at_once", [True, False])
async def test_form_with_a_code_that_is_sent_twice_makes_one_paper_and_a_new_code_another(
    other: Browser, pages: Pages, made: list[str], *, at_once: bool
) -> None:
    code = await list_in_the_chat(pages)
    fields = await filled(other, code)

    async def sent() -> Response:
        return await other.client.post("/papier/maak", data=fields)

    answers = await asyncio.gather(sent(), sent()) if at_once else [await sent(), await sent()]
    fresh = await code_in_the_chat(pages)
    form = await other.client.post("/papier/code", data={"code": fresh})
    new = await other.client.post("/papier/maak", data={**hidden(form.text), "pin": PIN, "again": PIN})

    paper, told = sorted(answers, key=lambda one: one.status_code)
    assert [one.status_code for one in (paper, told, form, new)] == [200, 422, 200, 200]
    assert "Dit blad is al gemaakt. Hebt u het niet? Maak dan een nieuw blad." in told.text
    assert "Open uw lijst op uw telefoon. Kies: Op papier." in told.text
    assert 'name="code" required' in told.text  # a new one; nothing of hers stands there, nor leads to her
    assert (hidden(told.text), "<svg" in told.text, rows(pages, papers)) == ({}, False, 1)


async def test_form_that_spent_a_code_says_so_for_as_long_as_the_code_would_have_worked(
    other: Browser, pages: Pages, made: list[str]
) -> None:
    code = await list_in_the_chat(pages)
    fields = await filled(other, code)
    await other.client.post("/papier/maak", data=fields)

    later = []
    for changed, minutes in (({"once": TOKEN}, 0), ({"once": ""}, 0), ({}, 9), ({}, 1)):
        pages.clock.forward(minutes=minutes)
        later.append((await other.client.post("/papier/maak", data={**fields, **changed})).text)

    said_again = ["Dit blad is al gemaakt." in text for text in later]
    useless = ["Deze code werkt niet meer." in text for text in later]
    assert (said_again, useless) == ([False, False, True, False], [True, True, False, True])


def code_sent(pages: Pages) -> str:
    """Return the code in the last message that waits for the chat."""
    with connected(pages.app.settings.database_url) as connection:
        last = connection.execute(sa.select(outbox.c.body).order_by(outbox.c.id)).scalars().all()[-1]
    return str(last["text"].splitlines()[1])


async def test_list_on_the_page_leads_to_the_paper_by_its_button(browser: Browser, pages: Pages) -> None:
    await browser.begin("nl")
    await fill_list(pages, TOESLAGEN)

    await browser.says("/menu")
    page = (await browser.presses("Mijn lijst")).text
    answer = await browser.client.post("/papier", data={"token": await browser.token()})

    assert re.findall(r'formaction="([^"]*)" name="press" value="\d+\|(\w+)"', page) == [("/papier", "paper")]
    assert answer.headers["location"] == "/papier?lijst"
    assert entries(page) != []
