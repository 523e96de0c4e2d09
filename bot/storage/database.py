"""From a URL to a store."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError

from bot.storage.postgresql import PostgresqlStore, postgresql_engine
from bot.storage.sqlite import SqliteStore, sqlite_engine

if TYPE_CHECKING:
    from bot.storage.base import Store

LEASE = timedelta(seconds=30)
"""How long a process has for a delivery before another may take it over."""


def open_store(url: str, *, process: str, lease: timedelta = LEASE) -> Store:
    """Open ``sqlite:///path`` or ``postgresql://…``, whose tables ``schema.migrate`` made.

    ``process`` names this process in what it leases. A start of its own is told from an
    earlier one by that name, so that a restart does not take an old lease for its own.
    Raises ``ValueError`` for any other URL.
    """
    parsed = parse_url(url)
    this_start = f"{process}-{uuid4().hex[:8]}"
    if parsed.drivername == "sqlite":
        return SqliteStore(Path(str(parsed.database)), process=this_start, lease=lease)
    return PostgresqlStore(parsed, process=this_start, lease=lease)


def open_engine(url: str) -> sa.Engine:
    """Open the database without a store, for migrations; ``ValueError`` as in ``open_store``."""
    parsed = parse_url(url)
    return (
        sqlite_engine(Path(str(parsed.database)))
        if parsed.drivername == "sqlite"
        else postgresql_engine(parsed)
    )


def parse_url(url: str) -> sa.URL:
    """Return the URL of a database; ``ValueError`` says which ones there are."""
    # The URL itself stays out of the message: it may hold a password.
    refusal = "the database URL must be sqlite:///path/to/file or postgresql://user@host/name"
    try:
        parsed = sa.make_url(url)
    except ArgumentError:
        raise ValueError(refusal) from None
    match parsed.drivername, parsed.database:
        case "sqlite", str(path) if path not in {"", ":memory:"}:
            return parsed
        case "postgresql", _:
            return parsed
    raise ValueError(refusal)
