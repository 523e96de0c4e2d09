from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from bot.storage.schema import MIGRATIONS, migrate, newest_revision, revert
from bot.storage.tables import metadata
from tests.stores import connected


def table_names(url: str) -> set[str]:
    with connected(url) as connection:
        return set(sa.inspect(connection).get_table_names())


def test_migrate_makes_the_tables_that_the_code_expects(bare_url: str) -> None:
    migrate(bare_url)

    with connected(bare_url) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_newest_revision_is_where_the_migrations_lead() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))

    assert newest_revision() == ScriptDirectory.from_config(config).get_current_head()


def test_migrate_twice_changes_nothing(store_url: str) -> None:
    before = table_names(store_url)

    migrate(store_url)

    assert table_names(store_url) == before


def test_migrate_goes_in_turns_when_processes_start_together(bare_url: str) -> None:
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as processes:
        list(processes.map(migrate, [bare_url] * 2))

    assert table_names(bare_url) == {*metadata.tables, "alembic_version"}


def test_revert_to_base_removes_every_table(bare_url: str) -> None:
    migrate(bare_url)

    revert(bare_url, "base")

    assert table_names(bare_url) == {"alembic_version"}


def test_migrate_after_revert_makes_them_again(bare_url: str) -> None:
    migrate(bare_url)
    revert(bare_url, "base")

    migrate(bare_url)

    assert table_names(bare_url) == {*metadata.tables, "alembic_version"}
