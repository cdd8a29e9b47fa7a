"""Bring what was only collected into the database, once nobody asks for collecting only any more."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from django.db import connections, transaction

from safeconduct.signing.models import Roll
from safeconduct.signing.queries.rolls import switches_of
from safeconduct.signing.storing import spool
from safeconduct.signing.storing.alone import DATABASE, alone
from safeconduct.signing.storing.batches import insert_signatures
from safeconduct.signing.storing.rows import Row
from safeconduct.signing.storing.turns import MOST_IN_BATCH

REFUSED = "refused"


def drain_spool() -> int:
    """Insert the rows that lie in this machine's spool, in their order, and delete its files; give how many rows were read.

    Idempotent: a file is deleted once all its rows are in the database, and what is inserted again is recognised. Nothing is done while
    any campaign that is not closed asks for collecting only, or another process is at it.
    """
    folder = spool.spool_folder()
    if spool.is_empty(folder) or _is_collecting():
        return 0
    count, done = 0, []
    with alone("drain-spool") as is_ours:
        for file in spool.take(folder) if is_ours else ():
            rows = spool.read(file)
            for start in range(0, len(rows), MOST_IN_BATCH):
                _insert(rows[start : start + MOST_IN_BATCH], folder)
            count += len(rows)
            done.append(file)
    for file in done:  # not before: on PostgreSQL all of it is one transaction, which has only now been committed
        file.unlink(missing_ok=True)
    return count


def _insert(rows: Sequence[Row], folder: Path) -> None:
    """Insert rows; those whose campaign is gone are left in a folder of their own."""
    known = set(Roll.objects.values_list("pk", flat=True))
    if gone := [row for row in rows if row.roll not in known]:
        spool.append(folder / REFUSED, gone)
    with transaction.atomic(using=DATABASE):
        connection = connections[DATABASE]
        with closing(connection.connection.cursor()) as cursor:
            insert_signatures(cursor, connection.vendor, [row for row in rows if row.roll in known])


def _is_collecting() -> bool:
    return any(switches_of(roll).collect_only for roll in Roll.objects.exclude(state="closed").only("reference", "switches"))
