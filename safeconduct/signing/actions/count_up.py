"""The counting job: take up the steps that were written since, and add them to the count."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import connections, transaction

from safeconduct.signing.models import CountEvent
from safeconduct.signing.rules.kinds import State
from safeconduct.signing.storing.alone import DATABASE, alone

AT_ONCE = 50_000  # steps of a run
TAKE_UP = """
DELETE FROM signing_countevent WHERE id IN (SELECT id FROM signing_countevent LIMIT %s)
RETURNING roll_id, state, country, language, channel, is_provisional, delta
"""
ADD = """
INSERT INTO signing_tally (id, roll_id, state, country, language, channel, is_provisional, count) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (roll_id, state, country, language, channel, is_provisional) DO UPDATE SET count = signing_tally.count + excluded.count
"""
ADD_DAY = """
INSERT INTO signing_daytally (id, roll_id, day, count) VALUES (%s, %s, %s, %s)
ON CONFLICT (roll_id, day) DO UPDATE SET count = signing_daytally.count + excluded.count
"""

Kind = tuple[UUID, str, str, str, str, bool]  # roll, state, country, language, channel, is_provisional


def count_up(*, at: datetime) -> int:
    """Add the waiting steps to the count and give how many there were.

    Deleting and adding are one transaction: a step is counted once, whatever happens meanwhile. Steps of transactions that have not ended
    yet are not seen, and taken up next time. While another process counts, this one does nothing.
    """
    if not CountEvent.objects.exists():
        return 0
    with alone("count") as is_ours, transaction.atomic(using=DATABASE):
        return _take_up(at.date()) if is_ours else 0


def _take_up(day: date) -> int:
    kinds: Counter[Kind] = Counter()
    days: Counter[UUID] = Counter()
    with connections[DATABASE].cursor() as cursor:
        cursor.execute(TAKE_UP, [AT_ONCE])
        rows = cursor.fetchall()
    for roll, state, country, language, channel, is_provisional, delta in rows:
        kinds[UUID(str(roll)), state, country, language, channel, bool(is_provisional)] += delta
        if state == State.CONFIRMED and delta > 0:
            days[UUID(str(roll))] += delta
    add(kinds)
    _add_days({(roll, day): count for roll, count in days.items()})
    return len(rows)


def add(kinds: Mapping[Kind, int]) -> None:
    """Add to the count, in one order for all, so that two never wait for each other."""
    rows = [[_as_id(uuid4()), _as_id(kind[0]), *kind[1:], kinds[kind]] for kind in sorted(kinds, key=str) if kinds[kind]]
    if rows:
        with connections[DATABASE].cursor() as cursor:
            cursor.executemany(ADD, rows)


def _add_days(days: Mapping[tuple[UUID, date], int]) -> None:
    rows = [[_as_id(uuid4()), _as_id(roll), day, count] for (roll, day), count in sorted(days.items(), key=str)]
    if rows:
        with connections[DATABASE].cursor() as cursor:
            cursor.executemany(ADD_DAY, rows)


def _as_id(value: UUID) -> UUID | str:
    """Give an id as the database keeps it."""
    return value if connections[DATABASE].features.has_native_uuid_field else value.hex
