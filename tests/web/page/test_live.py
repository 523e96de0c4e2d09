from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa
from aiohttp import ClientSession, CookieJar

from bot import background
from bot.config import Settings, SettingsError
from bot.storage.page_tables import page_visitors
from bot.webserver import listen, serve
from tests.stores import connected

if TYPE_CHECKING:
    from tests.web.page.conftest import Browser, Pages


async def read(
    pages: Pages, browser: Browser, *, after: str, until: str, times: int = 1
) -> list[tuple[str, str]]:
    """Open the stream behind an entry; return the id and name of each event, up to the last of a name."""
    at = listen("127.0.0.1", 0)
    assert pages.app.page is not None
    address = f"http://127.0.0.1:{at.getsockname()[1]}/stroom"
    events: list[tuple[str, str]] = []
    async with (
        background.in_background(serve(pages.web, at, ending=pages.app.page.close)),
        ClientSession(cookies=dict(browser.client.cookies), cookie_jar=CookieJar(unsafe=True)) as session,
        session.get(address, headers={"Last-Event-ID": after}) as stream,
        asyncio.timeout(30),
    ):
        number = ""
        while True:
            line = (await stream.content.readline()).decode().rstrip("\n")
            if line.startswith("id: "):
                number = line.removeprefix("id: ")
            if line.startswith("event: "):
                events.append((number, line.removeprefix("event: ")))
                if [name for _, name in events].count(until) == times:
                    return events


async def newest(browser: Browser) -> str:
    found = re.search(r'data-newest="(\d+)"', (await browser.get("/gesprek")).text)
    assert found is not None
    return found[1]


async def test_what_was_missed_while_the_connection_was_lost_comes_first(
    pages: Pages, browser: Browser
) -> None:
    await browser.begin("nl")
    seen = int(await newest(browser))
    await browser.presses("Werk, studie, pensioen")

    events = await read(pages, browser, after=str(seen), until="entry", times=2)

    # Her own words and the question; the buttons that go may come before, between or after.
    assert [name for _, name in events if name != "settle"] == ["entry", "entry"]
    assert [int(number) > seen for number, _ in events] == [True] * len(events)


async def test_stream_ends_when_the_time_of_a_shared_device_is_over(pages: Pages, browser: Browser) -> None:
    await browser.begin("nl", own="0")
    seen = await newest(browser)
    with connected(pages.app.settings.database_url) as connection:
        # A stream looks again when her time is over: here that is in a moment.
        soon = pages.clock().replace(microsecond=1)
        connection.execute(sa.update(page_visitors).values(expires_at=soon))
    reading = asyncio.ensure_future(read(pages, browser, after=seen, until="gone"))
    await asyncio.sleep(0.3)
    pages.clock.forward(minutes=15)

    assert [name for _, name in await reading] == ["gone"]


async def test_browser_that_is_not_known_has_no_stream(browser: Browser) -> None:
    answer = await browser.client.get("/stroom")

    assert (answer.status_code, answer.text) == (204, "")


@pytest.mark.parametrize("address", ["wegwijs.nl", "https://x.nl/pad", "https://x.nl?a", "ftp://x.nl"])
def test_public_address_is_a_host_of_its_own(address: str) -> None:
    with pytest.raises(SettingsError, match="WEGWIJS_PUBLIC_URL"):
        Settings.from_environment({"WEGWIJS_PUBLIC_URL": address})
