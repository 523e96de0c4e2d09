"""A strict Bot API, the people who talk there, and ``wegwijs run`` before it.

Whatever a test does, the log of the service must lead to nobody and nothing may be
asked of Telegram that it does not know, such as a file: that is judged at the end.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tests.botapi import BotApi
from tests.e2e.database import known
from tests.e2e.people import People
from tests.e2e.service import SECRET, Service, free_port, noon_in_amsterdam

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path


class Stage:
    """Everything of one test. ``now`` is the present, at which it is noon in Amsterdam."""

    def __init__(self, api: BotApi, folder: Path) -> None:
        self.api = api
        self.people = People(api)
        self._folder = folder
        self._services: list[Service] = []
        self._zones = noon_in_amsterdam(folder / "zones", api.now)

    def service(
        self,
        database_url: str,
        *,
        door: str = "polling",
        level: str = "DEBUG",
        voice: bool = False,
        desk: bool = False,
    ) -> Service:
        """Make a service, not started yet."""
        errors = self._folder / f"stderr-{len(self._services)}.txt"
        errors.touch()
        settings = self.settings(database_url, door=door, level=level, voice=voice)
        service = Service({**settings, "WEGWIJS_DESK": str(int(desk))}, errors)
        self._services.append(service)
        return service

    def settings(
        self, database_url: str, *, door: str = "polling", level: str = "DEBUG", voice: bool = False
    ) -> dict[str, str]:
        given = {
            "PYTHONTZPATH": self._zones,
            "WEGWIJS_DATABASE_URL": database_url,
            "WEGWIJS_LISTEN": "127.0.0.1:0",
            "WEGWIJS_LOG_LEVEL": level,
            "WEGWIJS_TELEGRAM_API_URL": self.api.url,
            "WEGWIJS_TELEGRAM_TOKEN": self.api.token,
            "WEGWIJS_VOICE": str(int(voice)),
            "WEGWIJS_VOICE_AHEAD": "0",
            "WEGWIJS_VOICE_DIR": str(self._folder / "voice"),
        }
        if door == "webhook":
            port = free_port()
            given |= {
                "WEGWIJS_LISTEN": f"127.0.0.1:{port}",
                "WEGWIJS_TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
                "WEGWIJS_TELEGRAM_WEBHOOK_SECRET": SECRET,
            }
        return given

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait for something that nobody announces; raise ``TimeoutError`` after 20 seconds."""
        async with asyncio.timeout(20):
            while not condition():  # noqa: ASYNC110  another process cannot set an event
                await asyncio.sleep(0.02)

    async def close(self) -> None:
        """End what runs, and judge what it left."""
        for service in self._services:
            await service.kill()
        for service in self._services:
            everybody = known(service.settings["WEGWIJS_DATABASE_URL"])
            assert self.people.traces(service.said(), everybody) == []
        assert self.api.unknown == []


@asynccontextmanager
async def staged(folder: Path) -> AsyncIterator[Stage]:
    async with BotApi(now=datetime.now(UTC)) as api:
        stage = Stage(api, folder)
        try:
            yield stage
        finally:
            await stage.close()
