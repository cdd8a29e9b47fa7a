"""Where sealed files lie, and how what was deleted is made to stay deleted."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connections

from safeconduct.kit.arriving import Arriving

PART_SIZE = 4 * 1024 * 1024


def sealed_folder() -> Path:
    """Give the folder of sealed files of vaults."""
    return Path(settings.SEALED_ROOT)


def sealed_file(id_: UUID, length: int) -> Arriving:
    """Give the place of a sealed file, whole or on its way."""
    return Arriving(sealed_folder(), id_, length, PART_SIZE)


def drop_what_was_deleted(database: str) -> None:
    """Empty the write-ahead log, which still holds what deleted rows said; the database file itself overwrites them (``secure_delete``).

    Does nothing within a transaction, where it cannot be done, and nothing on PostgreSQL, which keeps no such promise:
    there, deletion rests on the keys, which are gone.
    """
    connection = connections[database]
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def shrink(database: str, tables: Sequence[str] = ()) -> None:
    """Write the database file anew without the room that deleted rows left. Nobody can write meanwhile; seconds for each gigabyte.

    SQLite counts the rows of every table as they come. Those of ``tables`` get numbers at random first, so that nothing tells any longer
    in which order they came.
    """
    connection = connections[database]
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f"UPDATE {connection.ops.quote_name(table)} SET rowid = random() >> 1")  # noqa: S608 — our own table's name
            cursor.execute("VACUUM")
        drop_what_was_deleted(database)
