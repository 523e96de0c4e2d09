"""What must be said to Telegram at the start, however long it takes to get through."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final, TypeVar

from telegram.error import BadRequest, InvalidToken, NetworkError

from bot.channels.telegram.parse import CHANNEL
from bot.channels.telegram.request import TooManyRequests

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)

T = TypeVar("T")

FIRST_PAUSE: Final = 1.0  # seconds
LONGEST_PAUSE: Final = 60.0  # seconds


async def insist(
    call: Callable[[], Awaitable[T]], *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
) -> T:
    """Make a call until Telegram takes it, with pauses that double from a second to a minute.

    Only what no patience mends is raised: ``InvalidToken``, in words for the operator, and
    ``BadRequest``.
    """
    pause = FIRST_PAUSE
    while True:
        try:
            return await call()
        except InvalidToken:
            raise token_refused() from None
        except BadRequest:
            raise
        except TooManyRequests as error:
            wait = error.seconds
        except NetworkError:
            wait, pause = pause, min(pause * 2, LONGEST_PAUSE)
        log.warning("Telegram cannot be reached yet", extra={"channel": CHANNEL, "retry_after": wait})
        await sleep(wait)


def token_refused() -> InvalidToken:
    """Return an error that says what to do. The library's own may quote the token."""
    return InvalidToken("Telegram does not accept the token: check WEGWIJS_TELEGRAM_TOKEN")
