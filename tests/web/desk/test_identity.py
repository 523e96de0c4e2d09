"""The municipality's own log-in, from the page through a provider on this machine and back."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

import aiohttp
import pytest_asyncio

from bot.identity.oidc import Oidc
from bot.staff.log_in import MOST_TRIES
from tests.identity.provider import BACK, CLIENT, NOW, SECRET, Provider
from tests.web.desk.office import DeskOffice

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.storage.base import Store
    from tests.web.desk.office import Browser

PAGE, ELSEWHERE = "/desk/inloggen", "/desk/inloggen/gemeente"
REFUSED = "Inloggen via de gemeente lukte niet."


@pytest_asyncio.fixture
async def provider() -> AsyncIterator[Provider]:
    async with Provider() as provider:
        yield provider


@pytest_asyncio.fixture
async def office(store: Store, provider: Provider) -> DeskOffice:
    identity = Oidc(issuer=provider.issuer, client_id=CLIENT, client_secret=SECRET, now=lambda: NOW)
    office = DeskOffice(store, identity=identity)
    await office.hire()
    return office


async def sent_back(browser: Browser) -> str:
    """Go to the provider and log in there; return where it sends the browser."""
    there = await browser.client.get(ELSEWHERE)
    async with (
        aiohttp.ClientSession() as session,
        session.get(there.headers["location"], allow_redirects=False) as response,
    ):
        back = response.headers["Location"]
    assert back.startswith(f"{BACK}?")
    return back


async def test_who_is_vouched_for_is_at_the_desk(office: DeskOffice) -> None:
    browser = office.stranger()
    await browser.open(PAGE)
    offered = "Log in via de gemeente" in browser.text

    response = await browser.open(await sent_back(browser))

    assert (offered, response.status_code, response.url.path) == (True, HTTPStatus.OK, "/desk")
    assert [*browser.client.cookies] == ["desk"]


async def test_cookie_of_a_log_in_that_was_begun_is_out_of_reach_of_scripts(office: DeskOffice) -> None:
    there = await office.stranger().client.get(ELSEWHERE)

    name, _, rest = there.headers["set-cookie"].partition("=")
    assert (name, rest.partition("; ")[2]) == ("begonnen", "HttpOnly; Max-Age=600; Path=/; SameSite=lax")


async def test_browser_that_did_not_begin_is_not_let_in(office: DeskOffice) -> None:
    back = await sent_back(office.stranger())
    victim = office.stranger()

    response = await victim.open(back)

    assert (response.status_code, REFUSED in victim.text) == (HTTPStatus.UNPROCESSABLE_ENTITY, True)
    assert [*victim.client.cookies] == []


async def test_who_has_no_account_here_is_not_let_in(office: DeskOffice, provider: Provider) -> None:
    provider.username = "unknown"
    browser = office.stranger()

    await browser.open(await sent_back(browser))

    assert (REFUSED in browser.text, [*browser.client.cookies]) == (True, [])


async def test_coming_back_too_often_is_refused(office: DeskOffice, provider: Provider) -> None:
    browser = office.stranger()
    for _ in range(MOST_TRIES):
        await browser.open(f"{PAGE}/terug?code=x&state=x")
    provider.asked.clear()

    await browser.open(ELSEWHERE)

    assert ("Er is te vaak geprobeerd." in browser.text, provider.asked) == (True, [])


async def test_page_offers_nothing_where_there_is_no_such_log_in(store: Store) -> None:
    browser = DeskOffice(store).stranger()
    await browser.open(PAGE)

    offered = "via de gemeente" in browser.text
    assert (offered, (await browser.open(ELSEWHERE)).status_code) == (False, HTTPStatus.NOT_FOUND)
