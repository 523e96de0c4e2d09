"""The lists on paper that lead to a conversation, and how a contact goes with the last of what led to her."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy import bindparam

from bot.papers.base import Tried
from bot.storage.forgetting import Forgetting
from bot.storage.leading import led_to
from bot.storage.paper_tables import papers
from bot.storage.tables import Instant, contacts

if TYPE_CHECKING:
    from datetime import datetime

    from bot.papers.base import Paper

LINGERS = timedelta(minutes=1)
"""How long a paper stays whose last try is being looked at."""

OF_CONTACT = sa.select(papers.c.digest, papers.c.form).where(papers.c.contact == bindparam("of"))
REPLACE = sa.delete(papers).where(papers.c.contact == bindparam("of"))
KEEP = sa.insert(papers).values(tries=0)
TRY = (
    sa.update(papers)
    .where(
        papers.c.digest == bindparam("code"),
        papers.c.expires_at > bindparam("now"),
        papers.c.tries < bindparam("most"),
    )
    .values(
        tries=papers.c.tries + 1,
        expires_at=sa.case(
            (papers.c.tries + 1 == bindparam("most"), bindparam("soon", type_=Instant)),
            else_=papers.c.expires_at,
        ),
    )
    .returning(papers.c.pin, papers.c.tries)
)
WHOSE = sa.select(papers.c.contact).where(papers.c.digest == bindparam("code"))
LOCK = sa.select(contacts.c.id, contacts.c.case_id).where(contacts.c.id == bindparam("of")).with_for_update()
SPEND = sa.delete(papers).where(papers.c.digest == bindparam("code")).returning(papers.c.contact)
OVER = sa.select(papers.c.digest).where(papers.c.expires_at <= bindparam("now"))
LED_TO = sa.select(led_to(bindparam("of", type_=sa.Text)))


class Papers(Forgetting):
    """The part of a ``Unit`` about lists on paper (see ``bot.papers.base``)."""

    def keep_paper(self, paper: Paper) -> bool:
        """Keep a paper in place of an earlier one; False where this very form made one before."""
        of = {"of": paper.contact}
        earlier = self._connection.execute(OF_CONTACT, of).one_or_none()
        if earlier is not None and earlier.form == paper.form:
            return False
        self._connection.execute(REPLACE, of)
        self._connection.execute(
            KEEP,
            {
                "digest": paper.digest,
                "contact": paper.contact,
                "pin": paper.pin,
                "form": paper.form,
                "made_at": paper.made_at,
                "expires_at": paper.expires_at,
            },
        )
        return True

    def try_paper(self, digest: str, now: datetime, *, most: int) -> Tried | None:
        """Count one more try; None where there is no such paper that works, or ``most`` were made."""
        row = self._connection.execute(
            TRY, {"code": digest, "now": now, "most": most, "soon": now + LINGERS}
        ).one_or_none()
        return None if row is None else Tried(row.pin, row.tries)

    def spend_paper(self, digest: str) -> str | None:
        """Make a paper useless; return its contact, locked. None where somebody was quicker."""
        contact: str | None = self._connection.execute(WHOSE, {"code": digest}).scalar_one_or_none()
        # The contact first, as in a turn of hers: two that want both never wait for one another.
        if contact is None or self._connection.execute(LOCK, {"of": contact}).one_or_none() is None:
            return None
        spent: str | None = self._connection.execute(SPEND, {"code": digest}).scalar_one_or_none()
        return spent

    def void_paper(self, digest: str) -> None:
        """Make a paper useless, and delete the contact to whom nothing else leads."""
        contact = self.spend_paper(digest)
        if contact is None:
            return
        held = self._connection.execute(LOCK, {"of": contact}).one()
        if held.case_id is None and not self._connection.execute(LED_TO, {"of": contact}).scalar_one():
            self.forget(contact)

    def has_paper(self, contact: str) -> bool:
        """Tell whether a paper leads to a contact."""
        return self._connection.execute(OF_CONTACT, {"of": contact}).one_or_none() is not None

    def expire_papers(self, now: datetime) -> int:
        """End the papers that have had their time; return how many."""
        over = self._connection.execute(OVER, {"now": now}).scalars().all()
        for digest in over:
            self.void_paper(digest)
        return len(over)
