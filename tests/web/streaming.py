"""The streams of staff, asked for as a browser does: the whole site answers, and goes on answering."""

from __future__ import annotations

import asyncio
import re
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.types import ASGIApp, Message

    from bot.web.feed import FeedWatch
    from tests.web.desk.office import Browser


@dataclass
class Stream:
    """What came of a stream so far."""

    feed: FeedWatch
    came: bytes = b""
    opened: asyncio.Event = field(default_factory=asyncio.Event)

    async def about(self, count: int) -> list[str]:
        """Return what the first ``count`` events are about, once they came."""
        async with asyncio.timeout(5):
            while len(found := re.findall(r'"(?:about|case)": "([^"]*)"', self.came.decode())) < count:
                await self.feed.look()
                await asyncio.sleep(0.01)
        return found


@asynccontextmanager
async def streamed(
    app: ASGIApp, feed: FeedWatch, browser: Browser, path: str, *, last: str | None = None
) -> AsyncIterator[Stream]:
    """Open a stream; ``last`` is the last row that the browser says it had."""
    stream = Stream(feed)
    address, _, query = path.partition("?")
    cookies = "; ".join(f"{name}={value}" for name, value in browser.client.cookies.items())
    headers = [(b"host", b"127.0.0.1:8000"), (b"cookie", cookies.encode())]
    headers += [] if last is None else [(b"last-event-id", last.encode())]
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": address,
        "raw_path": address.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": headers,
        "client": ("127.0.0.1", 40_000),
        "server": ("127.0.0.1", 8000),
    }
    asked = False

    async def receive() -> Message:
        nonlocal asked
        if asked:
            await asyncio.Event().wait()  # a page that stays open says nothing more
        asked = True
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        stream.came += message.get("body", b"")
        if stream.came:
            stream.opened.set()

    running = asyncio.ensure_future(app(scope, receive, send))
    try:
        async with asyncio.timeout(10):
            await stream.opened.wait()
        yield stream
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
