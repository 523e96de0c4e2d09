"""Server-sent events: what is new reaches a page that is open, also after its connection was lost."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.web.page.entries import changes
from bot.web.page.visits import visit
from bot.web.stream import ALIVE, BEAT, GONE, LONGEST, RETRY, row_named, streamed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from bot.web.page.parts import Parts
    from bot.web.page.visits import Visit


def routes(parts: Parts) -> list[BaseRoute]:
    """Return the stream of what is new."""

    async def stream(request: Request) -> Response:
        one = await visit(parts, request)
        if one is None or one.visitor.hidden:
            # 204 ends the connection for good: a browser does not try again.
            return PlainTextResponse("", HTTPStatus.NO_CONTENT)
        seen = row_named(request)
        after = int(seen) if seen.isdecimal() and len(seen) <= LONGEST else 0
        return streamed(follow(parts, one, after))

    return [Route("/stroom", stream)]


async def follow(parts: Parts, one: Visit, after: int) -> AsyncIterator[bytes]:
    """Yield what is new for a browser behind the entry ``after``, until it is not known any more."""
    address = one.visitor.address
    yield RETRY
    with parts.log.watching(address) as watch:
        while not parts.log.closing.is_set():
            watch.changed.clear()
            now = parts.now()
            visitor, entries = await parts.store.run(
                lambda unit, after=after, now=now: (
                    unit.visitor(address, now),
                    unit.page_entries(address, after, now),
                )  # type: ignore[misc]
            )
            if visitor is None or visitor.hidden:
                yield GONE
                return
            for change in changes(parts, one, entries):
                after = change.id
                yield change.encoded()
            watch.newest = max(watch.newest, after)
            try:
                # A browser that is not hers goes silent by itself: look when its time is over.
                left = (visitor.expires_at - parts.now()) / timedelta(seconds=1)
                async with asyncio.timeout(min(BEAT, max(left, 0.0) + 0.1)):
                    await watch.changed.wait()
            except TimeoutError:
                yield ALIVE
