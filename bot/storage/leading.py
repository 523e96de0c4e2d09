"""By what a resident can come in: any channel, and of the page a browser that is still known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from bot.storage.page_tables import page_visitors
from bot.storage.tables import addresses
from bot.web.base import CHANNEL

if TYPE_CHECKING:
    from sqlalchemy.sql.elements import ColumnElement


def led_to(contact: ColumnElement[str]) -> sa.Exists:
    """Return the condition that something leads to this contact; a paper does not count."""
    known = sa.exists().where(page_visitors.c.address == addresses.c.address)
    return sa.exists().where(addresses.c.contact == contact, sa.or_(addresses.c.channel != CHANNEL, known))
