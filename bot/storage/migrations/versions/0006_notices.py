"""Keep with an account of the desk the chat that hears of new cases."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the columns."""
    op.add_column("staff", sa.Column("notices_channel", sa.Text(), nullable=True))
    op.add_column("staff", sa.Column("notices_address", sa.Text(), nullable=True))


def downgrade() -> None:
    """Remove them, with what is in them."""
    op.drop_column("staff", "notices_address")
    op.drop_column("staff", "notices_channel")
