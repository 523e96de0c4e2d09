"""The pictures of docs/begeleiders.md: what they show can still be reached in the way that takes them."""

from __future__ import annotations

import asyncio
import runpy
from typing import TYPE_CHECKING

import pytest

from bot.config import ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.untraced  # Chromium's time; the same code is traced behind its addresses (tests/web)


def test_pictures_are_taken_anew_by_one_command(tmp_path: Path) -> None:
    take = runpy.run_path(str(ROOT / "tools" / "pictures.py"))["main"]

    asyncio.run(take(tmp_path))

    shown = sorted(one.name for one in (ROOT / "docs" / "pictures").glob("*.png"))
    assert sorted(one.name for one in tmp_path.glob("*.png")) == shown
