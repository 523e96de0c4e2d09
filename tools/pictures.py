"""Takes the pictures of docs/begeleiders.md: ``pictures.py FOLDER``. Run it with the Python of ``.venv``.

A demonstration of its own is served on this machine, a helper opens a group in Chromium and a few
participants join it. Nobody in the pictures exists.
"""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from playwright.async_api import async_playwright

from bot import serving
from bot.config import Settings
from bot.staff import demo

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Browser, Page, ViewportSize

    from bot.web.site import Site

FLAGS: Final = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
PHONE: Final[ViewportSize] = {"width": 380, "height": 740}
TABLET: Final[ViewportSize] = {"width": 1000, "height": 760}
BOARD: Final[ViewportSize] = {"width": 1280, "height": 960}
CARD: Final[ViewportSize] = {"width": 1280, "height": 1240}
SHEET: Final[ViewportSize] = {"width": 800, "height": 1130}
LARGEST: Final = 200_000
"""Bytes of one picture: the page is read on a phone too."""

LONGEST_START: Final = 60.0
"""Seconds in which the demonstration must be served."""

ANSWERED: Final = """id => {
    const newest = [...document.querySelectorAll('.entry:has(.choices)')].at(-1);
    return newest !== undefined && newest.id !== id;
}"""
"""Whether a message with buttons stands below the one of before, whose buttons are gone by then."""

ADDRESS: Final = """([here, shown]) => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replaceAll(here, shown);
    for (const warning of document.querySelectorAll('.warning')) warning.remove();
}"""
"""Shows the page as at a public address: that address, and not the warning that this is a trial."""
SHOWN_ADDRESS: Final = "wegwijs.voorbeeldstad.nl"

PIN: Final = "7392"
PLACE: Final = "Bibliotheek Voorbeeldstad"


@dataclass(frozen=True)
class Stage:
    """Where the demonstration is, who looks at it, and where the pictures go."""

    address: str
    password: str
    browser: Browser
    folder: Path

    async def page(self, size: ViewportSize, **options: Any) -> Page:  # noqa: ANN401  what Playwright takes
        """Open a browser of somebody else."""
        context = await self.browser.new_context(
            viewport=size, locale="nl-NL", timezone_id="Europe/Amsterdam", **options
        )
        context.set_default_timeout(60_000)
        return await context.new_page()

    async def take(self, name: str, page: Page, *, whole: bool = False) -> None:
        """Take one picture of the screen, or of the whole page; raise ``ValueError`` when it is too large."""
        path = self.folder / f"{name}.png"
        # Readers know their own address: the one of this machine would only puzzle them.
        await page.evaluate(ADDRESS, [self.address.partition("://")[2], SHOWN_ADDRESS])
        await page.screenshot(path=path, animations="disabled", full_page=whole)
        size = path.stat().st_size
        if size > LARGEST:
            raise ValueError(f"{path} has {size} bytes, more than {LARGEST}")


@dataclass(frozen=True)
class Participant:
    """A phone in the group. Its buttons are pressed by their ids, which are the same in every language."""

    page: Page

    async def press(self, choice: str) -> None:
        """Press a button of the newest message and wait for what comes."""
        newest = self.page.locator(".entry:has(.choices)").last
        before = await newest.get_attribute("id")
        await newest.locator(f"button[name=press][value$='|{choice}']").click()
        await self.page.wait_for_function(ANSWERED, arg=before)

    async def presses(self, *choices: str) -> None:
        """Press one button after another."""
        for choice in choices:
            await self.press(choice)

    async def says(self, text: str) -> None:
        """Send something typed and wait for what comes."""
        before = await self.page.locator(".entry:has(.choices)").last.get_attribute("id")
        await self.page.locator("#text").fill(text)
        await self.page.keyboard.press("Enter")
        await self.page.wait_for_function(ANSWERED, arg=before)


async def helper(stage: Stage) -> Page:
    """Log the helper of the demonstration in."""
    page = await stage.page(TABLET)
    await page.goto(f"{stage.address}/groep")
    await page.get_by_label("Gebruikersnaam").fill(demo.HELPER)
    await page.get_by_label("Wachtwoord").fill(stage.password)
    await page.get_by_role("button", name="Log in").click()
    return page


