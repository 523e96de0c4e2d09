"""What is held of a contact, and how it goes: at once when asked, by itself in time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy import bindparam

from bot.handoff.base import CaseState
from bot.messages import DELETABLE
from bot.storage.base import Holdings
from bot.storage.case_tables import cases, feed
from bot.storage.group_tables import group_seats, group_tallies, groups
from bot.storage.misses import KEPT
from bot.storage.page_tables import page_codes, page_messages
from bot.storage.part import Part
from bot.storage.tables import addresses, contacts, inbox, misses, outbox, timers, transcript
from bot.web.base import CHANNEL

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

ERASED = "erased"
"""Noted on a connection whose transaction deleted what a resident wrote."""

REPEATED = timedelta(days=30)
"""How long a repeat is known. WhatsApp repeats for days, Telegram for one."""

FED = timedelta(days=1)
"""How long a page of staff may be away and still hear what happened."""

ENDED = timedelta(days=1)
"""How long a group is known after it ended. Nobody has a seat there any more."""

COUNTED = timedelta(days=731)
"""How long the figures of groups are kept."""

HELD = sa.select(
    contacts.c.created_at,
    sa.select(sa.func.count())
    .select_from(transcript)
    .where(transcript.c.contact == contacts.c.id)
    .scalar_subquery()
    .label("messages"),
    sa.select(sa.func.count())
    .select_from(timers)
    .where(timers.c.contact == contacts.c.id)
    .scalar_subquery()
    .label("timers"),
).where(contacts.c.id == bindparam("contact"))

MESSAGE_IDS = sa.union_all(
    sa.select(inbox.c.message_id, inbox.c.received_at.label("at"))
    .join(addresses, sa.and_(addresses.c.channel == inbox.c.channel, addresses.c.address == inbox.c.address))
    .where(
        addresses.c.contact == bindparam("contact"),
        inbox.c.message_id.is_not(None),
        inbox.c.received_at >= bindparam("since"),
    ),
    sa.select(outbox.c.message_id, outbox.c.sent_at.label("at")).where(
        outbox.c.contact == bindparam("contact"),
        outbox.c.message_id.is_not(None),
        outbox.c.sent_at >= bindparam("since"),
    ),
).order_by("at")

ADDRESSES = sa.select(addresses.c.channel, addresses.c.address).where(
    addresses.c.contact == bindparam("contact")
)
BLANK = (
    sa.update(inbox)
    .where(inbox.c.channel == bindparam("of_channel"), inbox.c.address == bindparam("of_address"))
    .values(address=None, body=None, message_id=None)
)
SHOWN = sa.delete(page_messages).where(page_messages.c.address == bindparam("of_address"))
CODES = sa.delete(page_codes).where(
    page_codes.c.channel == bindparam("of_channel"), page_codes.c.address == bindparam("of_address")
)
# What somebody at the desk took is hers to see; the row lets go of the contact by itself.
REMOVE_REQUESTED = sa.delete(cases).where(
    cases.c.contact == bindparam("of_contact"), cases.c.state == CaseState.REQUESTED.value
)
REMOVE = sa.delete(contacts).where(contacts.c.id == bindparam("contact"))

# A contact in the middle of a turn is not idle: skip it.
IDLE = (
    sa.select(contacts.c.id)
    .where(contacts.c.last_at < bindparam("idle_before"))
    .with_for_update(skip_locked=True)
)
EXPIRE_LINES = sa.delete(transcript).where(transcript.c.expires_at <= bindparam("now"))
EXPIRE_SENT = sa.delete(outbox).where(outbox.c.sent_at <= bindparam("deletable"))
EXPIRE_MESSAGE_IDS = (
    sa.update(inbox)
    .where(
        inbox.c.received_at <= bindparam("deletable"),
        inbox.c.body.is_(None),
        inbox.c.address.is_not(None),
    )
    .values(address=None, message_id=None)
)
EXPIRE_MISSES = sa.delete(misses).where(misses.c.day < bindparam("first_day"))
EXPIRE_CASES = sa.delete(cases).where(cases.c.expires_at <= bindparam("now"))
EXPIRE_FEED = sa.delete(feed).where(feed.c.at <= bindparam("yesterday"))
# Who still has a seat there is let go first: see ``overdue_groups``.
EXPIRE_GROUPS = sa.delete(groups).where(
    groups.c.ended_at <= bindparam("ended"), ~sa.exists().where(group_seats.c.group == groups.c.id)
)
EXPIRE_TALLIES = sa.delete(group_tallies).where(group_tallies.c.month < bindparam("first_month"))
EXPIRE_KEYS = sa.delete(inbox).where(inbox.c.received_at <= bindparam("repeated"), inbox.c.body.is_(None))


class Forgetting(Part):
    """The privacy part of a ``Unit``."""

    def holdings(self, contact: str) -> Holdings:
        """Count what is held; all zero for someone unknown."""
        row = self._connection.execute(HELD, {"contact": contact}).one_or_none()
        if row is None:
            return Holdings(messages=0, timers=0, first_at=None)
        return Holdings(messages=row.messages, timers=row.timers, first_at=row.created_at)

    def message_ids(self, contact: str, since: datetime) -> Sequence[str]:
        """Return the provider's ids of messages in and out since then, oldest first."""
        rows = self._connection.execute(MESSAGE_IDS, {"contact": contact, "since": since})
        return list(rows.scalars())

    def forget(self, contact: str) -> None:
        """Delete everything of this contact, at once, in this transaction."""
        self._connection.info[ERASED] = True
        for address in self._connection.execute(ADDRESSES, {"contact": contact}).all():
            where = {"of_channel": address.channel, "of_address": address.address}
            self._connection.execute(BLANK, where)
            self._connection.execute(CODES, where)
            if address.channel == CHANNEL:
                self._connection.execute(SHOWN, {"of_address": address.address})
        self._connection.execute(REMOVE_REQUESTED, {"of_contact": contact})
        self._connection.execute(REMOVE, {"contact": contact})

    def expire(self, now: datetime, *, idle_before: datetime) -> int:
        """Delete what has had its time; return how many rows went."""
        idle = self._connection.execute(IDLE, {"idle_before": idle_before}).scalars().all()
        for contact in idle:
            self.forget(contact)
        self._connection.info[ERASED] = True
        lines = self._connection.execute(EXPIRE_LINES, {"now": now}).rowcount
        sent = self._connection.execute(EXPIRE_SENT, {"deletable": now - DELETABLE}).rowcount
        self._connection.execute(EXPIRE_MESSAGE_IDS, {"deletable": now - DELETABLE})
        keys = self._connection.execute(EXPIRE_KEYS, {"repeated": now - REPEATED}).rowcount
        first_day = (now - KEPT).date().isoformat()
        missed = self._connection.execute(EXPIRE_MISSES, {"first_day": first_day}).rowcount
        closed = self._connection.execute(EXPIRE_CASES, {"now": now}).rowcount
        fed = self._connection.execute(EXPIRE_FEED, {"yesterday": now - FED}).rowcount
        ended = self._connection.execute(EXPIRE_GROUPS, {"ended": now - ENDED}).rowcount
        first_month = (now - COUNTED).date()
        counted = self._connection.execute(EXPIRE_TALLIES, {"first_month": first_month}).rowcount
        return len(idle) + lines + sent + keys + closed + fed + missed + ended + counted
