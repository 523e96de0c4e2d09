"""Who found a paper, or has a page of somebody else: what they try leads nowhere."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import sqlalchemy as sa

from bot.messages import Address
from bot.papers import papers as papers_module
from bot.papers.papers import MOST_FROM_ONE, MOST_TRIES, Found, Refused, opened
from bot.storage.paper_tables import papers
from bot.storage.tables import metadata
from tests.stores import connected
from tests.web.page.lists import PIN, TOKEN, WRONG, go_on, hidden, make_paper
from tests.web.page.paper.seen import rows

if TYPE_CHECKING:
    import pytest

    from tests.web.page.conftest import Browser, Pages

ADDRESS = Address("web", "stranger")


async def test_guessing_ends_after_five_however_it_is_spread(
    browser: Browser, pages: Pages, made: list[str]
) -> None:
    await browser.begin("nl")
    await make_paper(browser)

    for guess in ("8406", "8407", "8408", "8409", "8410"):
        async with pages.browser() as stranger:
            await go_on(stranger, made[-1], guess)
    async with pages.browser() as stranger:
        right = await go_on(stranger, made[-1])

    assert (right.status_code, rows(pages, papers)) == (422, 0)


async def test_guesses_at_once_are_no_more_than_five(
    browser: Browser, pages: Pages, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[str] = []

    def fits(pin: str, known: str | None) -> bool:
        if known is not None:
            looked_at.append(pin)
        return False

    await browser.begin("nl")
    await make_paper(browser)
    monkeypatch.setattr(papers_module, "fits", fits)

    async def guess(pin: str) -> Found | Refused:
        return await opened(pages.app.store, token=made[-1], typed=pin, by=pin, now=pages.clock())

    found = await asyncio.gather(*(guess(str(8400 + number)) for number in range(20)))

    assert (len(looked_at), set(found), rows(pages, papers)) == (MOST_TRIES, {Refused.WRONG}, 0)


async def test_right_number_twice_at_once_moves_the_conversation_once(
    browser: Browser, other: Browser, pages: Pages, made: list[str]
) -> None:
    await browser.begin("nl")
    await make_paper(browser)

    async with pages.browser() as third:
        answers = await asyncio.gather(go_on(other, made[-1]), go_on(third, made[-1]))

    assert sorted(answer.status_code for answer in answers) == [303, 422]


async def test_one_address_cannot_try_papers_without_end(browser: Browser, pages: Pages) -> None:
    tried = [(await go_on(browser, TOKEN)).status_code for _ in range(MOST_FROM_ONE + 1)]
    pages.clock.forward(minutes=10)
    later = (await go_on(browser, TOKEN)).status_code

    assert (tried, later) == ([422] * MOST_FROM_ONE + [429], 422)


async def test_code_that_was_changed_leads_nowhere_and_costs_her_no_try(
    browser: Browser, other: Browser, pages: Pages, made: list[str]
) -> None:
    await browser.begin("nl")
    await make_paper(browser)
    code = made[-1]

    changed = [code[:-1], code + "A", code.swapcase(), code[::-1], f"{code}\0", "'; drop table papers; --"]
    answers = [await go_on_with(other, one) for one in changed]

    with connected(pages.app.settings.database_url) as connection:
        tries = connection.execute(sa.select(papers.c.tries)).scalar_one()
    assert (answers, tries) == ([422] * len(changed), 0)


async def go_on_with(browser: Browser, paper: str) -> int:
    answer = await browser.client.post("/verder", data={"paper": paper, "pin": PIN, "own": "1"})
    return answer.status_code


async def test_number_counts_in_the_form_and_nowhere_else(
    browser: Browser, other: Browser, made: list[str]
) -> None:
    await browser.begin("nl")
    await make_paper(browser)
    code = made[-1]

    asked = await other.client.get(
        f"/verder/{code}?pin={PIN}",
        headers={"X-Pin": PIN, "Authorization": f"Basic {PIN}", "Cookie": f"pin={PIN}"},
    )
    posted = await other.client.post(
        f"/verder?pin={PIN}", data={"paper": code, "own": "1"}, headers={"X-Pin": PIN, "Cookie": f"pin={PIN}"}
    )

    assert (asked.status_code, posted.status_code) == (200, 422)
    assert PIN not in asked.text + posted.text


async def test_browser_with_a_conversation_needs_the_form_of_this_very_browser(
    browser: Browser, other: Browser, made: list[str]
) -> None:
    await browser.begin("nl")
    await make_paper(browser)
    await other.begin("ar")
    stolen = hidden((await browser.get(f"/verder/{made[-1]}")).text)

    answer = await other.client.post("/verder", data={**stolen, "pin": PIN})

    assert (answer.status_code, "/gesprek" in answer.headers.get("location", "")) == (200, False)


async def test_form_of_another_browser_makes_no_paper(browser: Browser, other: Browser, pages: Pages) -> None:
    await browser.begin("nl")
    await other.begin("nl")
    stolen = hidden((await browser.get("/papier?lijst")).text)

    answer = await other.client.post("/papier/maak", data={**stolen, "pin": PIN, "again": PIN})

    assert (answer.headers["location"], rows(pages, papers)) == ("/papier", 0)


async def test_code_of_a_device_makes_no_paper(browser: Browser, other: Browser, pages: Pages) -> None:
    await browser.begin("nl")
    shown = await browser.client.post("/apparaat", data={"token": await browser.token()})
    code = shown.text.partition('<p class="code">')[2][:9]

    answer = await other.client.post("/papier/code", data={"code": code})
    made_of = await other.client.post("/papier/maak", data={"code": code, "pin": PIN, "again": PIN})

    assert (answer.status_code, made_of.status_code, rows(pages, papers)) == (422, 422, 0)


async def test_library_browser_that_had_its_time_shows_nothing_though_the_contact_stays(
    browser: Browser, pages: Pages
) -> None:
    await browser.begin("nl", own="0")
    await make_paper(browser)
    pages.clock.forward(minutes=16)
    await pages.app.expire_pages()

    shown = [str((await browser.get(path)).url) for path in ("/gesprek", "/papier")]
    asked = (await browser.get("/papier?lijst")).text

    assert [one.rpartition("/")[2] for one in shown] == ["", "papier"]
    assert hidden(asked) == {}


async def test_store_knows_neither_the_number_nor_the_code(
    browser: Browser, other: Browser, pages: Pages, made: list[str]
) -> None:
    await browser.begin("nl")
    await make_paper(browser)
    await go_on(other, made[-1], WRONG)

    with connected(pages.app.settings.database_url) as connection:
        kept = [
            str(value)
            for table in metadata.sorted_tables
            for row in connection.execute(sa.select(table))
            for value in row
        ]

    secrets = (PIN, WRONG, made[-1], made[-2])
    assert [value for value in kept if value in secrets or any(f'"{one}"' in value for one in secrets)] == []
    assert [value for value in kept if made[-1] in value] == []


async def test_no_log_names_the_number_or_the_code(
    browser: Browser, other: Browser, made: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="bot")

    await browser.begin("nl")
    await make_paper(browser)
    await go_on(other, made[-1], WRONG)
    await go_on(other, made[-1])

    logged = [
        f"{record.getMessage()} {vars(record)}" for record in caplog.records if record.name.startswith("bot")
    ]
    assert [line for line in logged if any(secret in line for secret in (PIN, WRONG, made[-1]))] == []


async def test_answers_are_not_kept_and_name_no_page_to_others(browser: Browser, made: list[str]) -> None:
    await browser.begin("nl")

    paper = await make_paper(browser)
    asked = await browser.client.get(f"/verder/{made[-1]}")

    headers = ("cache-control", "referrer-policy")
    assert [[one.headers[name] for name in headers] for one in (paper, asked)] == [
        ["no-store", "no-referrer"]
    ] * 2