async def opened_group(page: Page) -> str:
    """Open a group; return the code with which participants join."""
    await page.get_by_label("Waar bent u?").fill(PLACE)
    await page.get_by_role("button", name="Open de groep").click()
    code = await page.locator(".big-code").inner_text()
    return "".join(code.split())


async def joined(stage: Stage, code: str, language: str) -> Participant:
    """Join on a phone, in a language."""
    page = await stage.page(PHONE)
    await page.goto(f"{stage.address}/{language}")
    await page.locator("button[name=own][value='1']").click()
    await page.locator(".choices").last.wait_for()
    one = Participant(page)
    await one.says(f"/groep {code}")
    return one


async def play(stage: Stage) -> None:
    """Open a group, let five people in, and take a picture of each thing that the page explains."""
    board = await helper(stage)
    code = await opened_group(board)
    group = board.url.rstrip("/")
    await board.goto(f"{group}/code")
    await stage.take("code", board)

    first = await joined(stage, code, "nl")
    await stage.take("meedoen", first.page)
    await first.presses("go-on", "t:uitkering", "g:ww-aanvragen", "self")

    waiting = await joined(stage, code, "ar")
    await waiting.presses("go-on", "t:uitkering", "g:toeslagen-aanvragen", "self", "a:nee", "hand")

    shown = await joined(stage, code, "ti")
    await shown.presses("more", "both", "t:digid", "g:digid-aanvragen", "self", "a:nee")
    await stage.take("dubbel", shown.page)
    await shown.presses("a:ja", "hand", "show-step", "show-yes", "go-on")

    other = await joined(stage, code, "ti")
    await other.presses("go-on", "t:hulp", "g:brief-begrijpen", "self")
    await joined(stage, code, "ar")

    await board.set_viewport_size(BOARD)
    await board.goto(group)
    await stage.take("bord", board)
    await board.set_viewport_size(CARD)
    await board.locator(".card", has_text="Deelt:").get_by_role("link").click()
    await board.get_by_role("heading", name="Tip").wait_for()
    await stage.take("kaart", board)

    await shown.presses("a:smartphone", "done")
    await stage.take("papier", await on_paper(stage, shown.page), whole=True)


async def on_paper(stage: Stage, page: Page) -> Page:
    """Put the list of who has this page on paper, with a number that only she knows; return the sheet."""
    sheet = await stage.page(SHEET, device_scale_factor=0.7, storage_state=await page.context.storage_state())
    await sheet.goto(f"{stage.address}/papier")
    for field in ("pin", "again"):
        await sheet.locator(f"#{field}").fill(PIN)
    await sheet.locator("form[action='/papier/maak'] button").click()
    await sheet.locator("svg").first.wait_for()
    return sheet


@contextlib.asynccontextmanager
async def served(folder: Path) -> AsyncIterator[tuple[Site, str]]:
    """Serve a demonstration in a database of its own; give its address and the password of its staff."""
    environment = {
        "WEGWIJS_DATABASE_URL": f"sqlite:///{folder / 'pictures.db'}",
        "WEGWIJS_LISTEN": "127.0.0.1:0",
        "WEGWIJS_VOICE": "0",
    }
    settings = replace(Settings.from_environment(environment), demo=True, desk_on=True)
    opened: asyncio.Future[tuple[Site, str]] = asyncio.get_running_loop().create_future()

    def ready(site: Site, password: str | None) -> None:
        opened.set_result((site, password or ""))

    running = asyncio.create_task(serving.run(settings, ready=ready))
    try:
        async with asyncio.timeout(LONGEST_START):
            found = await opened
        yield found
    finally:
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running


async def main(folder: Path) -> None:
    """Serve, play and take every picture."""
    executable = shutil.which("chromium")
    if executable is None:
        raise SystemExit("there is no chromium: make browser")
    with TemporaryDirectory() as database:
        async with served(Path(database)) as (site, password), async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=executable, args=FLAGS)
            stage = Stage(site.address, password, browser, folder)
            await play(stage)
            await browser.close()


if __name__ == "__main__":
    pictures = Path(sys.argv[1])
    pictures.mkdir(parents=True, exist_ok=True)
    asyncio.run(main(pictures))
