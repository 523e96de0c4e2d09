"""``python -m bench.pages``: open pages of residents, and how long an answer takes to show on them."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from html import unescape
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final, TypeVar

from aiohttp import ClientSession, ClientTimeout, CookieJar, TCPConnector

from bench.figures import percentile
from bench.served import Option, report, served

if TYPE_CHECKING:
    import argparse
    from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
    from pathlib import Path

    from aiohttp import StreamReader

T = TypeVar("T")

LONGEST_WAIT: Final = 60.0
"""Seconds after which a server or an answer is given up."""

TOKEN: Final = re.compile(r'name="token" value="([0-9a-f]{64})"')
ENTRY: Final = re.compile(r'data-entry="(\d+)"(.*?)</article>', re.DOTALL)
BUTTON: Final = re.compile(r'name="press" value="([^"]*)"')
NEWEST: Final = re.compile(r'data-newest="(\d+)"')

OPTIONS: Final = (
    Option("pages", 200, "pages open at once"),
    Option("questions", 600, "how often somebody asks"),
    Option("rate", 20.0, "questions a second, of all together"),
    Option("idle", 10.0, "seconds in which nobody asks"),
)


@dataclass
class Page:
    """An open page: a browser with its cookies, and what its stream brought."""

    session: ClientSession
    address: str
    token: str = ""
    newest: str = "0"
    brought: asyncio.Queue[float] = field(default_factory=asyncio.Queue)

    async def begin(self) -> None:
        """Begin a conversation, as a resident on a device of many."""
        async with self.session.post(f"{self.address}/begin", data={"language": "nl", "own": "0"}) as answer:
            page = await answer.text()
        token, newest = TOKEN.search(page), NEWEST.search(page)
        if token is None or newest is None:
            raise RuntimeError(f"no conversation was shown: {answer.status}")
        self.token, self.newest = token[1], newest[1]

    async def follow(self) -> None:
        """Note when each message arrives, until cancelled. Her own words are no message."""
        async with self.session.get(f"{self.address}/stroom", params={"na": self.newest}) as stream:
            async for event in events(stream.content):
                if b'class="entry say"' in event:
                    self.brought.put_nowait(perf_counter())

    async def ask(self) -> float:
        """Ask for the menu; return the seconds until it is shown."""
        began = perf_counter()
        fields = {"token": self.token, "text": "/menu"}
        async with self.session.post(
            f"{self.address}/zeg", data=fields, headers={"Accept": "text/plain"}
        ) as answer:
            answer.raise_for_status()
        async with asyncio.timeout(LONGEST_WAIT):
            return await self.brought.get() - began

    async def sends(self, **fields: str) -> str:
        """Send what she typed or pressed; return the whole page with the answer."""
        fields["token"] = self.token
        async with self.session.post(f"{self.address}/zeg", data=fields) as answer:
            answer.raise_for_status()
            shown = await answer.text()
        newest = NEWEST.search(shown)
        if newest is not None:
            self.newest = newest[1]
        return shown

    async def presses(self, shown: str, choice: str) -> str:
        """Press the last button of a page with this choice; return the page that follows."""
        found = [
            (entry, unescape(button))
            for entry, piece in ENTRY.findall(shown)
            for button in BUTTON.findall(piece)
            if unescape(button).endswith(f"|{choice}")
        ]
        entry, button = found[-1]
        return await self.sends(press=button, entry=entry)


async def events(content: StreamReader) -> AsyncIterator[bytes]:
    """Yield each server-sent event as it came."""
    event = b""
    async for line in content:
        if line.strip():
            event += line
        else:
            yield event
            event = b""


async def measure(options: argparse.Namespace, folder: Path) -> str:
    """Open the pages, let residents ask at a steady rate, and return what was measured."""
    async with served(folder) as (bot, address), AsyncExitStack() as stack:
        pages = [await opened(stack, address) for _ in range(options.pages)]
        async with following(page.follow() for page in pages):
            before = bot.cpu_seconds()
            await asyncio.sleep(options.idle)
            idle = (bot.cpu_seconds() - before) / options.idle
            asked = (pages[number % len(pages)].ask() for number in range(options.questions))
            seconds = await spread(asked, lambda: 1 / options.rate)
        return (
            f"{options.pages} pages open, {len(seconds)} questions at {options.rate} a second: "
            f"p50 {percentile(seconds, 50) * 1000:.0f} ms, p95 {percentile(seconds, 95) * 1000:.0f} ms until "
            f"the answer is shown. Nobody asks: {idle:.1%} of a core. "
            f"Most memory {bot.peak_memory():.0f} MB. Load of the machine {os.getloadavg()[0]:.1f}.\n"
        )


@asynccontextmanager
async def following(
    streams: Iterable[Coroutine[Any, Any, None]], *, opening: float = 1.0
) -> AsyncIterator[None]:
    """Follow streams while the body runs. It begins when they had ``opening`` seconds to open."""
    tasks = [asyncio.create_task(stream) for stream in streams]
    await asyncio.sleep(opening)
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def spread(work: Iterable[Coroutine[Any, Any, T]], gap: Callable[[], float]) -> list[T]:
    """Begin each a ``gap`` of so many seconds behind the last, whether that is done or not."""
    begun = []
    for one in work:
        begun.append(asyncio.create_task(one))
        await asyncio.sleep(gap())
    return await asyncio.gather(*begun)


async def opened(stack: AsyncExitStack, address: str) -> Page:
    """Open a page as a new browser, once the server answers."""
    # Each with a jar of its own: that is what makes it another browser.
    session = await stack.enter_async_context(
        ClientSession(
            cookie_jar=CookieJar(unsafe=True),
            connector=TCPConnector(limit=4),
            timeout=ClientTimeout(total=None),
        )
    )
    page = Page(session, address)
    ends = perf_counter() + LONGEST_WAIT
    while True:
        try:
            await page.begin()
        except OSError:
            if perf_counter() > ends:
                raise
            await asyncio.sleep(0.1)
        else:
            return page


if __name__ == "__main__":
    sys.exit(report("bench.pages", __doc__, measure, OPTIONS))
