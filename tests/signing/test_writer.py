"""The thread that writes: nothing is answered for that is not kept, and nobody suffers for a neighbour."""

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import connections

from safeconduct.signing.models import Roll, Signature, WaitingMail
from safeconduct.signing.queries import rolls
from safeconduct.signing.receiving.preparing import prepare
from safeconduct.signing.rules.entry import Entry
from safeconduct.signing.storing import writer as writing
from safeconduct.signing.storing.link import Link
from safeconduct.signing.storing.rows import Cursor, Row
from safeconduct.signing.storing.writer import Away, Full, Writer
from tests.factories.petitions import TODAY, make_roll
from tests.looping import run as run_loop

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "signing"])

PATIENCE = 60  # seconds; machines are busy


@pytest.fixture
def roll() -> Roll:
    return make_roll()


@pytest.fixture
def writer() -> Iterator[Writer]:
    writer = Writer(Link())
    writer.start()
    yield writer
    writer.stop(patience=PATIENCE)


def row_of(roll: Roll, number: int = 0) -> Row:
    rolled = rolls.current(roll.reference)
    assert rolled is not None
    return prepare(Entry(name="Ada Example", mail=f"ada.{number}@signers.example", visibility="public"), rolled, on=TODAY)


def bad(row: Row) -> Row:
    """Give a row that the database will not take: nothing may be without a country, not even an empty one."""
    return replace(row, country=None)  # type: ignore[arg-type]


def test_what_is_answered_for_is_there(writer: Writer, roll: Roll):
    assert writer.submit(row_of(roll)).result(PATIENCE) == "new"

    assert Signature.objects.count() == WaitingMail.objects.count() == 1


def test_many_threads_sign_and_as_many_rows_are_there_as_were_answered_for(writer: Writer, roll: Roll):
    rows = [row_of(roll, number) for number in range(400)]
    outcomes: list[str] = []

    def sign(some: list[Row]) -> None:
        futures = [writer.submit(row) for row in some]
        outcomes.extend(future.result(PATIENCE) for future in futures)

    # Each address signs in two threads, each time with a form of its own.
    again = [replace(row, id=uuid4(), token=uuid4().bytes) for row in rows]
    threads = [threading.Thread(target=sign, args=(some[start::8],)) for some in (rows, again) for start in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)

    assert (outcomes.count("new"), outcomes.count("already")) == (400, 400)
    assert Signature.objects.count() == 400


def test_a_row_that_cannot_be_kept_fails_alone(roll: Roll):
    writer = Writer(Link())
    rows = [row_of(roll, number) for number in range(20)]
    futures = [writer.submit(bad(row) if number in {3, 11} else row) for number, row in enumerate(rows)]

    writer.start()
    problems = [number for number, future in enumerate(futures) if future.exception(PATIENCE)]
    writer.stop(patience=PATIENCE)

    assert problems == [3, 11]
    assert Signature.objects.count() == 18


def test_a_job_rides_along_and_fails_alone(roll: Roll):
    writer = Writer(Link())

    def rename(cursor: Cursor, vendor: str) -> str:
        cursor.execute("UPDATE signing_signature SET country = 'DK'")
        return vendor

    def fail(cursor: Cursor, vendor: str) -> None:
        cursor.execute("UPDATE signing_signature SET country = 'XX'")
        raise ZeroDivisionError

    kept, failing, renamed = writer.submit(row_of(roll)), writer.run(fail), writer.run(rename)
    writer.start()

    assert kept.result(PATIENCE) == "new"
    assert isinstance(failing.exception(PATIENCE), ZeroDivisionError)
    assert renamed.result(PATIENCE) == connections["signing"].vendor
    writer.stop(patience=PATIENCE)
    assert Signature.objects.get().country == "DK"


def test_who_comes_when_too_many_wait_is_told_at_once(roll: Roll):
    writer = Writer(Link(), most=3)
    row = row_of(roll)
    for _number in range(3):
        writer.submit(row)

    with pytest.raises(Full):
        writer.submit(row)


def test_what_waits_is_written_before_the_thread_ends_and_nothing_is_taken_after(roll: Roll):
    writer = Writer(Link())
    futures = [writer.submit(row_of(roll, number)) for number in range(30)]

    writer.start()
    writer.stop(patience=PATIENCE)

    assert [future.result(0) for future in futures] == ["new"] * 30
    with pytest.raises(Full):
        writer.submit(row_of(roll, 31))


def test_an_event_loop_is_woken_for_what_it_waits_for(writer: Writer, roll: Roll):
    rows = [row_of(roll, number) for number in range(50)]

    async def sign() -> list[str]:
        return list(await asyncio.gather(*[writer.submit_in_loop(row) for row in rows]))

    assert run_loop(sign()) == ["new"] * 50
    assert Signature.objects.count() == 50


def test_a_connection_that_was_lost_is_opened_again(writer: Writer, roll: Roll):
    writer.submit(row_of(roll, 1)).result(PATIENCE)
    lose = writer.run(lambda cursor, vendor: writer._link.close())

    lose.exception(PATIENCE)

    assert writer.submit(row_of(roll, 2)).result(PATIENCE) == "new"
    assert Signature.objects.count() == 2


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_what_nobody_foresaw_ends_neither_the_waiting_nor_the_writing(writer: Writer, roll: Roll):
    writer.submit(row_of(roll)).result(PATIENCE)

    def astonish(cursor: Cursor, vendor: str) -> None:
        cursor.execute("UPDATE signing_signature SET country = 'XX'")
        raise AssertionError

    assert isinstance(writer.run(astonish).exception(PATIENCE), AssertionError)
    assert writer.submit(row_of(roll)).result(PATIENCE) == "already"
    assert Signature.objects.get().country == ""


class Gone(Link):
    """A database that is away."""

    is_gone = True

    def begin(self) -> Cursor:
        if self.is_gone:
            raise self.lost_by[0]
        return super().begin()


def test_when_the_database_is_away_whoever_waits_is_told_and_when_it_is_back_all_goes_on(roll: Roll, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(writing, "SECONDS_OF_PATIENCE", 0.1)
    link = Gone()
    writer = Writer(link)
    writer.start()

    away: Future[str] = writer.submit(row_of(roll))
    assert isinstance(away.exception(PATIENCE), Away)
    link.is_gone = False

    assert writer.submit(row_of(roll)).result(PATIENCE) == "new"
    writer.stop(patience=PATIENCE)


def test_a_transaction_that_was_kept_although_its_connection_broke_is_not_kept_twice(roll: Roll):
    class BreaksOnce(Link):
        has_broken = False

        def commit(self, cursor: Cursor) -> None:
            super().commit(cursor)
            if not self.has_broken:
                self.has_broken = True
                raise self.lost_by[0]

    writer = Writer(BreaksOnce())
    futures = [writer.submit(row_of(roll, number)) for number in range(5)]
    writer.start()

    assert [future.result(PATIENCE) for future in futures] == ["already"] * 5
    writer.stop(patience=PATIENCE)
    assert Signature.objects.count() == WaitingMail.objects.count() == 5
