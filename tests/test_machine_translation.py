"""The translation server, played by one on this machine that may be slow, broken or talkative."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web

from bot.machine_translation import LARGEST, PAUSE, LibreTranslate

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

HELLO, THANKS = "ሰላም", "የቐንየለይ"


@dataclass
class Server:
    """What it was asked; ``answer`` is what it says."""

    answer: Callable[[web.Request], Awaitable[web.StreamResponse]]
    asked: list[dict[str, Any]] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(await request.json())
        return await self.answer(request)


@asynccontextmanager
async def serving(server: Server) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_post("/translate", server.take)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


def says(text: str, status: int = 200) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def answer(_request: web.Request) -> web.StreamResponse:
        return web.Response(text=text, status=status, content_type="application/json")

    return answer


async def slow(_request: web.Request) -> web.StreamResponse:
    await asyncio.sleep(60)
    return web.Response()


async def elsewhere(_request: web.Request) -> web.StreamResponse:
    raise web.HTTPTemporaryRedirect("http://127.0.0.1:9/translate")


async def test_all_texts_are_asked_at_once_and_come_back_in_order() -> None:
    server = Server(says(json.dumps({"translatedText": ["Hallo", " "]})))
    async with serving(server) as address:
        found = await LibreTranslate(f"{address}/", "sleutel").translate([HELLO, THANKS], "ti", "nl")

    assert found == ["Hallo", None]
    assert server.asked == [
        {"q": [HELLO, THANKS], "source": "ti", "target": "nl", "format": "text", "api_key": "sleutel"}
    ]


async def test_nothing_is_asked_for_nothing() -> None:
    server = Server(says("{}"))
    async with serving(server) as address:
        found = await LibreTranslate(address).translate([], "ti", "nl")

    assert (found, server.asked) == ([], [])


@pytest.mark.parametrize(
    "answer",
    [
        slow,
        elsewhere,
        says("error", 500),
        says('{"error": "Visit https://portal to get a key"}', 403),
        says("<html>"),
        says("[" * 100_000),
        says('"Hallo"'),
        says('{"translatedText": "Hallo"}'),
        says('{"translatedText": []}'),
        says('{"translatedText": [1]}'),
        says(json.dumps({"translatedText": ["x" * LARGEST]})),
        says("é"),
    ],
    ids=["slow", "redirect", "500", "403", "html", "deep", "text", "one", "none", "number", "huge", "odd"],
)
async def test_server_that_fails_gives_no_translation_and_is_left_alone_for_a_while(
    answer: Callable[[web.Request], Awaitable[web.StreamResponse]],
) -> None:
    at = 1000.0
    server = Server(answer)
    async with serving(server) as address:
        translator = LibreTranslate(address, longest_wait=0.5, clock=lambda: at)
        first = await translator.translate([HELLO], "ti", "nl")
        at += PAUSE - 1
        again = await translator.translate([HELLO], "ti", "nl")
        asked = len(server.asked)
        at += 1
        server.answer = says('{"translatedText": ["Hallo"]}')
        later = await translator.translate([HELLO], "ti", "nl")

    assert (first, again, asked, later) == ([None], [None], 1, ["Hallo"])


async def test_server_that_is_not_there_gives_no_translation(caplog: pytest.LogCaptureFixture) -> None:
    found = await LibreTranslate("http://127.0.0.1:9").translate([HELLO], "ti", "nl")

    assert found == [None]
    assert [record.getMessage() for record in caplog.records] == ["no translation: ClientConnectorError"]
