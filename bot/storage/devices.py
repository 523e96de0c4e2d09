"""A conversation that goes on elsewhere: codes, and the move from one address to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy import bindparam

from bot.messages import Address
from bot.storage.forgetting import BLANK, ERASED
from bot.storage.page_tables import page_codes, page_messages, page_visitors
from bot.storage.papers import Papers
from bot.storage.part import INSERT
from bot.storage.tables import addresses, contacts, outbox
from bot.web.base import CHANNEL

if TYPE_CHECKING:
    from datetime import datetime

OWNER = (
    sa.select(addresses.c.contact, contacts.c.case_id)
    .join(contacts, contacts.c.id == addresses.c.contact)
    .where(addresses.c.channel == bindparam("of_channel"), addresses.c.address == bindparam("of_address"))
    .with_for_update(of=contacts)
)
LED_BY = sa.select(sa.func.count()).where(addresses.c.contact == bindparam("contact"))
ADD_ADDRESS = sa.insert(addresses)
REMOVE_ADDRESS = sa.delete(addresses).where(
    addresses.c.channel == bindparam("of_channel"), addresses.c.address == bindparam("of_address")
)
REMOVE_VISITOR = sa.delete(page_visitors).where(page_visitors.c.address == bindparam("browser"))
REMOVE_ENTRIES = sa.delete(page_messages).where(page_messages.c.address == bindparam("browser"))

# What a process has in hand goes where it was going. What was sent can be deleted there only.
SEND_ELSEWHERE = (
    sa.update(outbox)
    .where(
        outbox.c.contact == bindparam("owner"),
        outbox.c.sent_at.is_(None),
        sa.or_(outbox.c.leased_by.is_(None), outbox.c.available_at <= bindparam("now")),
    )
    .values(channel=bindparam("to_channel"), address=bindparam("to_address"), leased_by=None)
)
FORGET_SENT = sa.delete(outbox).where(outbox.c.contact == bindparam("owner"), outbox.c.sent_at.is_not(None))

OFFER = {
    dialect: (statement := insert(page_codes)).on_conflict_do_update(
        index_elements=[page_codes.c.digest],
        set_={name: statement.excluded[name] for name in ("channel", "address", "expires_at")},
    )
    for dialect, insert in INSERT.items()
}
CODED = sa.select(page_codes.c.channel, page_codes.c.address).where(
    page_codes.c.digest == bindparam("code"), page_codes.c.expires_at > bindparam("now")
)
SPEND = sa.delete(page_codes).where(page_codes.c.digest == bindparam("code"))
SPEND_ALL = sa.delete(page_codes).where(
    page_codes.c.channel == bindparam("of_channel"), page_codes.c.address == bindparam("of_address")
)


class Devices(Papers):
    """The part of a ``Unit`` about another device (see ``bot.web.base``)."""

    def dismiss(self, address: str) -> None:
        """Delete a browser with all that it showed, and the contact that nothing else leads to."""
        where = {"of_channel": CHANNEL, "of_address": address}
        self._connection.info[ERASED] = True
        owner = self._connection.execute(OWNER, where).one_or_none()
        # Who asked for a person is called back, also when her screen was wiped: that takes the contact.
        # So does who has a paper to go on with: the address that leads nowhere now is hers until then.
        if owner is not None and owner.case_id is None and not self.has_paper(owner.contact):
            if self._connection.execute(LED_BY, {"contact": owner.contact}).scalar_one() == 1:
                self.forget(owner.contact)
            self._connection.execute(REMOVE_ADDRESS, where)
        self._connection.execute(BLANK, where)
        self._connection.execute(SPEND_ALL, where)
        self._connection.execute(REMOVE_VISITOR, {"browser": address})

    def offer_code(self, digest: str, address: Address, expires: datetime) -> None:
        """Keep the code that leads to the conversation of an address, in place of an earlier one."""
        self._connection.execute(SPEND_ALL, {"of_channel": address.channel, "of_address": address.id})
        self._connection.execute(
            OFFER[self._dialect],
            {"digest": digest, "channel": address.channel, "address": address.id, "expires_at": expires},
        )

    def coded(self, digest: str, now: datetime) -> Address | None:
        """Return the address that a code leads to; None for one that is unknown, used or too old."""
        row = self._connection.execute(CODED, {"code": digest, "now": now}).one_or_none()
        return None if row is None else Address(row.channel, row.address)

    def spend_code(self, digest: str) -> None:
        """Make a code useless."""
        self._connection.execute(SPEND, {"code": digest})

    def move(self, old: Address, new: Address, at: datetime) -> bool:
        """Give the conversation of one address to another; False where the old one has none."""
        of_old = {"of_channel": old.channel, "of_address": old.id}
        of_new = {"of_channel": new.channel, "of_address": new.id}
        contact = self._connection.scalar(OWNER, of_old)
        if contact is None or old == new:
            return False
        replaced = self._connection.scalar(OWNER, of_new)
        if replaced == contact:
            return False
        if replaced is not None:
            self.forget(replaced)
        self._connection.info[ERASED] = True
        self._connection.execute(BLANK, of_old)
        self._connection.execute(REMOVE_ADDRESS, of_old)
        self._connection.execute(
            ADD_ADDRESS,
            {"channel": new.channel, "address": new.id, "contact": contact, "added_at": at},
        )
        self._connection.execute(
            SEND_ELSEWHERE, {"owner": contact, "now": at, "to_channel": new.channel, "to_address": new.id}
        )
        self._connection.execute(FORGET_SENT, {"owner": contact})
        if old.channel == CHANNEL:
            self._connection.execute(REMOVE_ENTRIES, {"browser": old.id})
        return True
