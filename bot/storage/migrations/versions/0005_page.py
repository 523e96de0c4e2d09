"""Make the tables of the resident's page."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "page_visitors",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("own_device", sa.Boolean(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("last_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("address", name="pk_page_visitors"),
    )
    op.create_index("ix_page_visitors_expires_at", "page_visitors", ["expires_at"])
    op.create_table(
        "page_messages",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("outbox", sa.BigInteger(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_page_messages"),
        sa.ForeignKeyConstraint(
            ["address"],
            ["page_visitors.address"],
            name="fk_page_messages_address",
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("address", "outbox", name="uq_page_messages_address_outbox"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_page_messages_address_id", "page_messages", ["address", "id"])
    op.create_index("ix_page_messages_expires_at", "page_messages", ["expires_at"])
    op.create_table(
        "page_codes",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_page_codes"),
    )
    op.create_index("ix_page_codes_address", "page_codes", ["channel", "address"])
    op.create_index("ix_page_codes_expires_at", "page_codes", ["expires_at"])


def downgrade() -> None:
    """Remove them, with all that is in them."""
    for table in ("page_codes", "page_messages", "page_visitors"):
        op.drop_table(table)
