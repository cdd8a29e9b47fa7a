"""Which engine stands behind the port: the one of the database in use."""

from __future__ import annotations

from django.db import connection

from safeconduct.evidence.search.port import SearchEngine
from safeconduct.evidence.search.postgres import PostgresEngine
from safeconduct.evidence.search.sqlite import SqliteEngine


def engine() -> SearchEngine:
    """Give the engine of the default database."""
    return PostgresEngine(connection) if connection.vendor == "postgresql" else SqliteEngine(connection)
