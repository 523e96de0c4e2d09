"""Who the conversation is with: the lock, the state, and what a turn adds to them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy import bindparam

from bot.messages import Address
from bot.storage.base import Loaded, Stale
from bot.storage.part import INSERT, Part
from bot.storage.tables import addresses, contacts, events, transcript

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from typing import Any

    from bot.messages import JSON
    from bot.storage.base import Line

KNOWN = (
    contacts.c.id,
    contacts.c.revision,
    contacts.c.state,
    contacts.c.case_id,
    contacts.c.accompanied,
    contacts.c.seat_id,
)
LOCK = (
    sa.select(*KNOWN)
    .join(addresses, addresses.c.contact == contacts.c.id)
    .where(addresses.c.channel == bindparam("channel"), addresses.c.address == bindparam("address"))
    .with_for_update(of=contacts)
)
HOLD = sa.select(*KNOWN).where(contacts.c.id == bindparam("contact")).with_for_update()
WHERE = (
    sa.select(addresses.c.channel, addresses.c.address)
    .where(addresses.c.contact == bindparam("contact"))
    .order_by(addresses.c.added_at.desc(), addresses.c.channel, addresses.c.address)
    .limit(1)
)
ADD_CONTACT = sa.insert(contacts).values(revision=0, accompanied=False)
REMOVE_CONTACT = sa.delete(contacts).where(contacts.c.id == bindparam("contact"))
ADD_ADDRESS = {
    dialect: insert(addresses)
    .on_conflict_do_nothing(index_elements=[addresses.c.channel, addresses.c.address])
    .returning(addresses.c.contact)
    for dialect, insert in INSERT.items()
}
SAVE = (
    sa.update(contacts)
    .where(contacts.c.id == bindparam("contact"), contacts.c.revision == bindparam("before"))
    .values(revision=contacts.c.revision + 1, state=bindparam("state"), last_at=bindparam("last_at"))
)
TRANSCRIBE = sa.insert(transcript)
RECORD = sa.insert(events)


def storable(text: str) -> str:
    """Return the text with what a column cannot hold, U+0000 and lone surrogates, replaced."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "replace").decode("utf-8")


class Contacts(Part):
    """The part of a ``Unit`` about one contact."""

    def lock(self, address: Address, at: datetime) -> Loaded:
        """Lock the contact of this address, made if new, and load its state."""
        where = {"channel": address.channel, "address": address.id}
        while True:
            row = self._connection.execute(LOCK, where).one_or_none()
            if row is not None:
                return _loaded(row, address)
            contact = str(uuid4())
            self._connection.execute(ADD_CONTACT, {"id": contact, "created_at": at, "last_at": at})
            added = self._connection.execute(
                ADD_ADDRESS[self._dialect], {**where, "contact": contact, "added_at": at}
            )
            if added.one_or_none() is not None:
                return Loaded(contact, address, 0, None)
            # Another process made this contact at the same moment: lock that one.
            self._connection.execute(REMOVE_CONTACT, {"contact": contact})

    def hold(self, contact: str) -> Loaded | None:
        """Lock a contact that is known, with the address where it is now."""
        row = self._connection.execute(HOLD, {"contact": contact}).one_or_none()
        if row is None:
            return None
        newest = self._connection.execute(WHERE, {"contact": contact}).one()
        return _loaded(row, Address(newest.channel, newest.address))

    def hold_both(self, old: Address, new: Address) -> tuple[Loaded, Loaded] | None:
        """Lock the contacts of two addresses; None where these are not two that are known."""
        one, other = self._known(old), self._known(new)
        return None if one is None or other is None or one.contact == other.contact else (one, other)

    def save(self, contact: str, revision: int, state: dict[str, JSON], at: datetime) -> None:
        """Store the state as ``revision + 1``; raises ``Stale`` if another turn came between."""
        saved = self._connection.execute(
            SAVE, {"contact": contact, "before": revision, "state": state, "last_at": at}
        )
        if saved.rowcount != 1:
            raise Stale

    def transcribe(self, contact: str, lines: Sequence[Line], at: datetime, expires: datetime) -> None:
        """Append to the transcript; the lines go at ``expires``."""
        if lines:
            self._connection.execute(
                TRANSCRIBE,
                [
                    {
                        "contact": contact,
                        "at": at,
                        "speaker": line.by,
                        "language": line.language,
                        "text": storable(line.text),
                        "expires_at": expires,
                    }
                    for line in lines
                ],
            )

    def record(self, contact: str, events: Sequence[dict[str, JSON]], at: datetime) -> None:
        """Append events without any text of the resident."""
        if events:
            self._connection.execute(
                RECORD,
                [{"contact": contact, "at": at, "type": event["type"], "body": event} for event in events],
            )

    def _known(self, address: Address) -> Loaded | None:
        where = {"channel": address.channel, "address": address.id}
        row = self._connection.execute(LOCK, where).one_or_none()
        return None if row is None else _loaded(row, address)


def _loaded(row: sa.Row[Any, Any, Any, Any, Any, Any], address: Address) -> Loaded:
    return Loaded(row.id, address, row.revision, row.state, row.case_id, row.accompanied, row.seat_id)
