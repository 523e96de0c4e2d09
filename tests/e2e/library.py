"""A library with its group: one service as it is run, the helpers before their boards, and who takes part."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from httpx2 import AsyncClient
from playwright.async_api import Error

from bot.bootstrap import opened_store
from bot.config import Settings
from tests.e2e.participants import InBrowser, OnTelegram, OnThePage, until
from tests.web.desk.office import PASSWORD, STAFF
from tests.web.desk.office import Browser as Session

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Browser, BrowserContext, Locator, Page, Response, ViewportSize

    from tests.e2e.stage import Stage

OFFERED = re.compile(r'<select id="punt-bekend".*?</select>', re.DOTALL)
"""All actions that there are, from which a helper may choose one: it says nothing of anybody."""

NOTHING_FOUND = 404
WAIT = 60_000
"""Milliseconds that Chromium waits: the machine may be busy."""


@dataclass
class Helper:
    """A helper before her board, and all that the service sent to her while she was there.

    ``session`` is the same log-in without the browser. With it a second pair of eyes reads along:
    the stream of the group, and whatever each line of it makes a board fetch.
    """

    name: str
    page: Page
    session: Session
    heard: list[str] = field(default_factory=list)
    told_to_go: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def bodies(self) -> str:
        """Everything that she was sent, in one text, without the actions that the form offers."""
        return OFFERED.sub("", "\n".join(self.heard))

    async def keep(self, response: Response) -> None:
        """Keep what her browser was sent; a page that she left already has thrown its parts away."""
        if response.status == 200 and "html" in response.headers.get("content-type", ""):
            with contextlib.suppress(Error):
                self.heard.append(await response.text())

    async def reads_along(self, group: str) -> None:
        """Follow the stream of a group until it says that there is nothing more to see."""
        client = self.session.client
        async with client.stream("GET", f"{group}/stroom?na=0", timeout=None) as stream:
            async for line in stream.aiter_lines():
                self.heard.append(line)
                if line == "event: gone":
                    self.told_to_go.set()
                    return
                if line.startswith("data: {"):
                    await self._looks(group, json.loads(line.removeprefix("data: "))["about"])

    async def _looks(self, group: str, seat: str) -> None:
        self.heard.append((await self.session.client.get(f"{group}/kaarten")).text)
        if seat:
            self.heard.append((await self.session.client.get(f"{group}/{seat}/kaart")).text)

    async def numbers(self) -> list[int]:
        """Return the numbers on the board, in their order."""
        return [int(text) for text in await self.page.locator(".cards .number").all_inner_texts()]

    async def card(self, number: int) -> str:
        """Return what the card of a number says on the board."""
        return await self.page.locator(".cards .card").filter(has=self._number(number)).inner_text()

    async def sees_on_card(self, number: int, text: str) -> None:
        """Wait until the card of a number says this."""
        card = self.page.locator(".cards .card").filter(has=self._number(number))
        await card.filter(has_text=text).wait_for()

    async def address(self, number: int) -> str:
        """Return the address of the card of a number."""
        card = self.page.locator(".cards .card").filter(has=self._number(number))
        return await card.locator("h3 a").get_attribute("href") or ""

    async def opens_card(self, number: int) -> None:
        await self.page.locator(".cards .card").filter(has=self._number(number)).locator("h3 a").click()
        await self.page.locator("#doen").wait_for()

    async def unfolds(self, summary: str) -> None:
        await self.page.locator("summary", has_text=summary).click()

    async def presses(self, label: str) -> None:
        await self.page.get_by_role("button", name=label, exact=True).click()

    async def back_to_the_board(self) -> None:
        await self.page.get_by_role("link", name="Naar het bord").click()
        await self.page.locator(".cards").wait_for()

    async def reads(self, text: str) -> None:
        """Wait until this stands on the page."""
        await self.page.get_by_text(text).first.wait_for()

    def _number(self, number: int) -> Locator:
        return self.page.locator(".number", has_text=re.compile(f"^{number}$"))


@dataclass
class Library:
    """Where it all happens. ``address`` is that of the service, ``url`` that of its database."""

    stage: Stage
    address: str
    url: str
    chromium: Browser | None
    stack: AsyncExitStack

    async def client(self) -> AsyncClient:
        return await self.stack.enter_async_context(AsyncClient(base_url=self.address, timeout=30))

    async def session(self, username: str) -> Session:
        """Log somebody in, without a browser."""
        session = Session(await self.client())
        await session.open("/groep")
        await session.send("/desk/inloggen", naam=username, wachtwoord=PASSWORD, naar="/groep")
        return session

    async def helper(self, username: str, name: str, size: ViewportSize) -> Helper:
        """Log a helper in, in a browser."""
        page = await self._page(size)
        helper = Helper(name, page, Session(await self.client()))
        page.on("response", helper.keep)
        await page.goto(f"{self.address}/groep")
        await page.get_by_label("Gebruikersnaam").fill(username)
        await page.get_by_label("Wachtwoord").fill(PASSWORD)
        await page.get_by_role("button", name="Log in").click()
        await page.get_by_role("heading", name="Groepen").wait_for()
        for cookie in await page.context.cookies():
            helper.session.client.cookies.set(cookie["name"], cookie["value"])
        await helper.session.open("/groep")
        return helper

    async def reads_along(self, helper: Helper, group: str) -> None:
        """Let the second pair of eyes of a helper read along from now on."""
        reading = asyncio.create_task(helper.reads_along(group))
        self.stack.push_async_callback(_ended, reading)

    async def in_browser(self, language: str, size: ViewportSize, *, pc: bool = False) -> InBrowser:
        return InBrowser(await self._page(size), self.address, language, pc=pc)

    async def on_the_page(self, language: str, *, own: bool = True) -> OnThePage:
        return OnThePage(await self.client(), language, own=own)

    def on_telegram(self, language: str) -> OnTelegram:
        return OnTelegram(self.stage.people.new(language), language)

    async def _page(self, size: ViewportSize) -> Page:
        assert self.chromium is not None
        context: BrowserContext = await self.chromium.new_context(viewport=size)
        self.stack.push_async_callback(context.close)
        context.set_default_timeout(WAIT)
        return await context.new_page()


async def _ended(task: asyncio.Task[None]) -> None:
    """End a task that may still run; raise what it failed with."""
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


@asynccontextmanager
async def visited(
    stage: Stage, url: str, *, chromium: Browser | None = None, voice: bool = True
) -> AsyncIterator[Library]:
    """Hire the staff, run the service with the desk and Telegram, and wait until it answers.

    On an address of this machine nobody is asked for a second factor: the log-in is the password.
    """
    async with opened_store(Settings.from_environment({"WEGWIJS_DATABASE_URL": url})) as store:
        for account in STAFF:
            await store.run(lambda unit, account=account: unit.save_account(account))  # type: ignore[misc]
    service = stage.service(url, door="webhook", desk=True, voice=voice)
    await service.start()
    address = f"http://{service.settings['WEGWIJS_LISTEN']}"
    async with AsyncExitStack() as stack:
        library = Library(stage, address, url, chromium, stack)
        client = await library.client()

        async def answers() -> bool:
            with contextlib.suppress(OSError, Exception):
                return (await client.get("/mee")).status_code == 200
            return False

        await until(answers)
        yield library
