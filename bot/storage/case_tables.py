"""The tables of cases. A case outlives its contact once somebody took it."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from bot.storage.tables import Document, Instant, metadata, number


class Day(sa.TypeDecorator[date]):
    """A day of the calendar, as ISO 8601 text on both stores: it sorts and comes back the same."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: sa.Dialect) -> str | None:  # noqa: ARG002  SQLAlchemy's signature
        """Write the day."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> date | None:  # noqa: ARG002  SQLAlchemy's signature
        """Read it back."""
        return None if value is None else date.fromisoformat(value)


def _case() -> sa.Column[str]:
    return sa.Column(
        "case", sa.Text, sa.ForeignKey("cases.id", ondelete="CASCADE"), index=True, nullable=False
    )


cases = sa.Table(
    "cases",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("contact", sa.Text, sa.ForeignKey("contacts.id", ondelete="SET NULL"), index=True),
    sa.Column("team", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("urgency", sa.Text, nullable=False),
    sa.Column("about", sa.Text, nullable=False),
    sa.Column("deadline", Day),
    sa.Column("requested_at", Instant, nullable=False),
    sa.Column("promised_at", Instant, nullable=False),
    sa.Column("claimed_by", sa.Text),
    sa.Column("claimed_at", Instant),
    sa.Column("offered_to", sa.Text),
    sa.Column("answered_at", Instant),
    sa.Column("overdue_at", Instant),
    sa.Column("last_at", Instant, nullable=False),
    sa.Column("closed_at", Instant),
    sa.Column("outcome", sa.Text),
    sa.Column("exported_at", Instant),
    sa.Column("expires_at", Instant, index=True),
    sa.Column("summary", Document, nullable=False),
)
sa.Index("ix_cases_team_requested_at", cases.c.team, cases.c.requested_at)
sa.Index(
    "ix_cases_open",
    cases.c.team,
    cases.c.state,
    sqlite_where=cases.c.closed_at.is_(None),
    postgresql_where=cases.c.closed_at.is_(None),
)

case_entries = sa.Table(
    "case_entries",
    metadata,
    number(),
    _case(),
    sa.Column("at", Instant, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("staff", sa.Text),
    sa.Column("language", sa.Text),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("outbox", sa.BigInteger),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("body", Document, nullable=False),
    sqlite_autoincrement=True,
)

case_log = sa.Table(
    "case_log",
    metadata,
    number(),
    _case(),
    sa.Column("at", Instant, nullable=False),
    sa.Column("staff", sa.Text),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
)

# Without a foreign key: that a case is gone is told as well.
# What happened, for pages that are open: at the desk of a team, and in a group.
feed = sa.Table(
    "feed",
    metadata,
    number(),
    sa.Column("at", Instant, nullable=False, index=True),
    sa.Column("topic", sa.Text, nullable=False),
    sa.Column("about", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sqlite_autoincrement=True,
)

team_settings = sa.Table(
    "team_settings",
    metadata,
    sa.Column("team", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("answer_minutes", sa.Integer, nullable=False),
    sa.Column("daily_capacity", sa.Integer),
)

absences = sa.Table(
    "absences",
    metadata,
    sa.Column("staff", sa.Text, primary_key=True),
    sa.Column("first", Day, primary_key=True),
    sa.Column("last", Day, nullable=False),
    sa.Column("replacement", sa.Text),
)
