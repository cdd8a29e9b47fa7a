"""Put chance in place of what a destroyed key had made: in the database itself, a range of signatures at a time."""

from uuid import UUID

from django.db import connections, transaction

from safeconduct.signing.storing.alone import DATABASE

PIECE = 10_000  # rows in one transaction
TABLE = '"signing_signature"'
CHANCE = {"sqlite": "randomblob(16)", "postgresql": "uuid_send(gen_random_uuid())"}


def forget_between(roll: UUID, first: UUID, last: UUID) -> int:
    """Replace the tags of a roll's signatures in this range of ids by random bytes, empty those of person and domain; give how many."""
    connection = connections[DATABASE]
    is_sqlite = connection.vendor == "sqlite"
    nothing = "x''" if is_sqlite else "''::bytea"
    replaced = f"tag = {CHANCE[connection.vendor]}, person = {nothing}, domain = {nothing}"
    sql = f"UPDATE {TABLE} SET {replaced} WHERE roll_id = %s AND id BETWEEN %s AND %s"  # noqa: S608 — names of our own
    given = [one.hex if is_sqlite else one for one in (roll, first, last)]
    with transaction.atomic(using=DATABASE), connection.cursor() as cursor:
        cursor.execute(sql, given)
        return int(cursor.rowcount)


def drop_what_was_replaced() -> None:
    """Empty the write-ahead log, in which the old tags may still stand; the file itself overwrites them (``secure_delete``)."""
    connection = connections[DATABASE]
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
