"""Make the table of what was not understood."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table. Without row numbers, so that nothing tells the order in which rows came."""
    op.create_table(
        "misses",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("guide", sa.Text(), nullable=True),
        sa.Column("step", sa.Text(), nullable=True),
        sa.Column("chosen", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_misses"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_misses_day", "misses", ["day"])


def downgrade() -> None:
    """Remove it, with all that is in it."""
    op.drop_table("misses")
