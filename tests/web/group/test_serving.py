"""Groups are there whether or not there is a desk."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from httpx2 import ASGITransport, AsyncClient

from bot import bootstrap
from bot.config import Settings
from bot.pages import BotName, staff_pages
from bot.web.app import web_app
from bot.web.feed import FeedWatch
from bot.web.site import Site
from tests.read_once import read_once
from tests.web.desk.office import BASE
from tests.web.page.conftest import Understanding

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(("desk", "expected"), [("0", [404, 303, 200]), ("1", [303, 303, 200])])
async def test_groups_need_no_desk(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, desk: str, expected: list[int]
) -> None:
    read_once(monkeypatch)
    environment = {"WEGWIJS_DATABASE_URL": sqlite_url, "WEGWIJS_VOICE": "0", "WEGWIJS_DESK": desk}
    settings = replace(Settings.from_environment(environment), voice=tmp_path)
    site = Site.of(None, ("127.0.0.1", 8000))
    async with bootstrap.application(settings, {}, understanding=Understanding(), page=True) as app:
        routes = staff_pages(app, site, FeedWatch(app.store), BotName())
        client = AsyncClient(transport=ASGITransport(web_app(site, routes)), base_url=BASE)

        found = [(await client.get(path)).status_code for path in ("/desk", "/groep", "/desk/inloggen")]

    assert found == expected
