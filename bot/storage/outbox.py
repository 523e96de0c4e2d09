"""What goes out, in order.

The rows of one address form a lane. A row is delivered by the process that leased it;
nothing of a lane is leased while an earlier row of it waits for its retry or is in
another process' hands, so the order holds across processes and crashes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy import bindparam

from bot.messages import Address, ErrorKind, Outbound
from bot.storage.part import Part
from bot.storage.tables import outbox, timers
from bot.storage.wire import dump_delivery, load_delivery

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.messages import Delivery

# Exclusive for who leases, shared for who sends a lane back to wait: leasing looks at
# several rows of a lane, and none may change its mind meanwhile.
LEASING = 5_494_361_283_105_113_155
LOCK_LEASING = sa.select(sa.func.pg_advisory_xact_lock(LEASING))
SHARE_LEASING = sa.select(sa.func.pg_advisory_xact_lock_shared(LEASING))

OPEN = outbox.c.sent_at.is_(None)
LANE = (outbox.c.channel == bindparam("lane_channel"), outbox.c.address == bindparam("lane_address"), OPEN)
BEHIND = (*LANE, outbox.c.id > bindparam("row"), outbox.c.leased_by == bindparam("process"))

OCCUPIED = sa.select(
    sa.exists().where(
        *LANE,
        sa.or_(
            outbox.c.leased_by.is_distinct_from(bindparam("process")),
            outbox.c.available_at <= bindparam("now"),
        ),
    )
)
QUEUE = sa.insert(outbox).values(attempts=0).returning(outbox.c.id)

earlier = outbox.alias("earlier")
PENDING = (
    sa.select(outbox.c.id, outbox.c.channel, outbox.c.address, outbox.c.body)
    .where(
        OPEN,
        outbox.c.channel.in_(bindparam("channels", expanding=True)),
        outbox.c.available_at <= bindparam("now"),
        ~sa.exists().where(
            earlier.c.channel == outbox.c.channel,
            earlier.c.address == outbox.c.address,
            earlier.c.sent_at.is_(None),
            earlier.c.id < outbox.c.id,
            earlier.c.available_at > bindparam("now"),
        ),
    )
    .order_by(outbox.c.id)
    .limit(bindparam("limit"))
    .with_for_update(of=outbox)
)
LEASE = (
    sa.update(outbox)
    .where(outbox.c.id.in_(bindparam("rows", expanding=True)))
    .values(leased_by=bindparam("process"), available_at=bindparam("until"))
)
ROW = (
    sa.select(outbox.c.contact, outbox.c.channel, outbox.c.address, outbox.c.leased_by)
    .where(outbox.c.id == bindparam("row"), OPEN)
    .with_for_update()
)
# What was sent to a contact is kept as long as it can be deleted; what nobody owns, or has
# no message id, goes at once.
SENT = (
    sa.update(outbox)
    .where(outbox.c.id == bindparam("row"), OPEN, outbox.c.contact.is_not(None))
    .values(sent_at=bindparam("at"), message_id=bindparam("message"), body=None, leased_by=None)
    .returning(outbox.c.channel, outbox.c.address)
)
DONE = (
    sa.delete(outbox)
    .where(outbox.c.id == bindparam("row"), OPEN)
    .returning(outbox.c.channel, outbox.c.address)
)
REMOVE = sa.delete(outbox).where(outbox.c.id == bindparam("row"))
# A lease that ran out is nobody's: renewed, it would keep a row from everyone.
RENEW = (
    sa.update(outbox)
    .where(*BEHIND, outbox.c.available_at > bindparam("now"))
    .values(available_at=bindparam("until"))
)
RETRY = (
    sa.update(outbox)
    .where(outbox.c.id == bindparam("row"))
    .values(
        attempts=outbox.c.attempts + 1,
        error=bindparam("kind"),
        available_at=bindparam("retry_at"),
        leased_by=None,
    )
)
RELEASE = sa.update(outbox).where(*BEHIND).values(available_at=bindparam("retry_at"), leased_by=None)
# On SQLite one process serves a channel, so any other that held rows is dead. On PostgreSQL
# each process that lives holds a lock on its name, see ``postgresql``.
PRESENCE = 5_494_361
DEAD: dict[str, sa.ColumnElement[bool]] = {
    "sqlite": sa.true(),
    "postgresql": sa.func.pg_try_advisory_xact_lock(PRESENCE, sa.func.hashtext(outbox.c.leased_by)),
}
TAKE_OVER = {
    dialect: sa.update(outbox)
    .where(
        OPEN,
        outbox.c.channel.in_(bindparam("channels", expanding=True)),
        outbox.c.leased_by != bindparam("process"),
        dead,
    )
    .values(available_at=bindparam("now"), leased_by=None)
    for dialect, dead in DEAD.items()
}
EMPTY_LANE = sa.delete(outbox).where(*LANE)
EMPTY_CONTACT = sa.delete(outbox).where(outbox.c.contact == bindparam("of_contact"), OPEN)
STOP_TIMERS = sa.delete(timers).where(timers.c.contact == bindparam("of_contact"))


class Outbox(Part):
    """The outbox part of a ``Unit``."""

    def queue(
        self, contact: str | None, address: Address, deliveries: Sequence[Delivery], at: datetime
    ) -> list[Outbound]:
        """Append to the outbox; return what this process may deliver now, all or nothing."""
        if not deliveries:
            return []
        lane = {"lane_channel": address.channel, "lane_address": address.id}
        occupied = self._connection.execute(
            OCCUPIED, {**lane, "process": self._process, "now": at}
        ).scalar_one()
        queued = []
        for delivery in deliveries:
            row = {
                "contact": contact,
                "channel": address.channel,
                "address": address.id,
                "body": dump_delivery(delivery),
                "available_at": at if occupied else at + self._lease,
                "leased_by": None if occupied else self._process,
            }
            queued.append(Outbound(self._connection.execute(QUEUE, row).scalar_one(), address, delivery))
        return [] if occupied else queued

    def take_over(self, now: datetime, channels: Sequence[str]) -> None:
        """Free what dead processes held of these channels."""
        self._connection.execute(
            TAKE_OVER[self._dialect], {"now": now, "channels": channels, "process": self._process}
        )

    def pending(self, now: datetime, limit: int, channels: Sequence[str]) -> Sequence[Outbound]:
        """Lease rows of these channels that wait, in order per address."""
        if self._dialect == "postgresql":
            self._connection.execute(LOCK_LEASING)
        rows = self._connection.execute(PENDING, {"now": now, "limit": limit, "channels": channels}).all()
        if rows:
            self._connection.execute(
                LEASE,
                {"rows": [row.id for row in rows], "process": self._process, "until": now + self._lease},
            )
        return [Outbound(row.id, Address(row.channel, row.address), load_delivery(row.body)) for row in rows]

    def sent(self, outbox_id: int, message_id: str | None, at: datetime, *, renew: bool = True) -> bool:
        """Close the row and keep the provider's message id, for deleting; False where it is gone."""
        lane = None
        if message_id is not None:
            sent = {"row": outbox_id, "message": message_id, "at": at}
            lane = self._connection.execute(SENT, sent).one_or_none()
        if lane is None:
            lane = self._connection.execute(DONE, {"row": outbox_id}).one_or_none()
        if lane is not None and renew:
            behind = self._behind(outbox_id, lane.channel, lane.address)
            self._connection.execute(RENEW, {**behind, "now": at, "until": at + self._lease})
        return lane is not None

    def undelivered(self, outbox_id: int, kind: ErrorKind, retry_at: datetime | None) -> None:
        """Count a failure and wait until ``retry_at``, or give the message up."""
        if self._dialect == "postgresql":
            self._connection.execute(SHARE_LEASING)
        row = self._connection.execute(ROW, {"row": outbox_id}).one_or_none()
        if row is None:
            return
        if kind is ErrorKind.BLOCKED:
            self._silence(row)
        elif retry_at is None:
            self._connection.execute(REMOVE, {"row": outbox_id})
        elif row.leased_by == self._process:
            self._connection.execute(RETRY, {"row": outbox_id, "kind": kind.value, "retry_at": retry_at})
            self._connection.execute(
                RELEASE, {**self._behind(outbox_id, row.channel, row.address), "retry_at": retry_at}
            )

    def _silence(self, row: sa.Row[str | None, str, str, str | None]) -> None:
        """Drop what waits for someone who blocked the bot."""
        if row.contact is None:
            lane = {"lane_channel": row.channel, "lane_address": row.address}
            self._connection.execute(EMPTY_LANE, lane)
        else:
            self._connection.execute(EMPTY_CONTACT, {"of_contact": row.contact})
            self._connection.execute(STOP_TIMERS, {"of_contact": row.contact})

    def _behind(self, outbox_id: int, channel: str, address: str) -> dict[str, object]:
        """Name the rows of this lane that this process holds behind ``outbox_id``."""
        return {
            "lane_channel": channel,
            "lane_address": address,
            "row": outbox_id,
            "process": self._process,
        }
