"""The tables of the resident's page."""

from __future__ import annotations

import sqlalchemy as sa

from bot.storage.tables import Document, Instant, metadata

# ``address`` is the digest of the secret in the browser's cookie.
page_visitors = sa.Table(
    "page_visitors",
    metadata,
    sa.Column("address", sa.Text, primary_key=True),
    sa.Column("own_device", sa.Boolean, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("hidden", sa.Boolean, nullable=False),
    sa.Column("last_at", Instant, nullable=False),
    sa.Column("expires_at", Instant, nullable=False, index=True),
)

# ``outbox`` is the row of the outbox that it came from: a message that is delivered again is
# shown once.
page_messages = sa.Table(
    "page_messages",
    metadata,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column(
        "address",
        sa.Text,
        sa.ForeignKey("page_visitors.address", ondelete="CASCADE"),
        nullable=False,
    ),
    sa.Column("outbox", sa.BigInteger),
    sa.Column("body", Document, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("expires_at", Instant, nullable=False, index=True),
    sa.UniqueConstraint("address", "outbox"),
    sqlite_autoincrement=True,
)
sa.Index("ix_page_messages_address_id", page_messages.c.address, page_messages.c.id)

page_codes = sa.Table(
    "page_codes",
    metadata,
    sa.Column("digest", sa.Text, primary_key=True),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("address", sa.Text, nullable=False),
    sa.Column("expires_at", Instant, nullable=False, index=True),
)
sa.Index("ix_page_codes_address", page_codes.c.channel, page_codes.c.address)
