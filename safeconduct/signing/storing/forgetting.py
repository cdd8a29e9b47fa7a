"""Put chance in place of what a destroyed key had made: in the database itself, piece by piece."""

from uuid import UUID

from django.db import connections, transaction

from safeconduct.signing.models import Signature
from safeconduct.signing.storing.alone import DATABASE

PIECE = 10_000  # rows in one transaction
CHANCE = {"sqlite": "randomblob(16)", "postgresql": "uuid_send(gen_random_uuid())"}


def forget_tags(roll: UUID) -> int:
    """Replace the tags of a roll's signatures by random bytes and empty those of person, home and domain; give how many rows that were."""
    rows = Signature.objects.filter(roll=roll).order_by("pk")
    done, last = 0, None
    while True:
        piece = list((rows.filter(pk__gt=last) if last else rows).values_list("pk", flat=True)[:PIECE])
        if not piece:
            _drop_what_was_replaced()
            return done
        done += _forget(roll, piece[0], piece[-1])
        last = piece[-1]


def _forget(roll: UUID, first: UUID, last: UUID) -> int:
    connection = connections[DATABASE]
    table = connection.ops.quote_name(Signature._meta.db_table)  # noqa: SLF001 — Django means it to be read
    is_sqlite = connection.vendor == "sqlite"
    nothing = "x''" if is_sqlite else "''::bytea"
    replaced = f"tag = {CHANCE[connection.vendor]}, person = {nothing}, home = {nothing}, domain = {nothing}"
    sql = f"UPDATE {table} SET {replaced} WHERE roll_id = %s AND id BETWEEN %s AND %s"  # noqa: S608 — names of our own
    given = [one.hex if is_sqlite else one for one in (roll, first, last)]
    with transaction.atomic(using=DATABASE), connection.cursor() as cursor:
        cursor.execute(sql, given)
        return int(cursor.rowcount)


def _drop_what_was_replaced() -> None:
    """Empty the write-ahead log, in which the old tags may still stand; the file itself overwrites them (``secure_delete``)."""
    connection = connections[DATABASE]
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
