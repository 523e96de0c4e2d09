"""A stand-in for Rasa on this machine, that can do everything wrong that a server can."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest_asyncio
from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

TOKEN = "a-token-of-the-tests"


@dataclass
class RasaServer:
    """What it says, and what it was asked."""

    model: str = "quick.tar.gz"
    ranking: list[dict[str, Any]] = field(
        default_factory=lambda: [
            {"name": "baan-verliezen", "confidence": 0.9},
            {"name": "out-of-scope", "confidence": 0.06},
            {"name": "schulden", "confidence": 0.04},
        ]
    )
    status: int = 200
    body: str | bytes | None = None
    delay: float = 0.0
    url: str = ""
    asked: list[str] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.Response:
        if request.query.get("token") != TOKEN:
            return web.json_response({"reason": "NotAuthenticated"}, status=401)
        if request.path == "/status":
            return web.json_response({"model_file": self.model, "model_id": "1"})
        text = (await request.json())["text"]
        self.asked.append(text)
        await asyncio.sleep(self.delay)
        if self.body is not None:
            return web.Response(body=self.body, status=self.status, content_type="application/json")
        parsed = {"text": text, "intent": self.ranking[:1], "intent_ranking": self.ranking}
        return web.json_response(parsed, status=self.status)


@pytest_asyncio.fixture
async def rasa_server() -> AsyncIterator[RasaServer]:
    """Serve on a port that is free."""
    server = RasaServer()
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", server.answer)
    runner = web.AppRunner(application, handler_cancellation=True, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    server.url = f"http://{host}:{port}"
    yield server
    await runner.cleanup()
