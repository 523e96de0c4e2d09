"""What happens at the desk, to the pages of a team that are open."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.web.feed import row_seen
from bot.web.stream import row_named, streamed

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from bot.staff.base import FeedItem
    from bot.web.desk.admission import Admission, Member
    from bot.web.feed import FeedWatch


def routes(admission: Admission, feed: FeedWatch) -> list[BaseRoute]:
    """Return the stream of what happens in the team of who watches."""

    async def stream(request: Request, member: Member) -> Response:
        # A page names the row up to which it was made; a browser that lost it, the last that came.
        after = row_seen(row_named(request))
        if feed.closing.is_set():
            return PlainTextResponse("", HTTPStatus.SERVICE_UNAVAILABLE)
        return streamed(follow(admission, feed, member, after))

    return [Route("/desk/stroom", admission.page(stream))]


def follow(admission: Admission, feed: FeedWatch, member: Member, after: int | None) -> AsyncGenerator[bytes]:
    """Yield what happens in a team behind a row, until she who watches is logged out."""

    async def still() -> bool:
        return await admission.log_in.still(member.token) is not None

    return feed.follow(member.account.team, after, still=still, event=event)


def event(item: FeedItem) -> bytes:
    """Return one thing that happened, for the script of the page: which case, and what; no text of it."""
    data = json.dumps({"case": item.about, "kind": item.kind})
    return f"id: {item.id}\nevent: case\ndata: {data}\n\n".encode()
