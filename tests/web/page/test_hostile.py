"""No address and no field of the resident's page makes an error of what a database cannot hold."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.config import Settings
from tests.web.hostile import addresses, attacked, broken

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.page.conftest import Browser, Pages

pytestmark = pytest.mark.untraced  # every address, again and again; each is traced in its own test

CODE = "BCDF GHJK"
FIELDS = {
    "/begin": {"language": "ti", "group": CODE, "own": "1", "aloud": "1"},
    "/mee": {"code": CODE, "pc": "1"},
    "/code": {"code": CODE, "language": "ti", "own": "1"},
    "/code/ja": {"code": CODE, "language": "ti", "own": "1"},
    "/verder": {"paper": "x" * 43, "pin": "2468", "own": "1"},
    "/apparaat": {},
    "/zeg": {"text": "Hallo", "press": "", "once": "abcdefgh", "entry": "1"},
    "/papier": {"code": CODE},
    "/papier/code": {"code": CODE},
    "/papier/elders": {"code": CODE},
    "/papier/maak": {"pin": "2468", "again": "2468", "once": "abcdefgh", "private": "1"},
    "/weg": {},
    "/klaar": {"zeker": "ja"},
}
"""Each form with what is right in it."""


@pytest.fixture
def settings(store_url: str, tmp_path: Path) -> Settings:
    """Both stores, not only the small one."""
    settings = Settings.from_environment({"WEGWIJS_DATABASE_URL": store_url, "WEGWIJS_VOICE": "0"})
    return replace(settings, voice=tmp_path / "voice", recordings=tmp_path / "recordings")


async def test_every_address_and_field_ends_in_a_page_or_a_refusal(
    browser: Browser, pages: Pages, caplog: pytest.LogCaptureFixture
) -> None:
    ids = {"code": CODE, "language": "ti", "paper": "x" * 43, "sound": "x", "path": "page.css"}

    went = []
    await browser.begin("nl")
    for address in addresses(pages.web, "GET"):
        went += await attacked(browser.client, "GET", re.sub(r":\w+\}", "}", address), ids, {})
    assert set(addresses(pages.web, "POST")) == FIELDS.keys()
    for address, fields in FIELDS.items():
        await browser.begin("nl")
        went += await attacked(
            browser.client, "POST", address, ids, {**fields, "token": await browser.token()}
        )
        await pages.app.delivery.drain()

    assert broken(went) == []
    assert [one.message for one in caplog.records if one.levelno >= logging.ERROR] == []


@pytest.mark.parametrize("path", ["%00", "a%00b.css", "..%00/etc"])
async def test_file_with_nul_is_not_there(browser: Browser, path: str) -> None:
    assert (await browser.get(f"/static/{path}")).status_code == 404
