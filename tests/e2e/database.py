"""What stands in the database of a service, seen past it."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from bot.flows.state import State
from bot.storage.tables import addresses, contacts, metadata, outbox, timers
from tests.stores import connected

_ON_TELEGRAM = addresses.c.channel == "telegram"


def contact_ids(url: str) -> dict[int, str]:
    """Return what the bot calls everyone, by the id of her chat."""
    with connected(url) as connection:
        known = sa.select(addresses.c.address, addresses.c.contact).where(_ON_TELEGRAM)
        return {int(row.address): row.contact for row in connection.execute(known)}


def known(url: str) -> set[str]:
    """Return what leads to anybody on any channel: what the bot calls her, and her address there."""
    with connected(url) as connection:
        found = connection.execute(sa.select(addresses.c.contact, addresses.c.address))
        return {str(value) for row in found for value in row}


def states(url: str) -> dict[int, State]:
    """Return what the bot knows of everyone, by the id of her chat."""
    known = (
        sa.select(addresses.c.address, contacts.c.state).join_from(addresses, contacts).where(_ON_TELEGRAM)
    )
    with connected(url) as connection:
        return {int(row.address): State.from_json(row.state) for row in connection.execute(known)}


def waiting(url: str) -> int:
    """Count what is still to be sent."""
    with connected(url) as connection:
        unsent = sa.select(sa.func.count()).select_from(outbox).where(outbox.c.sent_at.is_(None))
        return connection.execute(unsent).scalar_one()


def due_times(url: str, chat: int) -> list[datetime]:
    """Return when the timers of someone are due."""
    with connected(url) as connection:
        return list(connection.execute(sa.select(timers.c.due_at).where(_of(chat))).scalars())


def make_due(url: str, chat: int, when: datetime) -> None:
    """Move the timers of someone to a time."""
    with connected(url) as connection:
        connection.execute(sa.update(timers).where(_of(chat)).values(due_at=when))


def _of(chat: int) -> sa.ColumnElement[bool]:
    return timers.c.contact.in_(sa.select(addresses.c.contact).where(addresses.c.address == str(chat)))


def everything(url: str) -> str:
    """Return all that is in all tables, as one text to search; no times: their digits could be any code."""
    with connected(url) as connection:
        return "\n".join(
            str([value for value in row if not isinstance(value, datetime)])
            for table in metadata.sorted_tables
            for row in connection.execute(sa.select(table))
        )
