"""Make the tables of groups, and let the feed tell of more than cases."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the tables, let a contact know her seat, and name the columns of the feed for both."""
    op.add_column("contacts", sa.Column("seat_id", sa.Text(), nullable=True))
    op.alter_column("feed", "team", new_column_name="topic")
    op.alter_column("feed", "case", new_column_name="about")
    op.create_table(
        "groups",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("opened_by", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_groups"),
        sa.UniqueConstraint("code", name="uq_groups_code"),
    )
    op.create_index("ix_groups_ended_at", "groups", ["ended_at"])
    op.create_index(
        "ix_groups_running",
        "groups",
        ["ends_at", "team"],
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "group_helpers",
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("staff", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("joined_at", sa.BigInteger(), nullable=False),
        sa.Column("left_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["group"], ["groups.id"], name="fk_group_helpers_group", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("group", "staff", name="pk_group_helpers"),
    )
    op.create_table(
        "group_seats",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("joined_at", sa.BigInteger(), nullable=False),
        sa.Column("last_at", sa.BigInteger(), nullable=False),
        sa.Column("nickname", sa.Text(), nullable=True),
        sa.Column("hand_at", sa.BigInteger(), nullable=True),
        sa.Column("helping", sa.Text(), nullable=True),
        sa.Column("share", sa.Text(), nullable=False),
        sa.Column("refused", sa.Text(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=True),
        sa.Column("steps", sa.Integer(), nullable=True),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("open", sa.Integer(), nullable=False),
        sa.Column("finished", sa.Boolean(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["group"], ["groups.id"], name="fk_group_seats_group", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["contact"], ["contacts.id"], name="fk_group_seats_contact", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_group_seats"),
        sa.UniqueConstraint("contact", name="uq_group_seats_contact"),
        sa.UniqueConstraint("group", "number", name="uq_group_seats_group_number"),
    )
    op.create_table(
        "group_tallies",
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("cell", sa.Text(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("team", "month", "cell", name="pk_group_tallies"),
    )
    op.create_index("ix_group_tallies_month", "group_tallies", ["month"])


def downgrade() -> None:
    """Remove them, with all that is in them, and what the feed told of groups."""
    for table in ("group_tallies", "group_seats", "group_helpers", "groups"):
        op.drop_table(table)
    op.execute("DELETE FROM feed WHERE topic LIKE 'groep:%'")
    op.alter_column("feed", "about", new_column_name="case")
    op.alter_column("feed", "topic", new_column_name="team")
    op.drop_column("contacts", "seat_id")
