"""How Alembic runs the migrations: always on the connection that ``schema`` hands it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import context

from bot.storage.tables import metadata

MIGRATING = 5_494_361_283_105_113_156

connection: sa.Connection = context.config.attributes["connection"]
if connection.dialect.name == "postgresql":  # on SQLite the transaction is the lock
    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(MIGRATING)))
context.configure(connection=connection, target_metadata=metadata, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
