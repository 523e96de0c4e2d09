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

from bot import bootstrap, serving
from bot.config import Settings
from bot.web.app import web_app
from bot.webserver import listen, serve
from tests.web.page.conftest import Clock, Understanding

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from playwright.async_api import Browser, BrowserContext, Page, ViewportSize

    from bot.bootstrap import Application

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

    async def sees(self, text: str) -> None:
        await self.page.locator(".entry p", has_text=text).last.wait_for()


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


@pytest_asyncio.fixture
async def place(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Place]:
    executable = shutil.which("chromium")
    if executable is None:
        pytest.fail("there is no chromium: make browser")
    at = listen("127.0.0.1", 0)
    address = f"http://127.0.0.1:{at.getsockname()[1]}"
    environment = {
        "WEGWIJS_DATABASE_URL": sqlite_url,
        "WEGWIJS_VOICE": "0",
        "WEGWIJS_NEUTRAL_URL": f"{address}/static/fonts/OFL.txt",
    }
    settings = replace(Settings.from_environment(environment), voice=tmp_path / "voice")
    clock = Clock()
    async with (
        bootstrap.application(settings, {}, now=clock, understanding=Understanding(), page=True) as app,
        async_playwright() as playwright,
    ):
        assert app.page is not None
        site = serving.site_of(settings, at)
        served = serve(web_app(site, serving.pages(app, site)), at, ending=app.page.close)
        async with bootstrap.in_background(served), bootstrap.in_background(app.page.run()):
            browser = await playwright.chromium.launch(executable_path=executable, args=FLAGS)
            yield Place(address, app, clock, browser)
            await browser.close()
