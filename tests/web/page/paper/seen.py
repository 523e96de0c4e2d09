"""What is seen of a paper: rows of the store, and words of a page."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import sqlalchemy as sa

from bot.messages import Address
from tests.stores import connected

if TYPE_CHECKING:
    from tests.web.page.conftest import Browser, Pages

FAREWELL = "Uw gesprek gaat nu verder op een ander apparaat. Deed u dit niet zelf? Bel de gemeente."

PHONE = Address("telegram", "42")


def rows(pages: Pages, table: sa.Table) -> int:
    with connected(pages.app.settings.database_url) as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())


def said(page: str) -> list[str]:
    """Return the lines of a paper in Dutch."""
    return [unescape(text).strip() for text in re.findall(r'<(?:p|span)[^>]* lang="nl"[^>]*>(.*?)</', page)]


async def lead_to_a_question(browser: Browser, language: str = "nl") -> str:
    await browser.begin(language, own="0")
    await browser.presses("Werk, studie, pensioen")
    await browser.presses("Ik ga werken")
    return (await browser.shown())[-1]
