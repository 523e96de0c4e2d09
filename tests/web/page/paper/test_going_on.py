"""Going on from the paper in another browser, and what ends it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bot.storage.page_tables import page_visitors
from bot.storage.paper_tables import papers
from bot.storage.tables import contacts
from tests.groups.stage import NOOR
from tests.web.page.lists import PIN, TOKEN, WRONG, go_on, led_by, make_paper
from tests.web.page.paper.seen import FAREWELL, lead_to_a_question, rows, said

if TYPE_CHECKING:
    from tests.web.page.conftest import Browser, Pages


async def test_paper_brings_the_conversation_to_another_browser_at_the_same_step(
    browser: Browser, other: Browser, made: list[str]
) -> None:
    question = await lead_to_a_question(browser)
    await make_paper(browser)

    answer = await go_on(other, made[-1])

    assert (answer.status_code, answer.headers["location"]) == (303, "/gesprek")
    assert (await other.shown())[-1].endswith(question)
    assert await browser.shown() == [FAREWELL]


async def test_browser_of_her_own_is_remembered_and_one_of_many_is_not(
    browser: Browser, other: Browser, pages: Pages, made: list[str]
) -> None:
    await browser.begin("nl")
    await make_paper(browser)
    first = await go_on(other, made[-1], own="0")
    await make_paper(other)

    async with pages.browser() as third:
        second = await go_on(third, made[-1], own="1")

    assert ["Max-Age" in one.headers["set-cookie"] for one in (first, second)] == [False, True]


async def test_paper_shows_nothing_before_the_number_whoever_it_belongs_to(
    browser: Browser, other: Browser, made: list[str]
) -> None:
    await lead_to_a_question(browser)
    await make_paper(browser)

    of_her, of_nobody = await other.get(f"/verder/{made[-1]}"), await other.get(f"/verder/{TOKEN}")

    assert of_her.text.replace(made[-1], TOKEN) == of_nobody.text
    asked = re.search(r"<h2>(.*?)</h2>", of_her.text)
    assert asked is not None
    assert re.findall(r'<span class="line" lang="(\w+)"', asked[1]) == ["nl", "ar", "ti"]


async def test_wrong_used_expired_void_and_unknown_get_the_same_answer(
    browser: Browser, pages: Pages, made: list[str]
) -> None:
    answers = []

    async def tried(paper: str, pin: str) -> None:
        async with pages.browser() as stranger:
            answer = await go_on(stranger, paper, pin)
            answers.append((answer.status_code, answer.text.replace(paper, "")))

    await browser.begin("nl")
    await make_paper(browser)
    await tried(made[-1], WRONG)
    await tried(TOKEN, PIN)
    await make_paper(browser)
    await tried(made[1], PIN)  # of the form before: a new paper made it void
    for _ in range(5):
        await tried(made[-1], WRONG)
    await tried(made[-1], PIN)
    await make_paper(browser)
    async with pages.browser() as home:
        await go_on(home, made[-1])
        await make_paper(home)
    await tried(made[-3], PIN)
    pages.clock.forward(days=14)
    await tried(made[-1], PIN)

    assert {status for status, _ in answers} == {422}
    assert len({text for _, text in answers}) == 1
    assert "Klopt uw getal?" in answers[0][1]


async def test_paper_works_once(browser: Browser, other: Browser, pages: Pages, made: list[str]) -> None:
    await browser.begin("nl")
    await make_paper(browser)
    await go_on(other, made[-1])

    async with pages.browser() as third:
        again = await go_on(third, made[-1])

    assert (again.status_code, rows(pages, papers), len(led_by(pages))) == (422, 0, 1)


async def test_paper_works_until_the_day_on_it(
    browser: Browser, other: Browser, pages: Pages, made: list[str]
) -> None:
    await browser.begin("nl")
    shown = (await make_paper(browser)).text
    pages.clock.forward(days=14, minutes=-1)

    answer = await go_on(other, made[-1])

    assert "Dit werkt tot en met 7 december 2026. Het werkt maar 1 keer." in said(shown)
    assert answer.status_code == 303


async def test_conversation_of_a_library_stays_for_the_paper_and_goes_on_at_home(
    browser: Browser, other: Browser, pages: Pages, made: list[str]
) -> None:
    question = await lead_to_a_question(browser)
    await make_paper(browser)
    pages.clock.forward(minutes=16)
    await pages.app.expire_pages()
    left = [rows(pages, table) for table in (page_visitors, contacts)]

    shown_there = str((await browser.get("/gesprek")).url)
    pages.clock.forward(days=10)
    await go_on(other, made[-1])

    assert (left, shown_there.endswith("8000/")) == ([0, 1], True)
    assert (await other.shown())[-1].endswith(question)


async def test_wiped_screen_leaves_the_paper_and_nothing_else(
    browser: Browser, other: Browser, pages: Pages, made: list[str]
) -> None:
    await lead_to_a_question(browser)
    await make_paper(browser)

    await browser.client.post("/klaar", data={"token": await browser.token(), "zeker": "ja"})

    assert [rows(pages, table) for table in (page_visitors, contacts, papers)] == [0, 1, 1]
    assert (await go_on(other, made[-1])).status_code == 303


@pytest.mark.parametrize("ending", ["expired", "void", "used"])
async def test_contact_goes_with_the_paper_where_nothing_else_leads_to_her(
    browser: Browser, other: Browser, pages: Pages, made: list[str], ending: str
) -> None:
    await browser.begin("nl", own="0")
    await make_paper(browser)
    pages.clock.forward(minutes=16)
    await pages.app.expire_pages()

    if ending == "expired":
        pages.clock.forward(days=14)
    elif ending == "void":
        for _ in range(5):
            await go_on(other, made[-1], WRONG)
    else:
        await go_on(other, made[-1], own="0")
        pages.clock.forward(minutes=16)
    await pages.app.expire_pages()

    assert [rows(pages, table) for table in (contacts, papers, page_visitors)] == [0, 0, 0]


async def test_paper_that_is_void_leaves_her_who_has_a_browser(
    browser: Browser, other: Browser, pages: Pages, made: list[str]
) -> None:
    question = await lead_to_a_question(browser)
    await make_paper(browser)

    for _ in range(5):
        await go_on(other, made[-1], WRONG)

    assert ((await browser.shown())[-1], rows(pages, papers)) == (question, 0)


async def test_erasing_everything_makes_the_paper_void(
    browser: Browser, other: Browser, pages: Pages, made: list[str]
) -> None:
    await browser.begin("nl")
    await make_paper(browser)

    await browser.says("/wissen")
    await browser.presses("Ja, wis alles")

    assert rows(pages, papers) == 0
    assert (await go_on(other, made[-1])).status_code == 422


async def test_what_the_new_device_did_is_deleted_and_she_is_told_before(
    browser: Browser, other: Browser, pages: Pages, made: list[str]
) -> None:
    question = await lead_to_a_question(browser)
    await make_paper(browser)
    await other.begin("ar")

    asked = (await other.get(f"/verder/{made[-1]}")).text
    await go_on(other, made[-1])

    assert "Op dit apparaat staat nu een ander gesprek. Dat wis ik dan." in asked
    assert (await other.shown())[-1].endswith(question)
    assert rows(pages, contacts) == 1


async def test_paper_that_she_reads_where_she_is_goes_on_there(
    browser: Browser, pages: Pages, made: list[str]
) -> None:
    question = await lead_to_a_question(browser)
    await make_paper(browser)

    answer = await go_on(browser, made[-1])

    assert (answer.status_code, rows(pages, papers), len(led_by(pages))) == (303, 0, 1)
    assert (await browser.shown())[-1].endswith(question)


async def test_paper_read_in_a_group_keeps_her_place_there_and_she_is_told_which(
    browser: Browser, other: Browser, pages: Pages, made: list[str]
) -> None:
    question = await lead_to_a_question(browser)
    await make_paper(browser)
    group = await pages.app.groups.open(NOOR, "Bibliotheek")
    await other.begin("ar", own="0", group=group.code)
    (before,) = (await pages.app.groups.look(NOOR, group.id)).cards

    await go_on(other, made[-1], own="0")

    (card,) = (await pages.app.groups.look(NOOR, group.id)).cards
    assert (card.seat, card.number, card.language, card.shared) == (before.seat, 1, "nl", None)
    *_, told, shown = await other.shown()
    assert "U doet mee met de groep: Bibliotheek." in told
    assert "U bent nummer 1." in told
    assert "De begeleider ziet niet waar het over gaat." in told
    assert shown.endswith(question)
