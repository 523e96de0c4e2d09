"""The tables, the same on SQLite and PostgreSQL.

Everything of a contact hangs on its row in ``contacts`` and goes with it. Two tables
do not: what was not understood is nobody's, and the rows of the inbox outlive the contact
as bare keys, so that a repeat is known.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, cast

import sqlalchemy as sa

if TYPE_CHECKING:
    from bot.messages import JSON

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
COMPACT = json.JSONEncoder(separators=(",", ":"))


class Instant(sa.TypeDecorator[datetime]):
    """An aware time, kept as whole microseconds since 1970 in UTC.

    SQLite has no type for times; a number sorts, compares and comes back the same on
    both stores. A naive time raises ``TypeError``.
    """

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> int | None:  # noqa: ARG002  SQLAlchemy's signature
        """Turn a time into microseconds."""
        return None if value is None else (value - EPOCH) // MICROSECOND

    def process_result_value(self, value: int | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002  SQLAlchemy's signature
        """Turn microseconds into a time in UTC."""
        return None if value is None else EPOCH + value * MICROSECOND


class Document(sa.TypeDecorator["dict[str, JSON]"]):
    """A JSON object as ASCII text.

    Escaped, since a resident can type what neither store takes as text: U+0000
    (PostgreSQL) and half a surrogate pair (both).
    """

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: dict[str, JSON] | None, dialect: sa.Dialect) -> str | None:  # noqa: ARG002  SQLAlchemy's signature
        """Write compact JSON."""
        return None if value is None else COMPACT.encode(value)

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> dict[str, JSON] | None:  # noqa: ARG002  SQLAlchemy's signature
        """Read it back."""
        return None if value is None else cast("dict[str, JSON]", json.loads(value))


metadata = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def number() -> sa.Column[int]:
    """Return a rising key. It is never used twice: a late "sent" must not meet a younger row."""
    return sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True)


def _contact(*, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(
        "contact", sa.Text, sa.ForeignKey("contacts.id", ondelete="CASCADE"), index=True, nullable=nullable
    )


# The state stands in the contact's own row: the row that is locked is then the row
# that is read, which PostgreSQL needs to show the newest state after waiting.
contacts = sa.Table(
    "contacts",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("last_at", Instant, nullable=False, index=True),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("state", Document),
    # Her open case, and whether a person has the conversation: every turn needs to know.
    sa.Column("case_id", sa.Text),
    sa.Column("accompanied", sa.Boolean, nullable=False, server_default=sa.false()),
    # Her seat in a group, for the same reason.
    sa.Column("seat_id", sa.Text),
)

addresses = sa.Table(
    "addresses",
    metadata,
    sa.Column("channel", sa.Text, primary_key=True),
    sa.Column("address", sa.Text, primary_key=True),
    _contact(),
    sa.Column("added_at", Instant, nullable=False),
)

# A row is open while it has a body. ``digest`` stands for the provider's id, which may
# lead to a person: WhatsApp's contains the phone number.
inbox = sa.Table(
    "inbox",
    metadata,
    number(),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("address", sa.Text),
    sa.Column("body", Document),
    sa.Column("message_id", sa.Text),
    sa.Column("received_at", Instant, nullable=False, index=True),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("failed", sa.Boolean, nullable=False),
    sa.UniqueConstraint("channel", "digest"),
    sqlite_autoincrement=True,
)
sa.Index(
    "ix_inbox_open",
    inbox.c.id,
    sqlite_where=inbox.c.body.is_not(None),
    postgresql_where=inbox.c.body.is_not(None),
)
sa.Index(
    "ix_inbox_address",
    inbox.c.channel,
    inbox.c.address,
    sqlite_where=inbox.c.address.is_not(None),
    postgresql_where=inbox.c.address.is_not(None),
)

transcript = sa.Table(
    "transcript",
    metadata,
    number(),
    _contact(),
    sa.Column("at", Instant, nullable=False),
    sa.Column("speaker", sa.Text, nullable=False),
    sa.Column("language", sa.Text),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("expires_at", Instant, nullable=False, index=True),
)

events = sa.Table(
    "events",
    metadata,
    number(),
    _contact(),
    sa.Column("at", Instant, nullable=False),
    sa.Column("type", sa.Text, nullable=False),
    sa.Column("body", Document, nullable=False),
)

# A row is open until ``sent_at`` is set. One time says both "wait until then" and "in
# hand until then": an open row may be taken once ``available_at`` has come.
outbox = sa.Table(
    "outbox",
    metadata,
    number(),
    _contact(nullable=True),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("address", sa.Text, nullable=False),
    sa.Column("body", Document),
    sa.Column("available_at", Instant, nullable=False),
    sa.Column("leased_by", sa.Text),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("error", sa.Text),
    sa.Column("sent_at", Instant, index=True),
    sa.Column("message_id", sa.Text),
    sqlite_autoincrement=True,
)
sa.Index(
    "ix_outbox_lane",
    outbox.c.channel,
    outbox.c.address,
    outbox.c.id,
    sqlite_where=outbox.c.sent_at.is_(None),
    postgresql_where=outbox.c.sent_at.is_(None),
)
sa.Index(
    "ix_outbox_open",
    outbox.c.available_at,
    sqlite_where=outbox.c.sent_at.is_(None),
    postgresql_where=outbox.c.sent_at.is_(None),
)

# No contact, no time of day, a random key and no row number: nothing leads back to who wrote it.
misses = sa.Table(
    "misses",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("day", sa.Text, nullable=False, index=True),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("guide", sa.Text),
    sa.Column("step", sa.Text),
    sa.Column("chosen", sa.Text),
    sqlite_with_rowid=False,
)

timers = sa.Table(
    "timers",
    metadata,
    number(),
    sa.Column("contact", sa.Text, sa.ForeignKey("contacts.id", ondelete="CASCADE"), nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("reference", sa.Text, nullable=False),
    sa.Column("due_at", Instant, nullable=False, index=True),
    sa.UniqueConstraint("contact", "kind", "reference"),
    sqlite_autoincrement=True,
)

staff = sa.Table(
    "staff",
    metadata,
    sa.Column("username", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("team", sa.Text, nullable=False),
    sa.Column("password", sa.Text, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("totp", sa.Text),
    sa.Column("totp_used", sa.BigInteger, nullable=False),
    sa.Column("active", sa.Boolean, nullable=False),
    sa.Column("expires_on", sa.Date),
    sa.Column("must_change", sa.Boolean, nullable=False),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("locked_until", Instant),
    sa.Column("demo", sa.Boolean, nullable=False),
    sa.Column("notices_channel", sa.Text),
    sa.Column("notices_address", sa.Text),
)

staff_sessions = sa.Table(
    "staff_sessions",
    metadata,
    sa.Column("digest", sa.Text, primary_key=True),
    sa.Column(
        "username",
        sa.Text,
        sa.ForeignKey("staff.username", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    sa.Column("csrf", sa.Text, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("last_at", Instant, nullable=False),
    sa.Column("second", sa.Boolean, nullable=False),
)

# How often something was tried, in the store so that every process counts the same.
attempts = sa.Table(
    "attempts",
    metadata,
    sa.Column("bucket", sa.Text, primary_key=True),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("until", Instant, nullable=False, index=True),
)
