"""Server-sent events: what every stream of the pages has, whoever reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.responses import StreamingResponse

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request

BEAT: Final = 20.0
"""Seconds of silence after which a line goes out, so that no proxy ends the connection."""

LONGEST: Final = 18
"""Digits of a row's number that a store can hold."""

RETRY: Final = b"retry: 2000\n\n"
"""Milliseconds after which a browser connects again."""

ALIVE: Final = b":\n\n"

GONE: Final = b"event: gone\ndata:\n\n"
"""Tells the page that nothing may be shown any more."""


def streamed(lines: AsyncIterator[bytes]) -> StreamingResponse:
    """Return the answer that sends these lines as they come."""
    return StreamingResponse(lines, media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})


def row_named(request: Request) -> str:
    """Return the row up to which a page has it: the last that came, else the one with which it was made."""
    return request.headers.get("last-event-id") or request.query_params.get("na", "")
