"""Joining a group on the page: the code, the languages, whose device; without script, and as an attack."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
import sqlalchemy as sa

from bot import devices
from bot.flows import words, words_page
from bot.flows import words_group as said
from bot.handoff.actors import Actor
from bot.storage.tables import contacts
from tests.stores import connected
from tests.web.page.lists import TOESLAGEN, fill_list

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.groups.base import Group, Seat
    from tests.web.page.conftest import Browser, Pages

NOOR = Actor(id="noor", name="Noor", role="begeleider", team="bibliotheek")
NOT_A_CODE = "BCDFGHJA"
UNKNOWN = "BCDFGHJK"


@pytest_asyncio.fixture
async def group(pages: Pages) -> Group:
    return await pages.app.groups.open(NOOR, "Bibliotheek Centrum")


async def seats(pages: Pages, group: Group) -> list[Seat]:
    return list(await pages.app.store.run(lambda unit: unit.seats(group.id)))


def count(settings: Settings, table: sa.Table) -> int:
    with connected(settings.database_url) as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())


def texts(page: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", page))


async def begins(browser: Browser, group: Group, language: str = "nl", **more: str) -> None:
    await browser.begin(language, group=group.code, **more)


async def test_code_is_asked_in_every_language_and_leads_to_the_languages(
    browser: Browser, pages: Pages, group: Group
) -> None:
    page = (await browser.get("/mee")).text
    languages = pages.app.languages
    for code in languages.codes:
        said = [words_page.JOIN, words_page.JOIN_TYPE, words.GO_ON]
        assert [languages.translate(text, code) in texts(page) for text in said] == [True] * 3

    page = (await browser.post("/mee", code=f" {group.code[:4].lower()} {group.code[4:]} ")).text
    assert re.findall(r'href="(/mee/[^"]+)"', page) == [
        f"/mee/{group.code}/{code}" for code in languages.codes
    ]


async def test_language_leads_to_a_seat(browser: Browser, pages: Pages, group: Group) -> None:
    page = (await browser.get(f"/mee/{group.code}/ti")).text
    assert re.findall(r'name="(\w+)" value="([^"]*)"', page) == [
        ("language", "ti"),
        ("group", group.code),
        ("own", "1"),
        ("own", "0"),
    ]
    await begins(browser, group, "ti")
    assert [(seat.number, seat.language) for seat in await seats(pages, group)] == [(1, "ti")]
    assert "Bibliotheek Centrum" in (await browser.shown())[-1]


async def test_own_words_of_the_group_screen_work_without_script(
    browser: Browser, pages: Pages, group: Group
) -> None:
    await begins(browser, group)
    await browser.presses(said.HAND_UP.source)
    assert [seat.hand_at is not None for seat in await seats(pages, group)] == [True]


async def test_library_pc_is_shared_without_asking(browser: Browser, pages: Pages, group: Group) -> None:
    page = (await browser.get(f"/mee/{group.code}?pc")).text
    assert f'href="/mee/{group.code}/ar?pc"' in page
    page = (await browser.get(f"/mee/{group.code}/ar?pc")).text
    assert re.findall(r'name="own" value="(\d)"', page) == ["0"]
    page = (await browser.post("/mee", code=group.code, pc="1")).text
    assert f'href="/mee/{group.code}/ar?pc"' in page


async def test_library_pc_left_open_shows_nothing_of_who_sat_there(
    browser: Browser, pages: Pages, group: Group
) -> None:
    await begins(browser, group, own="0")
    await browser.says("Kwartelkuiken")
    pages.clock.forward(minutes=16)
    await pages.app.expire_pages()
    assert await seats(pages, group) == []  # her seat went with her
    page = (await browser.get(f"/mee/{group.code}?pc")).text
    assert "Kwartelkuiken" not in page
    assert f'href="/mee/{group.code}/nl?pc"' in page
    await begins(browser, group, own="0")
    assert not any("Kwartelkuiken" in entry for entry in await browser.shown())


async def test_who_is_known_joins_with_the_conversation_that_she_has(
    browser: Browser, pages: Pages, group: Group
) -> None:
    await browser.begin("ar")
    page = (await browser.get(f"/mee/{group.code}")).text
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page))
    assert (fields["group"], fields["language"]) == (group.code, "ar")
    assert "/klaar" not in page  # her own device
    await browser.post("/begin", **fields)
    assert [seat.language for seat in await seats(pages, group)] == ["ar"]


async def test_reload_and_a_second_begin_keep_one_seat(browser: Browser, pages: Pages, group: Group) -> None:
    await begins(browser, group)
    await browser.get(f"/mee/{group.code}")
    await begins(browser, group, token=await browser.token())
    assert len(await seats(pages, group)) == 1


@pytest.mark.parametrize("code", [UNKNOWN, NOT_A_CODE, "", "x" * 3000, "<script>"])
async def test_wrong_code_gets_one_answer_and_makes_nobody_known(
    browser: Browser, settings: Settings, code: str
) -> None:
    page = await browser.post("/mee", code=code)
    assert (page.status_code, said.NO_SUCH_GROUP.source in texts(page.text)) == (422, True)
    page = await browser.begin("nl", group=code or UNKNOWN)
    assert (page.status_code, said.NO_SUCH_GROUP.source in texts(page.text)) == (422, True)
    assert count(settings, contacts) == 0
    assert "<script>" not in page.text


async def test_group_that_ended_gets_the_same_answer(browser: Browser, pages: Pages, group: Group) -> None:
    await pages.app.groups.end(NOOR, group.id)
    wrong = await browser.post("/mee", code=UNKNOWN)
    ended = await browser.post("/mee", code=group.code)
    assert (ended.status_code, ended.text) == (wrong.status_code, wrong.text)


async def test_path_that_holds_no_code_asks_for_one(browser: Browser) -> None:
    page = await browser.get(f"/mee/{NOT_A_CODE}")
    assert (page.status_code, 'name="code"' in page.text) == (422, True)
    page = await browser.get(f"/mee/{NOT_A_CODE}/nl")
    assert page.url.path == "/mee"


@pytest.mark.parametrize("code", ["//evil.example", "https://evil.example/BCDFGHJK", "\\\\evil", "BCDF/../x"])
async def test_code_sends_nobody_to_another_site(browser: Browser, code: str) -> None:
    answer = await browser.client.post("/mee", data={"code": code}, follow_redirects=False)
    assert (answer.status_code, answer.headers.get("location")) == (422, None)


async def test_unknown_language_leads_back_to_the_code(browser: Browser, group: Group) -> None:
    assert (await browser.get(f"/mee/{group.code}/xx")).url.path == "/mee"


async def test_guessing_is_stopped(browser: Browser, pages: Pages, group: Group) -> None:
    await browser.begin("nl")
    token = await browser.token()
    for _ in range(devices.MOST_TRIES):
        assert (await browser.post("/mee", token=token, code=UNKNOWN)).status_code == 422
    page = await browser.post("/mee", token=token, code=group.code)
    assert (page.status_code, words_page.CODE_TOO_OFTEN.source in texts(page.text)) == (429, True)
    assert (await browser.post("/begin", token=token, language="nl", group=group.code)).status_code == 429
    assert await seats(pages, group) == []


async def test_known_browser_joins_only_with_its_own_form(
    browser: Browser, pages: Pages, group: Group
) -> None:
    await browser.begin("nl")
    answer = await browser.client.post(
        "/begin", data={"language": "nl", "group": group.code, "token": "0" * 64}, follow_redirects=False
    )
    assert answer.headers["location"] == "/"
    answer = await browser.client.post("/mee", data={"code": group.code}, follow_redirects=False)
    assert answer.headers["location"] == "/mee"
    assert await seats(pages, group) == []


async def test_another_site_cannot_make_a_browser_join(browser: Browser, pages: Pages, group: Group) -> None:
    answer = await browser.client.post(
        "/begin",
        data={"language": "nl", "group": group.code, "own": "1"},
        headers={"sec-fetch-site": "cross-site"},
    )
    assert (answer.status_code, await seats(pages, group)) == (403, [])


async def test_full_group_says_so(browser: Browser, pages: Pages, group: Group) -> None:
    for _ in range(12):
        async with pages.browser() as one:
            await begins(one, group)
    await begins(browser, group)
    assert said.FULL.source in "".join(await browser.shown())
    assert len(await seats(pages, group)) == 12


async def test_start_page_of_who_is_in_no_group_is_as_it_was(browser: Browser) -> None:
    for path in ("/", "/nl", "/ti"):
        page = (await browser.get(path)).text
        assert ("/mee" in page, 'name="group"' in page) == (False, False)


async def test_end_of_the_group_is_told_on_the_page(browser: Browser, pages: Pages, group: Group) -> None:
    await begins(browser, group)
    await pages.app.groups.end(NOOR, group.id)
    await pages.app.delivery.drain()
    shown = (await browser.shown())[-1]
    assert said.ENDED.source in shown
    assert said.SEES_NO_MORE.source in shown


async def test_list_that_is_shown_again_at_the_end_of_the_group_can_still_go_on_paper(
    browser: Browser, pages: Pages, group: Group
) -> None:
    await begins(browser, group)
    await fill_list(pages, TOESLAGEN)
    await browser.presses(words.GO_ON.source)
    await browser.presses(words.MY_LIST.source)

    await pages.app.groups.end(NOOR, group.id)
    await pages.app.delivery.drain()

    page = (await browser.get("/gesprek")).text
    assert said.ENDED.source in (await browser.shown())[-1]
    assert re.findall(r'formaction="(/papier)"', page.rpartition("<article")[2]) == ["/papier"]
