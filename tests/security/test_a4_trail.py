"""A4: the record cannot be changed, shortened or forked, by anybody who does not own the database file."""

from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, close_old_connections, connection, transaction

from safeconduct.audit.actions.record import record
from safeconduct.audit.models import Entry
from safeconduct.audit.queries import verify
from tests.factories.people import THEN

WRITERS, EACH = 6, 15


@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_make_one_chain():
    record("tests.begun", "CL-000000", by="tests", at=THEN)
    together, failures = Barrier(WRITERS), []

    def write(number: int) -> None:
        try:
            together.wait()
            for turn in range(EACH):
                record("tests.written", f"CL-{number:03}{turn:03}", by="tests", at=THEN, turn=turn)
        except Exception as failure:  # noqa: BLE001 — told to the test below
            failures.append(failure)
        finally:
            close_old_connections()
            connection.close()

    threads = [Thread(target=write, args=(number,)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not failures
    assert Entry.objects.count() == 1 + WRITERS * EACH
    assert verify().is_whole


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET kind = 'other'",
        "UPDATE audit_entry SET at = at",
        "DELETE FROM audit_entry",
        "DELETE FROM audit_entry WHERE sequence = 2",
    ],
)
def test_the_database_itself_refuses(statement: str):
    for number in range(3):
        record("tests.written", f"CL-{number:06}", by="tests", at=THEN)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert verify().checked == 3


@pytest.mark.django_db
def test_an_entry_cannot_be_replaced_by_another_of_its_number():
    for number in range(3):
        record("tests.written", f"CL-{number:06}", by="tests", at=THEN)
    if connection.vendor == "sqlite":
        statement = (
            "INSERT OR REPLACE INTO audit_entry SELECT id, sequence, at, 'other', by, subject, detail, previous_hash, hash FROM audit_entry"
        )
    else:
        statement = "TRUNCATE audit_entry"

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert [entry.kind for entry in Entry.objects.all()] == ["tests.written"] * 3


@pytest.mark.django_db
def test_a_record_without_its_head_is_not_whole():
    record("tests.written", "CL-000000", by="tests", at=THEN)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_head")

    assert not verify().is_whole


@pytest.mark.django_db
def test_an_empty_record_is_whole():
    assert verify().is_whole
