"""What arrived: committed before it is acknowledged, known for ever as a bare key."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy import bindparam

from bot.storage.part import INSERT, Part
from bot.storage.tables import inbox
from bot.storage.wire import dump_inbound, load_inbound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.messages import Inbound

ACCEPT = {
    dialect: insert(inbox)
    .values(attempts=0, failed=False)
    .on_conflict_do_nothing(index_elements=[inbox.c.channel, inbox.c.digest])
    .returning(inbox.c.id)
    for dialect, insert in INSERT.items()
}
UNPROCESSED = (
    sa.select(inbox.c.id, inbox.c.body)
    .where(inbox.c.body.is_not(None))
    .order_by(inbox.c.id)
    .limit(bindparam("limit"))
)
# The row keeps its address and message id until ``expire``: the message can be
# deleted at the channel for two days.
CLOSE = sa.update(inbox).where(inbox.c.id == bindparam("row"), inbox.c.body.is_not(None)).values(body=None)
FAIL = (
    sa.update(inbox)
    .where(inbox.c.id == bindparam("row"), inbox.c.body.is_not(None))
    .values(attempts=inbox.c.attempts + 1, failed=bindparam("final"))
)


def digest(provider_id: str) -> str:
    """Return what is kept of a provider's id: enough to know a repeat, nothing to lead to a person."""
    return hashlib.sha256(provider_id.encode("utf-8", "surrogatepass")).hexdigest()


class Inbox(Part):
    """The inbox part of a ``Unit``."""

    def accept(self, inbound: Inbound, *, processed: bool = False) -> int | None:
        """Store the cleaned inbound, as a bare key if ``processed``; None if it was seen before."""
        row = {
            "channel": inbound.address.channel,
            "digest": digest(inbound.provider_id),
            "address": inbound.address.id,
            "body": None if processed else dump_inbound(inbound),
            "message_id": inbound.message_id,
            "received_at": inbound.at,
        }
        return self._connection.execute(ACCEPT[self._dialect], row).scalar_one_or_none()

    def unprocessed(self, limit: int) -> Sequence[tuple[int, Inbound]]:
        """Inbox rows that no turn has finished and that have not failed for good, oldest first."""
        rows = self._connection.execute(UNPROCESSED, {"limit": limit})
        return [(row.id, load_inbound(row.body)) for row in rows]

    def processed(self, inbox_id: int) -> bool:
        """Mark as done and blank what it said; False if that happened before."""
        return self._connection.execute(CLOSE, {"row": inbox_id}).rowcount == 1

    def failed(self, inbox_id: int, *, final: bool) -> None:
        """Count a failed attempt; ``final`` closes the row and blanks what it said."""
        self._connection.execute(FAIL, {"row": inbox_id, "final": final})
        if final:
            self._connection.execute(CLOSE, {"row": inbox_id})
