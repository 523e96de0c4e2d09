"""What was said in a case, and the feed that open pages of staff follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy import bindparam

from bot.handoff.base import Delivered, Entry
from bot.staff.base import FeedItem
from bot.storage.case_tables import case_entries, feed
from bot.storage.contacts import storable
from bot.storage.part import Part
from bot.storage.tables import outbox

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from typing import Any

# Held until the commit, so that no row becomes visible behind a younger one.
FEEDING = 5_494_361_283_105_113_156
LOCK_FEED = sa.select(sa.func.pg_advisory_xact_lock(FEEDING))

ADD = sa.insert(case_entries).returning(case_entries.c.id)
ENTRIES = (
    sa.select(case_entries, outbox.c.id.label("carried"), outbox.c.sent_at)
    .join(outbox, outbox.c.id == case_entries.c.outbox, isouter=True)
    .where(case_entries.c.case == bindparam("case_id"))
    .order_by(case_entries.c.id)
)
QUEUED = sa.select(sa.func.max(outbox.c.id)).where(outbox.c.contact == bindparam("contact"))
ANNOUNCE = sa.insert(feed)
FEED = sa.select(feed).where(feed.c.id > bindparam("after")).order_by(feed.c.id).limit(bindparam("limit"))
FEED_END = sa.select(sa.func.coalesce(sa.func.max(feed.c.id), 0))


class Talk(Part):
    """The part of a ``Unit`` about what is said in cases."""

    def add_entry(self, entry: Entry) -> int:
        """Append what was said; return its id."""
        row = {
            "case": entry.case,
            "at": entry.at,
            "by": entry.by,
            "kind": entry.kind,
            "text": storable(entry.text),
            "language": entry.language,
            "staff": entry.staff,
            "body": dict(entry.body),
            "outbox": entry.outbox,
        }
        added: int = self._connection.execute(ADD, row).scalar_one()
        return added

    def entries(self, case_id: str) -> Sequence[Entry]:
        """Return what was said, in order."""
        return [_entry(row) for row in self._connection.execute(ENTRIES, {"case_id": case_id})]

    def last_queued(self, contact: str) -> int | None:
        """Return the outbox row that was queued last for this contact."""
        newest: int | None = self._connection.execute(QUEUED, {"contact": contact}).scalar_one()
        return newest

    def announce(self, topic: str, about: str, kind: str, at: datetime) -> None:
        """Append to the feed."""
        if self._dialect == "postgresql":
            self._connection.execute(LOCK_FEED)
        self._connection.execute(ANNOUNCE, {"at": at, "topic": topic, "about": about, "kind": kind})

    def feed(self, after: int, limit: int) -> Sequence[FeedItem]:
        """Return what came behind this id, in order."""
        return [
            FeedItem(id=row.id, at=row.at, topic=row.topic, about=row.about, kind=row.kind)
            for row in self._connection.execute(FEED, {"after": after, "limit": limit})
        ]

    def feed_end(self) -> int:
        """Return the id of the newest row."""
        newest: int = self._connection.execute(FEED_END).scalar_one()
        return newest


def _entry(row: sa.Row[Any]) -> Entry:
    return Entry(
        case=row.case,
        at=row.at,
        by=row.by,
        kind=row.kind,
        text=row.text,
        language=row.language,
        staff=row.staff,
        body=row.body,
        outbox=row.outbox,
        delivered=_delivered(row),
        id=row.id,
    )


def _delivered(row: sa.Row[Any]) -> Delivered | None:
    if row.outbox is None:
        return None
    if row.carried is None:
        return Delivered.UNKNOWN
    return Delivered.WAITING if row.sent_at is None else Delivered.SENT
