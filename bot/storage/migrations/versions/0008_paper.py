"""Make the table of lists on paper."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "papers",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("pin", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_papers"),
        sa.ForeignKeyConstraint(["contact"], ["contacts.id"], name="fk_papers_contact", ondelete="CASCADE"),
        sa.UniqueConstraint("contact", name="uq_papers_contact"),
    )
    op.create_index("ix_papers_expires_at", "papers", ["expires_at"])


def downgrade() -> None:
    """Remove it: papers that were made lead nowhere then."""
    op.drop_table("papers")
