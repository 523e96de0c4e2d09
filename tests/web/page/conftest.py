"""The resident's page on the real content, and browsers that open it."""

from __future__ import annotations

import re
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from httpx2 import ASGITransport, AsyncClient

from bot import bootstrap
from bot.config import Settings
from bot.messages import Interpretation
from bot.pages import resident_pages
from bot.web.app import web_app
from bot.web.site import Site
from tests.read_once import read_once

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from httpx2 import Response
    from starlette.applications import Starlette

    from bot.application import Application

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ADDRESS = "http://127.0.0.1:8000"


class Understanding:
    async def interpret(self, text: str) -> Interpretation:
        return Interpretation("nl", None, 0.0)


@dataclass
class Clock:
    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass(frozen=True)
class Browser:
    """One browser with its cookies. It follows what sends it on, and reads pages as text."""

    client: AsyncClient
    app: Application

    async def get(self, path: str) -> Response:
        await self.app.delivery.drain()  # she looks when what was on its way is there
        return await self.client.get(path, follow_redirects=True)

    async def post(self, path: str, **fields: str) -> Response:
        answer = await self.client.post(path, data=fields, follow_redirects=False)
        await self.app.delivery.drain()
        return await self.client.get(answer.headers["location"]) if answer.status_code == 303 else answer

    async def begin(self, language: str = "nl", own: str = "1", **more: str) -> Response:
        return await self.post("/begin", language=language, own=own, **more)

    async def says(self, text: str) -> Response:
        return await self.post("/zeg", token=await self.token(), text=text)

    async def presses(self, label: str) -> Response:
        page = (await self.get("/gesprek")).text
        found = [
            (entry, button)
            for entry, piece in re.findall(
                r'<article class="entry [^"]*" id="e(\d+)"(.*?)</article>', page, re.DOTALL
            )
            for button, text in re.findall(r'name="press" value="([^"]*)">(.*?)</button>', piece)
            if unescape(text) == label
        ]
        entry, button = found[-1]
        return await self.post("/zeg", token=await self.token(), press=unescape(button), entry=entry)

    async def token(self) -> str:
        match = re.search(r'name="token" value="([0-9a-f]{64})"', (await self.get("/gesprek")).text)
        return match[1] if match else ""

    async def shown(self) -> list[str]:
        return entries((await self.get("/gesprek")).text)


def entries(page: str) -> list[str]:
    """Return what is said on a page, her own words behind a ">"."""
    found = re.findall(r'<article class="entry (\w+)".*?</article>', page, re.DOTALL)
    pieces = re.findall(r'<article class="entry .*?</article>', page, re.DOTALL)
    texts = ["\n".join(map(unescape, re.findall(r"<p>(.*?)</p>", piece, re.DOTALL))) for piece in pieces]
    return [f"> {text}" if kind == "own" else text for kind, text in zip(found, texts, strict=True)]


@dataclass(frozen=True)
class Pages:
    app: Application
    web: Starlette
    clock: Clock

    @asynccontextmanager
    async def browser(self) -> AsyncIterator[Browser]:
        async with AsyncClient(transport=ASGITransport(app=self.web), base_url=ADDRESS) as client:
            yield Browser(client, self.app)


@pytest.fixture
def settings(sqlite_url: str, tmp_path: Path) -> Settings:
    settings = Settings.from_environment({"WEGWIJS_DATABASE_URL": sqlite_url, "WEGWIJS_VOICE": "0"})
    return replace(settings, voice=tmp_path / "voice", recordings=tmp_path / "recordings")


@pytest_asyncio.fixture
async def pages(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Pages]:
    read_once(monkeypatch)
    clock = Clock()
    async with bootstrap.application(
        settings, {}, now=clock, understanding=Understanding(), page=True
    ) as app:
        web = web_app(
            Site.of(None, ("127.0.0.1", 8000)), resident_pages(app, Site.of(None, ("127.0.0.1", 8000)))
        )
        yield Pages(app, web, clock)


@pytest_asyncio.fixture
async def browser(pages: Pages) -> AsyncIterator[Browser]:
    async with pages.browser() as one:
        yield one


@pytest_asyncio.fixture
async def other(pages: Pages) -> AsyncIterator[Browser]:
    async with pages.browser() as one:
        yield one
