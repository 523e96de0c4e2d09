"""Debian's Chromium before the real server, on this machine."""

from __future__ import annotations

import shutil
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio
from axe_playwright_python.base import AXE_SCRIPT
from playwright.async_api import async_playwright

from bot import background, bootstrap, serving
from bot.config import Settings
from bot.pages import BotName, resident_pages, staff_pages
from bot.web.app import web_app
from bot.web.feed import FeedWatch
from bot.webserver import listen, serve
from tests.web.desk.office import PASSWORD, STAFF
from tests.web.page.conftest import Clock, Understanding

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from playwright.async_api import Browser, BrowserContext, Page, ViewportSize

    from bot.application import Application
    from bot.web.page.log import PageLog

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
PHONE: ViewportSize = {"width": 360, "height": 740}
SCREEN: ViewportSize = {"width": 1280, "height": 800}


@dataclass
class Phone:
    """A page on a phone; it remembers what was asked of whom, and what its console said."""

    page: Page
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    async def said(self) -> list[str]:
        return [text.strip() for text in await self.page.locator(".entry p").all_inner_texts()]

    async def press(self, label: str) -> None:
        await self.page.locator(".entry").get_by_role("button", name=label, exact=True).last.click()

    async def says(self, text: str) -> None:
        await self.page.locator("#text").fill(text)
        await self.page.keyboard.press("Enter")

    async def sees(self, text: str) -> None:
        await self.page.locator(".entry p", has_text=text).last.wait_for()


@dataclass
class Desk:
    """A page of the desk; it remembers what its console said."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    async def opens(self, path: str) -> None:
        await self.page.goto(f"{self.address}{path}")

    async def takes(self) -> str:
        """Open the newest case and take it; return its id."""
        await self.page.locator("td a").first.click()
        await self.page.get_by_role("button", name="Neem deze zaak").click()
        await self.page.get_by_label("Schrijf aan de inwoner").wait_for()
        return self.page.url.rpartition("/")[2].partition("#")[0]

    async def sees_said(self, text: str) -> None:
        await self.page.locator(".said .words", has_text=text).last.wait_for()


@dataclass(frozen=True)
class Place:
    """Where the pages are served, and the browser that opens them."""

    address: str
    app: Application
    clock: Clock
    browser: Browser

    @asynccontextmanager
    async def phone(self, **options: Any) -> AsyncIterator[Phone]:  # noqa: ANN401  what Playwright takes
        context: BrowserContext = await self.browser.new_context(viewport=PHONE, **options)
        context.set_default_timeout(60_000)
        phone = Phone(await context.new_page())
        phone.page.on("request", lambda request: phone.asked.append(request.url))
        phone.page.on("console", lambda message: phone.complaints.append(message.text))
        phone.page.on("pageerror", lambda error: phone.complaints.append(str(error)))
        yield phone
        await context.close()

    @asynccontextmanager
    async def desk(
        self,
        username: str = "karin",
        size: ViewportSize = SCREEN,
        **options: Any,  # noqa: ANN401  what Playwright takes
    ) -> AsyncIterator[Desk]:
        """Log somebody of the staff in."""
        context: BrowserContext = await self.browser.new_context(viewport=size, **options)
        context.set_default_timeout(60_000)
        desk = Desk(await context.new_page(), self.address)
        desk.page.on("console", lambda message: desk.complaints.append(message.text))
        desk.page.on("pageerror", lambda error: desk.complaints.append(str(error)))
        await desk.page.goto(f"{self.address}/desk")
        await desk.page.get_by_label("Gebruikersnaam").fill(username)
        await desk.page.get_by_label("Wachtwoord").fill(PASSWORD)
        await desk.page.get_by_role("button", name="Log in").click()
        yield desk
        await context.close()


async def barriers(page: Page) -> list[str]:
    """Return what axe-core finds serious or critical: what keeps people out."""
    # Put in by the test itself: the page's policy lets no other script in.
    await page.evaluate(AXE_SCRIPT)
    found = await page.evaluate("axe.run()")
    return [
        f"{one['id']}: {node['html']}"
        for one in found["violations"]
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"]
    ]


@asynccontextmanager
async def opened_chromium() -> AsyncIterator[Browser]:
    executable = shutil.which("chromium")
    if executable is None:
        pytest.fail("there is no chromium: make browser")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """Start Chromium once: to start it takes longer than most tests. Who uses it runs in the same loop."""
    async with opened_chromium() as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="session")
async def place(chromium: Browser, sqlite_url: str, tmp_path: Path) -> AsyncIterator[Place]:
    at = listen("127.0.0.1", 0)
    address = f"http://127.0.0.1:{at.getsockname()[1]}"
    environment = {
        "WEGWIJS_DATABASE_URL": sqlite_url,
        "WEGWIJS_VOICE": "0",
        "WEGWIJS_DESK": "1",
        "WEGWIJS_NEUTRAL_URL": f"{address}/static/fonts/OFL.txt",
    }
    settings = replace(Settings.from_environment(environment), voice=tmp_path / "voice")
    clock = Clock()
    async with bootstrap.application(
        settings, {}, now=clock, understanding=Understanding(), page=True
    ) as app:
        assert app.page is not None
        for account in STAFF:
            await app.store.run(lambda unit, account=account: unit.save_account(account))  # type: ignore[misc]
        site, feed = serving.site_of(settings, at), FeedWatch(app.store)
        staff = staff_pages(app, site, feed, BotName("wegwijs_bot"))
        routes = [*resident_pages(app, site), *staff]

        def ending(page: PageLog = app.page) -> None:
            page.close()
            feed.close()

        async with (
            background.in_background(serve(web_app(site, routes), at, ending=ending)),
            background.in_background(app.page.run()),
            background.in_background(feed.run()),
        ):
            yield Place(address, app, clock, chromium)
            for context in chromium.contexts:  # of a test that failed: nothing of it stays for the next one
                await context.close()
