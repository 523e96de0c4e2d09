"""The webhook: Telegram calls us. Any number of processes may stand behind it."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from functools import partial
from hmac import compare_digest
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.channels.telegram.insist import insist
from bot.channels.telegram.parse import ALLOWED_UPDATES, CHANNEL, MalformedError, read

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.responses import Response
    from telegram import Bot

    from bot.channels.telegram.intake import Intake

log = logging.getLogger(__name__)

_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{1,256}")
_LARGEST: Final = 1_048_576
"""Bytes of one update: a text of 4,096 characters with all that Telegram adds stays far below."""
_CONNECTIONS: Final = 100
"""What Telegram may open at once; it allows no more."""


def webhook_route(path: str, secret: str, intake: Intake) -> Route:
    """Make the route that Telegram posts updates to.

    Answers 200 once the update is committed and 500 when it could not be, so that
    Telegram sends it again; 403 without the secret, 413 and 400 for what is no update.
    Raises ``ValueError`` when Telegram would not take the secret.
    """
    if not _SECRET.fullmatch(secret):
        raise ValueError("the webhook's secret must be 1-256 characters A-Z, a-z, 0-9, _ or -")

    async def webhook(request: Request) -> Response:
        if not compare_digest(request.headers.get(_HEADER, "").encode(), secret.encode()):
            return _answer(HTTPStatus.FORBIDDEN)
        body = await _body(request)
        if body is None:
            return _answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        try:
            arrival = read(json.loads(body), intake.clock())
        except (MalformedError, ValueError, RecursionError):
            return _answer(HTTPStatus.BAD_REQUEST)
        try:
            await intake.take(arrival)
        except Exception as error:  # noqa: BLE001  whatever the store raises, Telegram sends the update again
            # Only the kind: a database error quotes its parameters, and they hold what was said.
            log.error(  # noqa: TRY400
                "update not stored: Telegram will send it again",
                extra={"channel": CHANNEL, "kind": type(error).__name__},
            )
            return _answer(HTTPStatus.INTERNAL_SERVER_ERROR)
        return _answer(HTTPStatus.OK)

    return Route(path, webhook, methods=["POST"])


async def set_webhook(
    bot: Bot, url: str, secret: str, *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
) -> None:
    """Tell Telegram where to post updates. What waits there is kept.

    Waits for Telegram to be reached; raises ``InvalidToken``, and ``BadRequest`` for an
    address or a secret that Telegram does not take.
    """
    await insist(
        partial(
            bot.set_webhook,
            url,
            secret_token=secret,
            allowed_updates=ALLOWED_UPDATES,
            drop_pending_updates=False,
            max_connections=_CONNECTIONS,
        ),
        sleep=sleep,
    )


async def _body(request: Request) -> bytes | None:
    """Read the body; None as soon as it is too large."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST:
            return None
    return bytes(body)


def _answer(status: HTTPStatus) -> Response:
    return PlainTextResponse(status.phrase, status)
