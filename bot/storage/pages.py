"""What a browser shows: who visits, and the entries of their page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy import bindparam

from bot.storage.devices import Devices
from bot.storage.page_tables import page_codes, page_messages, page_visitors
from bot.storage.part import INSERT
from bot.storage.tables import addresses, contacts
from bot.web.base import CHANNEL, Entry, Visitor

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.messages import JSON

ADMIT = sa.insert(page_visitors)
VISITOR = (
    sa.select(page_visitors, contacts.c.state)
    .select_from(
        page_visitors.outerjoin(
            addresses,
            sa.and_(addresses.c.channel == CHANNEL, addresses.c.address == page_visitors.c.address),
        ).outerjoin(contacts, contacts.c.id == addresses.c.contact)
    )
    .where(page_visitors.c.address == bindparam("browser"), page_visitors.c.expires_at > bindparam("now"))
)
SEEN = (
    sa.update(page_visitors)
    .where(page_visitors.c.address == bindparam("browser"))
    .values(last_at=bindparam("at"), expires_at=bindparam("expires"), hidden=bindparam("hide"))
)
KNOWN = sa.select(page_visitors.c.address).where(page_visitors.c.address == bindparam("browser"))
EXPIRED = sa.select(page_visitors.c.address).where(page_visitors.c.expires_at <= bindparam("now"))

APPEND = {
    dialect: insert(page_messages)
    .on_conflict_do_nothing(index_elements=[page_messages.c.address, page_messages.c.outbox])
    .returning(page_messages.c.id)
    for dialect, insert in INSERT.items()
}
OF_OUTBOX = sa.select(page_messages.c.id).where(
    page_messages.c.address == bindparam("browser"), page_messages.c.outbox == bindparam("row")
)
ENTRIES = (
    sa.select(page_messages.c.id, page_messages.c.body)
    .where(
        page_messages.c.address == bindparam("browser"),
        page_messages.c.id > bindparam("after"),
        page_messages.c.expires_at > bindparam("now"),
    )
    .order_by(page_messages.c.id)
)
NEWEST = (
    sa.select(page_messages.c.address, sa.func.max(page_messages.c.id).label("newest"))
    .where(page_messages.c.address.in_(bindparam("browsers", expanding=True)))
    .group_by(page_messages.c.address)
)
ONE = sa.select(page_messages.c.body).where(
    page_messages.c.address == bindparam("browser"), page_messages.c.id == bindparam("entry")
)
CHANGE = sa.update(page_messages).where(page_messages.c.id == bindparam("entry"))
WITHDRAW = sa.delete(page_messages).where(
    page_messages.c.address == bindparam("browser"),
    page_messages.c.id.in_(bindparam("entries", expanding=True)),
)
STAYING = (
    sa.select(page_messages.c.id)
    .where(page_messages.c.address == bindparam("browser"))
    .order_by(page_messages.c.id)
)
EXPIRE_ENTRIES = sa.delete(page_messages).where(page_messages.c.expires_at <= bindparam("now"))
EXPIRE_CODES = sa.delete(page_codes).where(page_codes.c.expires_at <= bindparam("now"))


class Pages(Devices):
    """The part of a ``Unit`` about what browsers show (see ``bot.web.base``)."""

    def admit(self, visitor: Visitor) -> None:
        """Keep a new browser."""
        self._connection.execute(
            ADMIT,
            {
                "address": visitor.address,
                "own_device": visitor.own_device,
                "language": visitor.language,
                "hidden": visitor.hidden,
                "last_at": visitor.last_at,
                "expires_at": visitor.expires_at,
            },
        )

    def visitor(self, address: str, now: datetime) -> Visitor | None:
        """Return the browser with this address; None if it is unknown or has had its time."""
        row = self._connection.execute(VISITOR, {"browser": address, "now": now}).one_or_none()
        if row is None:
            return None
        chosen = (row.state or {}).get("language")
        return Visitor(
            row.address,
            own_device=row.own_device,
            language=chosen if isinstance(chosen, str) else row.language,
            hidden=row.hidden,
            last_at=row.last_at,
            expires_at=row.expires_at,
        )

    def seen(self, address: str, at: datetime, expires: datetime, *, hidden: bool = False) -> None:
        """Note that she did something: the browser is known until ``expires``."""
        self._connection.execute(SEEN, {"browser": address, "at": at, "expires": expires, "hide": hidden})

    def append(
        self, address: str, body: Mapping[str, JSON], at: datetime, expires: datetime, *, outbox: int | None
    ) -> int | None:
        """Add an entry, once for each row of the outbox; None where the browser is not known any more."""
        if self._connection.execute(KNOWN, {"browser": address}).one_or_none() is None:
            return None
        row = {"address": address, "outbox": outbox, "body": dict(body), "at": at, "expires_at": expires}
        added = self._connection.execute(APPEND[self._dialect], row).scalar_one_or_none()
        if added is None:
            before = {"browser": address, "row": outbox}
            added = self._connection.execute(OF_OUTBOX, before).scalar_one_or_none()
        return None if added is None else int(added)

    def page_entries(self, address: str, after: int, now: datetime) -> Sequence[Entry]:
        """Return the entries with a higher id than ``after`` that have not expired, in order."""
        rows = self._connection.execute(ENTRIES, {"browser": address, "after": after, "now": now})
        return [Entry(row.id, row.body) for row in rows]

    def newest(self, addresses: Sequence[str]) -> Mapping[str, int]:
        """Return the highest id of each address that has entries."""
        rows = self._connection.execute(NEWEST, {"browsers": list(addresses)})
        return {row.address: row.newest for row in rows}

    def settle(self, address: str, entry: int) -> bool:
        """Take the buttons off an entry; False where there were none."""
        body = self._connection.execute(ONE, {"browser": address, "entry": entry}).scalar_one_or_none()
        if not body or not body.get("buttons"):
            return False
        self._connection.execute(CHANGE, {"entry": entry, "body": {**body, "buttons": []}})
        return True

    def withdraw_entries(self, address: str, entries: Sequence[int]) -> Sequence[int]:
        """Delete entries; return the ids of those that stay, in order."""
        self._connection.execute(WITHDRAW, {"browser": address, "entries": list(entries)})
        return list(self._connection.execute(STAYING, {"browser": address}).scalars())

    def expired_pages(self, now: datetime) -> Sequence[str]:
        """Return the addresses of the browsers that have had their time."""
        return self._connection.execute(EXPIRED, {"now": now}).scalars().all()

    def expire_pages(self, now: datetime) -> int:
        """Delete papers, browsers, entries and codes that have had their time; return how many rows went."""
        papers = self.expire_papers(now)
        expired = self.expired_pages(now)
        for address in expired:
            self.dismiss(address)
        gone = [self._connection.execute(EXPIRE_ENTRIES, {"now": now}).rowcount]
        gone.append(self._connection.execute(EXPIRE_CODES, {"now": now}).rowcount)
        return papers + len(expired) + sum(gone)
