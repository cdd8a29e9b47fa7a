"""One connection of its own to the database of signatures: the driver's, not Django's, with transactions begun and ended by hand.

It is opened as Django opens its own (``synchronous=FULL`` and a write-ahead log on SQLite), so that what is committed is on the disk.
"""

from contextlib import closing, suppress
from typing import Any

from django.db import connections

from safeconduct.signing.storing.alone import DATABASE
from safeconduct.signing.storing.rows import MOST_AT_ONCE, Cursor

SECONDS_TO_CONNECT = 2
PAGES_OF_LOG = 4000  # of SQLite, 16 MB: in a surge the same pages change again and again, and are brought into the database once
STATEMENTS = 4 * MOST_AT_ONCE  # that stay prepared: three tables, each for 1 to 64 rows, and a few others
PREPARED_AFTER = 3  # times that a statement was run; from then on PostgreSQL keeps its plan
# Behind a pooler each transaction may come to another process of the database: nothing is prepared there, nothing is set beforehand.
POOLED_BEGIN = "BEGIN; SET LOCAL synchronous_commit = on"


class Link:
    """A connection that can be lost and opened again. Only ever used by one thread at a time."""

    def __init__(self) -> None:
        self._like: Any = connections[DATABASE]
        self._connection: Any = None
        self.vendor: str = self._like.vendor
        self._is_pooled = self.vendor == "postgresql" and bool(self._like.settings_dict["DISABLE_SERVER_SIDE_CURSORS"])
        self._begin = "BEGIN IMMEDIATE" if self.vendor == "sqlite" else POOLED_BEGIN if self._is_pooled else "BEGIN"

    @property
    def lost_by(self) -> tuple[type[Exception], ...]:
        """Name the errors after which the connection is not to be trusted any more."""
        driver = self._like.Database
        return driver.OperationalError, driver.InterfaceError

    @property
    def fails_by(self) -> tuple[type[Exception], ...]:
        """Name the errors by which a row that cannot be kept, or a job, shows itself."""
        return self._like.Database.Error, ArithmeticError, AttributeError, LookupError, OSError, RuntimeError, TypeError, ValueError

    def open(self, *, patience: int | None = None) -> None:
        """Connect. ``patience`` is for how many milliseconds SQLite waits for another writer; without it, as long as Django does."""
        self._connection = self._open()
        if self.vendor == "sqlite":
            self._connection.execute(f"PRAGMA wal_autocheckpoint={PAGES_OF_LOG}")
            if patience is not None:
                self._connection.execute(f"PRAGMA busy_timeout={patience}")

    def begin(self) -> Cursor:
        """Begin a transaction, over a new connection where there is none; give its cursor."""
        if self._connection is None:
            self.open()
        cursor: Cursor = self._connection.cursor()
        cursor.execute(self._begin)
        return cursor

    def commit(self, cursor: Cursor) -> None:
        """End the transaction. When this returns, what was written is on the disk."""
        cursor.execute("COMMIT")

    def roll_back(self) -> None:
        """Undo what the transaction did, so that the next one can begin: over another connection where this one cannot even do that."""
        if self._connection is None:
            return
        try:
            with closing(self._connection.cursor()) as cursor:
                cursor.execute("ROLLBACK")
        except self._like.Database.Error:
            if self.vendor == "postgresql":  # SQLite rolls back by itself where it must, and says that there is nothing to roll back
                self.close()

    def close(self) -> None:
        """Let the connection go; the next transaction opens another."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(self._like.Database.Error):
                connection.close()

    def _open(self) -> Any:
        wrapper = self._like.copy()
        parameters = wrapper.get_connection_params()
        if self.vendor == "postgresql":
            parameters |= {"connect_timeout": SECONDS_TO_CONNECT, "prepare_threshold": None if self._is_pooled else PREPARED_AFTER}
            parameters.pop("cursor_factory", None)  # the server's own binding: statements are prepared, bytes travel as they are
        else:
            parameters["cached_statements"] = STATEMENTS
        connection = wrapper.get_new_connection(parameters)
        if self.vendor == "postgresql":
            connection.autocommit, connection.prepared_max = True, STATEMENTS
            if not self._is_pooled:
                with closing(connection.cursor()) as cursor:
                    cursor.execute("SET synchronous_commit = on")
        else:
            connection.isolation_level = None
        return connection
