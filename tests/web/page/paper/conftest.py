from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.config import Settings
from bot.tokens import digest
from bot.web.page import paper as paper_page

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def settings(store_url: str, tmp_path: Path) -> Settings:
    settings = Settings.from_environment({"WEGWIJS_DATABASE_URL": store_url, "WEGWIJS_VOICE": "0"})
    return replace(settings, voice=tmp_path / "voice", recordings=tmp_path / "recordings")


@pytest.fixture(autouse=True)
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the secrets of the papers that are made, in order: a page has them only as a drawing."""
    secrets = [digest(str(number))[:43] for number in range(20)]
    given = iter(secrets)
    # Every form takes one as well.
    used: list[str] = []

    def new_token() -> str:
        used.append(next(given))
        return used[-1]

    monkeypatch.setattr(paper_page, "new_token", new_token)
    return used
