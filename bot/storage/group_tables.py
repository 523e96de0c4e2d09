"""The tables of groups. A seat hangs on its contact and on its group, and goes with either."""

from __future__ import annotations

import sqlalchemy as sa

from bot.storage.case_tables import Day
from bot.storage.tables import Document, Instant, metadata

groups = sa.Table(
    "groups",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("code", sa.Text, nullable=False, unique=True),
    sa.Column("team", sa.Text, nullable=False),
    sa.Column("place", sa.Text, nullable=False),
    sa.Column("opened_by", sa.Text, nullable=False),
    sa.Column("opened_at", Instant, nullable=False),
    sa.Column("ends_at", Instant, nullable=False),
    sa.Column("ended_at", Instant, index=True),
)
sa.Index(
    "ix_groups_running",
    groups.c.ends_at,
    groups.c.team,
    sqlite_where=groups.c.ended_at.is_(None),
    postgresql_where=groups.c.ended_at.is_(None),
)


def _group() -> sa.Column[str]:
    return sa.Column("group", sa.Text, sa.ForeignKey("groups.id", ondelete="CASCADE"), nullable=False)


group_helpers = sa.Table(
    "group_helpers",
    metadata,
    sa.Column("group", sa.Text, sa.ForeignKey("groups.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("staff", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("joined_at", Instant, nullable=False),
    sa.Column("left_at", Instant),
)

# How far she is, in numbers; never what her matter is.
group_seats = sa.Table(
    "group_seats",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    _group(),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column(
        "contact",
        sa.Text,
        sa.ForeignKey("contacts.id", ondelete="CASCADE"),
        nullable=False,
        unique=True,
    ),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("joined_at", Instant, nullable=False),
    sa.Column("last_at", Instant, nullable=False),
    sa.Column("nickname", sa.Text),
    sa.Column("hand_at", Instant),
    sa.Column("helping", sa.Text),
    sa.Column("share", sa.Text, nullable=False),
    # The helpers whom she refused are its keys.
    sa.Column("refused", Document, nullable=False),
    sa.Column("step", sa.Integer),
    sa.Column("steps", sa.Integer),
    sa.Column("done", sa.Integer, nullable=False),
    sa.Column("open", sa.Integer, nullable=False),
    sa.Column("finished", sa.Boolean, nullable=False),
    sa.Column("seen", Document, nullable=False),
    sa.UniqueConstraint("group", "number"),
)

# How many people, of nobody in particular.
group_tallies = sa.Table(
    "group_tallies",
    metadata,
    sa.Column("team", sa.Text, primary_key=True),
    sa.Column("month", Day, primary_key=True),
    sa.Column("cell", sa.Text, primary_key=True),
    sa.Column("people", sa.Integer, nullable=False),
)
sa.Index("ix_group_tallies_month", group_tallies.c.month)
