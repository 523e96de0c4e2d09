"""A device of many that nobody wiped: who comes in next begins anew, unless she says that it is her."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from bot.flows import words, words_page
from bot.storage.tables import contacts
from tests.web.page.lists import TOESLAGEN, fill_list
from tests.web.page.test_join import NOOR, count, seats, texts

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.groups.base import Group
    from tests.web.page.conftest import Browser, Pages

SECRET = "kwartelkuiken"
OWN, TOKEN = "own", "token"


@pytest_asyncio.fixture
async def group(pages: Pages, browser: Browser) -> Group:
    """Open a group, and let somebody sit down at the browser who goes away without wiping it."""
    group = await pages.app.groups.open(NOOR, "Bibliotheek Centrum")
    await browser.begin("nl", own="0", group=group.code)
    await browser.says(SECRET)
    assert SECRET in "".join(await browser.shown())
    return group


def forms(page: str) -> list[dict[str, str]]:
    """Return what each form of a page that begins sends."""
    found = re.findall(r'<form method="post" action="/begin".*?</form>', page, re.DOTALL)
    return [dict(re.findall(r'name="(\w+)" value="([^"]*)"', one)) for one in found]


@pytest.mark.parametrize("path", ["/mee/{code}?pc", "/mee/{code}", "/mee"])
async def test_code_of_a_group_is_asked_of_her_as_of_anybody(
    browser: Browser, pages: Pages, group: Group, path: str
) -> None:
    page = (await browser.get(path.format(code=group.code))).text

    assert SECRET not in page
    if path == "/mee":
        for code in pages.app.languages.codes:
            assert pages.app.languages.translate(words_page.JOIN_TYPE, code) in texts(page)
    else:
        assert re.findall(r'href="/mee/[A-Z]+/(\w+)', page) == list(pages.app.languages.codes)


@pytest.mark.parametrize("path", ["/mee/{code}/ti?pc", "/mee/{code}/ti", "/ti"])
async def test_who_comes_next_sees_nothing_of_who_sat_there(
    browser: Browser, pages: Pages, settings: Settings, group: Group, path: str
) -> None:
    fresh, _ = forms((await browser.get(path.format(code=group.code))).text)
    assert (fresh["language"], fresh[OWN]) == ("ti", "0")

    await browser.post("/begin", **fresh)

    assert SECRET not in "".join(await browser.shown())
    sits = [(seat.number, seat.language) for seat in await seats(pages, group)]
    assert sits == ([(1, "ti")] if "group" in fresh else [])
    assert count(settings, contacts) == 1  # nothing leads to the other one any more


@pytest.mark.parametrize("path", ["/mee/{code}?pc", "/mee/{code}/ti", "/", "/ti"])
async def test_who_sat_there_says_so_and_goes_on(
    browser: Browser, pages: Pages, group: Group, path: str
) -> None:
    page = (await browser.get(path.format(code=group.code))).text
    same = forms(page)[-1]
    assert (words_page.SAT_HERE.source in texts(page), OWN in same, same["language"]) == (True, False, "nl")

    await browser.post("/begin", **same)

    assert SECRET in "".join(await browser.shown())
    assert [seat.language for seat in await seats(pages, group)] == ["nl"]


async def test_computer_of_the_printer_asks_for_a_code_and_leads_who_sat_there_to_her_list(
    browser: Browser, pages: Pages, group: Group
) -> None:
    await fill_list(pages, TOESLAGEN)

    typed = (await browser.get("/papier")).text
    (hers,) = re.findall(r'href="(/papier\?[^"]+)"', typed)

    assert (re.findall(r'name="(code|pin)"', typed), words_page.SAT_HERE.source in texts(typed)) == (
        ["code"],
        True,
    )
    assert re.findall(r'name="(code|pin)"', (await browser.get(hers)).text) == ["pin"]


async def test_own_device_is_not_asked_who_sat_there(browser: Browser, pages: Pages) -> None:
    await browser.begin("nl")
    await browser.says(SECRET)

    pieces = [(await browser.get(path)).text for path in ("/", "/nl")]

    assert [words_page.SAT_HERE.source in texts(page) for page in pieces] == [False, False]
    assert [words.GO_ON.source in texts(page) for page in pieces] == [True, True]
    (same,) = forms(pieces[1])
    await browser.post("/begin", **same)
    assert SECRET in "".join(await browser.shown())


async def test_form_without_her_token_wipes_nobody(browser: Browser, group: Group) -> None:
    answer = await browser.client.post(
        "/begin", data={"language": "ti", OWN: "0", TOKEN: "0" * 64}, follow_redirects=False
    )

    assert answer.headers["location"] == "/"
    assert SECRET in "".join(await browser.shown())
