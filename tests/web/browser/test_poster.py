"""The codes of the poster as a phone reads them: off a picture of the page."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

import av
import pytest
import zxingcpp

from bot.config import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import Browser

pytestmark = [
    pytest.mark.untraced,  # Chromium's time; the same code is traced behind its addresses (tests/web)
    pytest.mark.asyncio(loop_scope="session"),  # that of Chromium, which is started once
]


async def pictured(chromium: Browser, page: Path, picture: Path) -> None:
    """Take a picture of a page as a browser shows it."""
    shown = await chromium.new_page()
    await shown.goto(page.as_uri())
    await shown.screenshot(path=picture, full_page=True)
    await shown.close()


def codes(picture: Path) -> list[str]:
    """Return what every code in a picture says, from its top to its bottom."""
    with av.open(str(picture)) as opened:
        frame = next(opened.decode(video=0)).reformat(format="gray")
    plane = frame.planes[0]
    grey = memoryview(bytes(plane)).cast("B", (frame.height, plane.line_size))
    found = zxingcpp.read_barcodes(grey)
    return [code.text for code in sorted(found, key=lambda code: code.position.top_left.y)]


@pytest.mark.parametrize(
    ("options", "addresses"),
    [
        (
            ("--bot", "wegwijs_voorbeeld_bot"),
            [f"https://t.me/wegwijs_voorbeeld_bot?start={language}-voice" for language in ("nl", "ar", "ti")],
        ),
        (
            ("--url", "https://wegwijs.voorbeeld.nl/"),
            [f"https://wegwijs.voorbeeld.nl/{language}?aloud" for language in ("nl", "ar", "ti")],
        ),
    ],
)
async def test_a_phone_reads_every_code_of_the_poster(
    options: tuple[str, ...], addresses: list[str], chromium: Browser, tmp_path: Path
) -> None:
    page, picture = tmp_path / "poster.html", tmp_path / "poster.png"
    writing = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "poster", *options, "--output", str(page), cwd=ROOT
    )
    status = await writing.wait()
    await pictured(chromium, page, picture)

    assert status == 0
    assert codes(picture) == addresses
