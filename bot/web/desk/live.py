"""What happens at the desk, to the pages that are open: server-sent events over the feed of cases."""

from __future__ import annotations

import asyncio
import json
import logging
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from starlette.responses import PlainTextResponse, StreamingResponse
from starlette.routing import Route

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator, Sequence

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from bot.handoff.base import FeedItem
    from bot.storage.base import Store
    from bot.web.desk.admission import Admission, Member

log = logging.getLogger(__name__)

LOOK_EVERY: Final = 0.25
"""Seconds between looking for what happened, while somebody watches."""

BEAT: Final = 20.0
"""Seconds of silence after which a line goes out, so that no proxy ends the connection."""

AT_ONCE: Final = 200
"""Rows of the feed that are read at once."""

RETRY: Final = b"retry: 2000\n\n"
ALIVE: Final = b":\n\n"


@dataclass(eq=False)
class Watch:
    """One page that is open, and what happened since it looked last."""

    team: str
    news: list[FeedItem] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)


class FeedWatch:
    """Reads the feed once for all pages of this process, and only while one is open."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._watches: set[Watch] = set()
        self._after: int | None = None
        self.closing = asyncio.Event()

    @contextmanager
    def watching(self, team: str, after: int) -> Iterator[Watch]:
        """Watch what happens in a team behind the row ``after``, for as long as the body runs.

        Rows that another page read before have to be asked for with ``since``.
        """
        watch = Watch(team)
        self._watches.add(watch)
        if self._after is None:
            self._after = after
        try:
            yield watch
        finally:
            self._watches.discard(watch)

    async def since(self, after: int) -> Sequence[FeedItem]:
        """Return what happened behind a row, for a page that lost its connection."""
        found: list[FeedItem] = []
        while True:
            end = found[-1].id if found else after
            more = await self._store.run(lambda unit, end=end: unit.feed(end, AT_ONCE))  # type: ignore[misc]
            found += more
            if len(more) < AT_ONCE:
                return found

    async def end(self) -> int:
        """Return the newest row."""
        return await self._store.run(lambda unit: unit.feed_end())

    async def look(self) -> None:
        """Give what is new to the pages of its team."""
        if not self._watches:
            self._after = None  # nobody missed anything: begin where the next page does
            return
        after = self._after or 0
        for item in await self._store.run(lambda unit: unit.feed(after, AT_ONCE)):
            self._after = item.id
            for watch in self._watches:
                if watch.team == item.team:
                    watch.news.append(item)
                    watch.changed.set()

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            try:
                await self.look()
            except Exception:
                # The next look tries again; the pages stay open.
                log.exception("not looked for what happened at the desk")
            await asyncio.sleep(LOOK_EVERY)

    def close(self) -> None:
        """Let go of all who watch: the server ends."""
        self.closing.set()
        for watch in self._watches:
            watch.changed.set()


def routes(admission: Admission, feed: FeedWatch) -> list[BaseRoute]:
    """Return the stream of what happens in the team of who watches."""

    async def stream(request: Request, member: Member) -> Response:
        # A page names the row up to which it was made; a browser that lost it, the last that came.
        seen = request.headers.get("last-event-id") or request.query_params.get("na", "")
        known = seen.isdecimal() and len(seen) < 19  # noqa: PLR2004  digits of a row's number
        after = int(seen) if known else await feed.end()
        if feed.closing.is_set():
            return PlainTextResponse("", HTTPStatus.SERVICE_UNAVAILABLE)
        return StreamingResponse(
            follow(admission, feed, member, after),
            media_type="text/event-stream",
            headers={"X-Accel-Buffering": "no"},
        )

    return [Route("/desk/stroom", admission.page(stream))]


async def follow(admission: Admission, feed: FeedWatch, member: Member, after: int) -> AsyncGenerator[bytes]:
    """Yield what happens in a team behind a row, until she who watches is logged out."""
    yield RETRY
    seen = after
    with feed.watching(member.account.team, after) as watch:
        missed = await feed.since(after)
        watch.news[:0] = [item for item in missed if item.team == watch.team]
        while not feed.closing.is_set():
            watch.changed.clear()
            # What was missed came twice where it was looked for meanwhile.
            news, watch.news[:] = sorted(watch.news, key=lambda item: item.id), []
            for item in news:
                if item.id > seen:
                    seen = item.id
                    yield event(item)
            try:
                async with asyncio.timeout(BEAT):
                    await watch.changed.wait()
            except TimeoutError:
                if await admission.log_in.still(member.token) is None:
                    yield b"event: gone\ndata:\n\n"
                    return
                yield ALIVE


def event(item: FeedItem) -> bytes:
    """Return one thing that happened, for the script of the page: which case, and what; no text of it."""
    data = json.dumps({"case": item.case, "kind": item.kind})
    return f"id: {item.id}\nevent: case\ndata: {data}\n\n".encode()
