"""The store: what is kept, for how long, and how it goes.

``base`` is the port. ``database.open_store`` opens it on SQLite or PostgreSQL,
``schema.migrate`` brings the tables up to date first.
"""
