"""Taking and booking a bank file while the process is killed again and again: the books are those of an uninterrupted run."""

import os
import random
import select
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from django.db import connection

from safeconduct.fund.actions.book_file import book_file
from safeconduct.fund.actions.take_bank_file import take_bank_file
from safeconduct.fund.models import BankFile, BankLine, Entry
from safeconduct.fund.queries.balances import held_by
from safeconduct.fund.queries.verifying import verify
from tests.factories.books import make_book
from tests.factories.giving import make_appeal, make_bank_account, make_keeper
from tests.factories.people import THEN
from tests.fund.reading.camt_made import ACCOUNT, Part
from tests.fund.test_bank_files import a_file, make_donors, whole

KILLS, GIFTS = 20, 2_400
INSIDE = Path(__file__).with_name("taking_inside.py")


def killed_after(pause: float, data: Path, database: str) -> None:
    """Take the file in another process and kill that after so many seconds of its work."""
    said = [sys.executable, str(INSIDE), str(data), database]
    with subprocess.Popen(said, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2], env={**os.environ}) as child:
        assert child.stdout is not None
        child.stdout.readline()
        select.select([child.stdout], [], [], pause)  # it ends early where the work is done
        child.send_signal(signal.SIGKILL)
        child.wait()


@contextmanager
def reached_from_outside(path: Path) -> Iterator[str]:
    """Give the name of the database for another process; where it lies in memory, it lies in a file meanwhile."""
    if connection.vendor != "sqlite":
        yield str(connection.settings_dict["NAME"])
        return
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as outside:
        connection.connection.backup(outside)
    yield str(path)
    with closing(sqlite3.connect(path)) as outside:
        outside.backup(connection.connection)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_killed_at_any_moment_the_books_are_the_same(tmp_path: Path):
    tyra = make_keeper("tyra")
    book = make_book()
    make_bank_account(book, known_as=[ACCOUNT])
    make_appeal(book, by=tyra, word="tjetjenien")
    make_donors(book, tyra)
    parts = [Part(10_000 + number, text="tjetjenien" if number % 3 else "hej") for number in range(GIFTS)]
    data = tmp_path / "unread.xml"
    data.write_bytes(a_file(whole(*parts)))
    chance = random.Random(7)

    with reached_from_outside(tmp_path / "books.sqlite3") as database:
        for _turn in range(KILLS):
            killed_after(chance.uniform(0.01, 0.6), data, database)
    file = take_bank_file(book=book, stream=BytesIO(data.read_bytes()), by=tyra, at=THEN).file
    assert book_file(file=file, by=tyra, at=THEN)

    assert BankFile.objects.get().state == "booked"
    assert BankLine.objects.count() == Entry.objects.count() == GIFTS + 1
    assert not BankLine.objects.filter(state="staged").exists()
    assert held_by(book.funds.get(code="appeal")) == {"SEK": sum(part.minor for part in parts if part.text == "tjetjenien")}
    assert verify(book).is_whole
