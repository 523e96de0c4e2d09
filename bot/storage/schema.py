"""Bringing the tables of a database up to date."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config

from bot.storage.database import open_engine

if TYPE_CHECKING:
    from collections.abc import Iterator

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(url: str) -> None:
    """Bring the tables to the newest revision, made if new. Processes that start together take turns."""
    with _configured(url) as config:
        command.upgrade(config, "head")


def revert(url: str, revision: str) -> None:
    """Take the tables back to an earlier revision; "base" removes them with all that is in them."""
    with _configured(url) as config:
        command.downgrade(config, revision)


@contextmanager
def _configured(url: str) -> Iterator[Config]:
    engine = open_engine(url)
    try:
        with engine.begin() as connection:
            config = Config()
            config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
            config.attributes["connection"] = connection
            yield config
    finally:
        engine.dispose()
