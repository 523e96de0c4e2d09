"""What is due at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy import bindparam

from bot.messages import Address
from bot.storage.base import DueTimer
from bot.storage.leading import led_to
from bot.storage.paper_tables import papers
from bot.storage.part import INSERT, Part
from bot.storage.tables import addresses, timers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

SET = {
    dialect: insert(timers)
    .values(due_at=bindparam("due_at"))
    .on_conflict_do_update(
        index_elements=[timers.c.contact, timers.c.kind, timers.c.reference],
        set_={"due_at": bindparam("due_at")},
    )
    for dialect, insert in INSERT.items()
}
# Who can come in by nothing but her list on paper is reminded when she has.
AWAY = sa.and_(sa.exists().where(papers.c.contact == timers.c.contact), ~led_to(timers.c.contact))
# Skipping what another process is claiming keeps two processes from waiting on each other.
CLAIM = (
    sa.select(timers.c.id, timers.c.contact, timers.c.kind, timers.c.reference)
    .where(timers.c.due_at <= bindparam("now"), ~AWAY)
    .order_by(timers.c.due_at)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
)
REMOVE = sa.delete(timers).where(timers.c.id.in_(bindparam("rows", expanding=True)))
REACH = (
    sa.select(addresses.c.contact, addresses.c.channel, addresses.c.address)
    .where(addresses.c.contact.in_(bindparam("contacts", expanding=True)))
    .order_by(addresses.c.added_at)
)


class Timers(Part):
    """The timer part of a ``Unit``."""

    def set_timer(self, contact: str, kind: str, reference: str, due: datetime) -> None:
        """Set or move the one timer with this kind and reference."""
        self._connection.execute(
            SET[self._dialect],
            {"contact": contact, "kind": kind, "reference": reference, "due_at": due},
        )

    def cancel_timers(self, contact: str, kind: str | None = None, reference: str | None = None) -> None:
        """Drop the timers of this contact: of one kind, with one reference, or all."""
        cancel = sa.delete(timers).where(timers.c.contact == contact)
        if kind is not None:
            cancel = cancel.where(timers.c.kind == kind)
        if reference is not None:
            cancel = cancel.where(timers.c.reference == reference)
        self._connection.execute(cancel)

    def due_timers(self, now: datetime, limit: int) -> Sequence[DueTimer]:
        """Take the timers that are due, earliest first, each once among all processes."""
        claimed = self._connection.execute(CLAIM, {"now": now, "limit": limit}).all()
        if not claimed:
            return []
        self._connection.execute(REMOVE, {"rows": [row.id for row in claimed]})
        reached = self._connection.execute(REACH, {"contacts": list({row.contact for row in claimed})})
        # Of several addresses the newest, which comes last, is where the contact is now.
        address = {row.contact: Address(row.channel, row.address) for row in reached}
        return [
            DueTimer(row.id, row.contact, address[row.contact], row.kind, row.reference) for row in claimed
        ]
