"""What goes on beside the conversations: retries, timers, and what is late or has had its time."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

from bot.cancellation import to_the_end

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine

    from bot.application import Application

log = logging.getLogger(__name__)

SWEEP_EVERY = 1.0
RING_EVERY = 10.0
TICK_EVERY = 30.0
EXPIRE_EVERY = 3600.0
SWEEP_VOICE_EVERY = 300.0
EXPIRE_PAGES_EVERY = 60.0
"""Seconds between looking for retries, due timers, what is late and what has had its time."""


async def background(app: Application) -> None:
    """Look for retries, timers and what has had its time, until cancelled."""
    await asyncio.gather(
        _every(SWEEP_EVERY, app.delivery.sweep),
        _every(RING_EVERY, app.conversation.ring),
        _every(TICK_EVERY, app.desk.tick),
        _every(TICK_EVERY, app.groups.tick),
        _every(EXPIRE_EVERY, app.expire),
        _every(SWEEP_VOICE_EVERY, app.sweep_voice),
        _render_ahead(app),
        _every(EXPIRE_PAGES_EVERY, app.expire_pages),
    )


async def _render_ahead(app: Application) -> None:
    if app.speaker is None or not app.settings.voice_ahead:
        return
    from bot.voice.ahead import render_ahead  # noqa: PLC0415  only the voice needs it

    await render_ahead()
    app.look_again()


@asynccontextmanager
async def in_background(work: Awaitable[None]) -> AsyncIterator[None]:
    """Run something beside the body, and stop it at the end."""
    task = asyncio.ensure_future(work)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _every(seconds: float, work: Callable[[], Coroutine[Any, Any, object]]) -> None:
    while True:
        try:
            await to_the_end(work())
        except Exception:
            # The next round tries again; a database that is away for a minute stops nothing.
            log.exception("background work failed")
        await asyncio.sleep(seconds)
