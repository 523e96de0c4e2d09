"""The table of the lists on paper that lead to a conversation."""

from __future__ import annotations

import sqlalchemy as sa

from bot.storage.tables import Instant, metadata

# One of each contact: a new one takes the place of an earlier one.
papers = sa.Table(
    "papers",
    metadata,
    sa.Column("digest", sa.Text, primary_key=True),
    sa.Column(
        "contact", sa.Text, sa.ForeignKey("contacts.id", ondelete="CASCADE"), nullable=False, unique=True
    ),
    sa.Column("pin", sa.Text, nullable=False),
    sa.Column("form", sa.Text, nullable=False),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("made_at", Instant, nullable=False),
    sa.Column("expires_at", Instant, nullable=False, index=True),
)
