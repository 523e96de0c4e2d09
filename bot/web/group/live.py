"""What happens in a group, to the boards that are open: which seat, never what."""

from __future__ import annotations

import json
from contextlib import aclosing
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.groups.base import topic
from bot.handoff.states import NotFound
from bot.web.desk.parts import actor
from bot.web.feed import row_seen
from bot.web.group.parts import HELPERS
from bot.web.stream import GONE, row_named, streamed

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from bot.staff.base import FeedItem
    from bot.web.desk.admission import Member
    from bot.web.group.parts import GroupParts


def routes(parts: GroupParts) -> list[BaseRoute]:
    """Return the stream of a group."""

    async def stream(request: Request, member: Member) -> Response:
        group: str = request.path_params["group"]
        if not await _helps(parts, member, group):
            # 204 ends the connection for good: a browser does not try again.
            return PlainTextResponse("", HTTPStatus.NO_CONTENT)
        after = row_seen(row_named(request))
        if parts.feed.closing.is_set():
            return PlainTextResponse("", HTTPStatus.SERVICE_UNAVAILABLE)
        return streamed(follow(parts, member, group, after))

    return [Route("/groep/{group}/stroom", parts.admission.page(stream, HELPERS))]


async def follow(parts: GroupParts, member: Member, group: str, after: int | None) -> AsyncGenerator[bytes]:
    """Yield what happens in a group behind a row, for as long as she helps there and is logged in."""

    async def still() -> bool:
        logged_in = await parts.admission.log_in.still(member.token) is not None
        return logged_in and await _helps(parts, member, group)

    lines = parts.feed.follow(topic(group), after, still=still, event=event)
    async with aclosing(lines):
        async for line in lines:
            # Something about the group itself: it may have ended, or she may have left it.
            if line.endswith(_OF_THE_GROUP) and not await still():
                yield GONE
                return
            yield line


async def _helps(parts: GroupParts, member: Member, group: str) -> bool:
    try:
        await parts.board.look(actor(member), group)
    except NotFound:
        return False
    return True


def event(item: FeedItem) -> bytes:
    """Return one thing that happened, for the script of the page: which seat, or "" for the group itself."""
    return f"id: {item.id}\nevent: seat\ndata: {json.dumps({'about': item.about})}\n\n".encode()


_OF_THE_GROUP = b'{"about": ""}\n\n'
