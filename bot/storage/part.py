"""What every part of a unit of work stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from sqlalchemy.dialects import postgresql, sqlite

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import timedelta

    import sqlalchemy as sa

INSERT: Mapping[str, Callable[[sa.Table], sqlite.Insert]] = {
    "sqlite": sqlite.insert,
    # Its ``ON CONFLICT`` takes the same arguments, but SQLAlchemy has no type for what the two share.
    "postgresql": cast("Callable[[sa.Table], sqlite.Insert]", postgresql.insert),
}
"""The ``insert`` of each store that knows ``ON CONFLICT``."""


class Part:
    """A transaction on one connection, for the process that ``process`` names.

    Statements are built once, at import, so that SQLAlchemy finds them compiled.
    """

    def __init__(self, connection: sa.Connection, *, process: str, lease: timedelta) -> None:
        self._connection = connection
        self._dialect = connection.dialect.name
        self._process = process
        self._lease = lease
