"""Bringing the tables of a database up to date."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from bot.storage.database import open_engine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(url: str) -> None:
    """Bring the tables to the newest revision, made if new. Processes that start together take turns."""
    engine = open_engine(url)
    try:
        with engine.begin() as connection:
            if _revision(connection) == newest_revision():
                return
    finally:
        engine.dispose()
    with _configured(url) as config:
        from alembic import command  # noqa: PLC0415  most starts find nothing to migrate, and save its 8 MB

        command.upgrade(config, "head")


def revert(url: str, revision: str) -> None:
    """Take the tables back to an earlier revision; "base" removes them with all that is in them."""
    with _configured(url) as config:
        from alembic import command  # noqa: PLC0415  as above

        command.downgrade(config, revision)


def newest_revision() -> str:
    """Return the revision that the migrations lead to: their files begin with its number."""
    return max(file.name.partition("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def _revision(connection: sa.Connection) -> str | None:
    """Return the revision of the tables as Alembic noted it, None where it never made any."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return found


@contextmanager
def _configured(url: str) -> Iterator[Config]:
    from alembic.config import Config  # noqa: PLC0415  as above

    engine = open_engine(url)
    try:
        with engine.begin() as connection:
            config = Config()
            config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
            config.attributes["connection"] = connection
            yield config
    finally:
        engine.dispose()
