"""Where sealed files lie, and how what was deleted is made to stay deleted."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connections

from safeconduct.kit.arriving import Arriving, room_in

PART_SIZE = 4 * 1024 * 1024
KEPT_FREE = 256 * 1024 * 1024


def sealed_folder() -> Path:
    """Give the folder of sealed files of vaults."""
    return Path(settings.SEALED_ROOT)


def has_room_for(length: int) -> bool:
    """Tell whether a file of so many bytes leaves the databases the room that they need to go on."""
    return room_in(sealed_folder()) - length > KEPT_FREE


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
    """Write these tables anew, without the room that deleted rows left and without the order in which rows came.

    On SQLite the whole file is written; it counts the rows of every table as they come, so those of ``tables`` get numbers at random
    first. On PostgreSQL each table is laid down in the order of its random ids. Nobody can write meanwhile; seconds for each gigabyte.
    """
    connection = connections[database]
    if connection.in_atomic_block:
        return
    names = [connection.ops.quote_name(table) for table in tables]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in names:
                cursor.execute(f"UPDATE {name} SET rowid = random() >> 1")  # noqa: S608 — a name of our own
            cursor.execute("VACUUM")
        else:
            for table, name in zip(tables, names, strict=True):
                cursor.execute(f"CLUSTER {name} USING {connection.ops.quote_name(f'{table}_pkey')}")
    drop_what_was_deleted(database)
