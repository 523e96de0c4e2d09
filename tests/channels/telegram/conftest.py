from __future__ import annotations

import asyncio
import contextlib
import socket
from typing import TYPE_CHECKING

import pytest
import uvicorn
from starlette.applications import Starlette

from bot.channels.telegram import Intake, Telegram, webhook_route
from tests.botapi import BotApi
from tests.channels.telegram.inbox import Inbox
from tests.channels.telegram.pauses import Pauses

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

SECRET = "only_Telegram-knows-this"


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        yield server


@pytest.fixture
async def telegram(api: BotApi) -> AsyncIterator[Telegram]:
    # Patience beyond any test: "typing…" shows only where a test asks for it.
    channel = Telegram(api.token, api_url=api.url, patience=3600)
    yield channel
    await channel.close()


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def pauses() -> Pauses:
    return Pauses()


@pytest.fixture
def intake(api: BotApi, telegram: Telegram, inbox: Inbox) -> Intake:
    return Intake(inbox.receive, clock=lambda: api.now, courtesy=telegram.courtesy)


@pytest.fixture
async def webhook(intake: Intake) -> AsyncIterator[str]:
    """Serve the webhook; the address that Telegram posts to."""
    app = Starlette(routes=[webhook_route("/telegram", SECRET, intake)])
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(
            app, log_level="critical", lifespan="off", ws="none", timeout_graceful_shutdown=1
        )
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/telegram"
        server.should_exit = True
        with contextlib.suppress(asyncio.CancelledError):
            await serving
