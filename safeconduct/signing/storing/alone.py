"""Locks that let only one process at a time do what must not be done twice.

On PostgreSQL the lock belongs to a transaction, so that it holds across machines and through a pooler. On SQLite all processes are on one
machine, and the lock is a file in memory: the database's own would keep signatures waiting.
"""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, transaction

from safeconduct.signing.storing.marks import alone_here

DATABASE = "signing"
FAMILY = 0x53475249  # ours among the advisory locks of the database


@contextmanager
def alone(name: str) -> Iterator[bool]:
    """Hold the lock of that name, and tell whether it is ours; on PostgreSQL inside a transaction, which ends with it."""
    connection = connections[DATABASE]
    if connection.vendor == "postgresql":
        with transaction.atomic(using=DATABASE), connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [FAMILY, zlib.crc32(name.encode()) - 2**31])
            yield bool(cursor.fetchone()[0])
        return
    with alone_here(name) as is_ours:
        yield is_ours
