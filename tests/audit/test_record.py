"""The record of what happened: a chain that tells when somebody has been at it."""

from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from safeconduct.audit.actions.record import record
from safeconduct.audit.models import Entry, Head
from safeconduct.audit.queries import history_of, verify
from safeconduct.audit.rules import BEGINNING

pytestmark = pytest.mark.django_db


@pytest.fixture
def _three_entries(at: datetime) -> None:
    for number, subject in enumerate(["CL-AAAAAA", "CL-BBBBBB", "CL-AAAAAA"]):
        record("evidence.claim-confirmed", subject, by="ME-000001", at=at + timedelta(minutes=number), bound=number, words=["hundred"])


@pytest.fixture
def _unlocked(_three_entries: None) -> None:
    """Take the database's own lock away, as somebody would who holds the file."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER audit_entry_never_changes")
            cursor.execute("DROP TRIGGER audit_entry_never_goes")
        else:
            cursor.execute("DROP TRIGGER audit_entry_never_changes ON audit_entry")


def test_an_empty_record_is_whole():
    assert verify().is_whole


@pytest.mark.usefixtures("_three_entries")
def test_each_entry_holds_the_hash_of_the_one_before():
    entries = list(Entry.objects.order_by("sequence"))

    assert [entry.sequence for entry in entries] == [1, 2, 3]
    assert [entry.previous_hash for entry in entries] == [BEGINNING, entries[0].hash, entries[1].hash]


@pytest.mark.usefixtures("_three_entries")
def test_a_record_that_nobody_touched_is_whole():
    verdict = verify()

    assert verdict.is_whole
    assert verdict.checked == 3


@pytest.mark.usefixtures("_three_entries")
def test_the_history_of_a_thing_is_its_own_entries_earliest_first():
    assert [entry.sequence for entry in history_of("CL-AAAAAA")] == [1, 3]


@pytest.mark.usefixtures("_three_entries")
@pytest.mark.parametrize("sentence", ["UPDATE audit_entry SET subject = 'CL-CCCCCC'", "DELETE FROM audit_entry WHERE sequence = 3"])
def test_the_database_refuses_to_change_or_delete_an_entry(sentence: str):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sentence)

    assert verify().is_whole


@pytest.mark.usefixtures("_three_entries")
@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL can empty a table past the triggers on its rows")
def test_the_database_refuses_to_empty_the_record():
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE audit_entry")

    assert verify().is_whole


@pytest.mark.usefixtures("_unlocked")
@pytest.mark.parametrize("change", [{"subject": "CL-CCCCCC"}, {"by": "ME-000002"}, {"kind": "evidence.claim-withdrawn"}, {"detail": {}}])
def test_a_changed_entry_is_found(change: dict[str, object]):
    Entry.objects.filter(sequence=2).update(**change)

    assert verify().problem == "Entry 2 was changed after it was written."


@pytest.mark.usefixtures("_unlocked")
def test_a_moment_that_was_set_back_is_found(at: datetime):
    Entry.objects.filter(sequence=2).update(at=at - timedelta(days=1))

    assert verify().problem == "Entry 2 was changed after it was written."


@pytest.mark.usefixtures("_unlocked")
def test_a_missing_entry_is_found():
    Entry.objects.filter(sequence=2).delete()

    assert verify().problem == "Entry 2 is missing."


@pytest.mark.usefixtures("_unlocked")
def test_entries_in_another_order_are_found():
    for now, then in [(2, 9), (3, 2), (9, 3)]:
        Entry.objects.filter(sequence=now).update(sequence=then)

    assert verify().problem == "Entry 2 does not follow the one before it."


@pytest.mark.usefixtures("_unlocked")
def test_a_missing_end_is_found_by_the_head():
    Entry.objects.filter(sequence=3).delete()

    assert verify().problem == "The record ends at entry 2, but 3 were written."


@pytest.mark.usefixtures("_unlocked")
def test_an_end_that_was_written_anew_is_found_by_the_head():
    Head.objects.update(hash="0" * 64)

    assert not verify().is_whole


def test_an_entry_goes_when_what_it_records_did_not_happen(at: datetime):
    with pytest.raises(RuntimeError), transaction.atomic():
        record("evidence.claim-confirmed", "CL-AAAAAA", by="ME-000001", at=at)
        raise RuntimeError

    assert verify().checked == 0
