"""The database keeps the books against raw SQL; what is done with its locks off is found and named."""

from typing import Any

import pytest
from click.testing import CliRunner
from django.db import DatabaseError, connection, transaction

from safeconduct.cli.commands import safeconduct
from safeconduct.fund.actions.write_entries import write_entries
from safeconduct.fund.models import Account, Book, Entry, Fund, Head, Line
from safeconduct.fund.queries.verifying import verify
from safeconduct.fund.rules import entries
from safeconduct.fund.rules.chain import entry_hash
from tests.factories.books import DAY, gifts, make_a_day, make_book, sek
from tests.factories.people import THEN

pytestmark = pytest.mark.django_db
TABLES = ("fund_book", "fund_head", "fund_fund", "fund_account", "fund_entry", "fund_line")
IS_SQLITE = connection.vendor == "sqlite"


@pytest.fixture
def book(db: None) -> Book:
    made = make_book()
    make_a_day(made)
    return made


def execute(statement: str, *values: Any) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE" if not IS_SQLITE else "SELECT 1")
        cursor.execute(statement, values)


def unlock() -> None:
    """Take the locks away, as an administrator of the database could."""
    with connection.cursor() as cursor:
        if IS_SQLITE:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'fund_%%'")
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in TABLES:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")


@pytest.mark.parametrize("table", TABLES)
def test_nothing_is_deleted(book: Book, table: str):
    with pytest.raises(DatabaseError, match="append-only"):
        execute(f"DELETE FROM {table}")

    assert verify(book).entries == 9


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE fund_line SET amount_minor = amount_minor + 1",
        "UPDATE fund_line SET amount_minor = amount_minor",
        "UPDATE fund_line SET credit_id = debit_id",
        "UPDATE fund_entry SET kind = 'fee' WHERE sequence = 3",
        "UPDATE fund_entry SET commitment = commitment",
        "UPDATE fund_account SET fund_id = NULL",
        "UPDATE fund_account SET role = 'gifts'",
        "UPDATE fund_book SET currency = 'EUR'",
        "UPDATE fund_fund SET is_undeducted = NOT is_undeducted",
        "UPDATE fund_fund SET second_id = sponsor_id",
        "UPDATE fund_fund SET second_purpose = 'Anything'",
        "UPDATE fund_fund SET code = 'other' WHERE code = 'appeal'",
        "UPDATE fund_head SET sequence = 8",
        "UPDATE fund_head SET sequence = 10",
        "UPDATE fund_head SET hash = previous_hash FROM fund_entry",
    ],
)
def test_nothing_is_changed(book: Book, change: str):
    with pytest.raises(DatabaseError, match="append-only"):
        execute(change)

    assert verify(book).entries == 9


@pytest.mark.skipif(IS_SQLITE, reason="SQLite has no such statement")
@pytest.mark.parametrize("table", TABLES)
def test_no_table_is_emptied_at_once(book: Book, table: str):
    with pytest.raises(DatabaseError, match="append-only"):
        execute(f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize("table", TABLES)
def test_nothing_is_put_in_the_place_of_another(book: Book, table: str):
    if IS_SQLITE:
        with pytest.raises(DatabaseError, match=r"append-only|a line fits"):
            execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
    else:
        with pytest.raises(DatabaseError):
            execute(f"INSERT INTO {table} SELECT * FROM {table} ON CONFLICT (id) DO UPDATE SET id = EXCLUDED.id + 1")

    assert verify(book).entries == 9


def raw_entry(book: Book, sequence: int, *, kind: str = "gift", lines: int = 1) -> Entry:
    made = Entry(book=book, sequence=sequence, on=DAY, kind=kind, key=f"raw{sequence}", lines=lines, commitment=b"")
    made.previous_hash, made.hash = Head.objects.get(book=book).hash, "f" * 64
    made.save(force_insert=True)
    return made


def raw_line(entry: Entry, debit: str, credit: str, *, number: int = 1, currency: str = "SEK", minor: int = 5) -> None:
    pair = [Account.objects.get(book=entry.book, code=code).pk for code in (debit, credit)]
    with transaction.atomic():
        Line.objects.create(entry=entry, number=number, debit_id=pair[0], credit_id=pair[1], currency=currency, amount_minor=minor)


BANK, CLEARING, GIFTS, GENERAL = "bank:bg:SEK", "clearing:bg:SEK", "gifts:appeal:SEK", "transfer-in:general:SEK"


@pytest.mark.skipif(not IS_SQLITE, reason="a word of SQLite alone")
def test_no_entry_takes_the_place_of_another_with_its_key(book: Book):
    columns = 'id, book_id, sequence, "on", kind, "key", lines, commitment, previous_hash, hash'
    changed = columns.replace("id, book_id, sequence", "id + 1000, book_id, sequence + 100")

    with pytest.raises(DatabaseError, match="append-only"):
        execute(f"INSERT OR REPLACE INTO fund_entry ({columns}) SELECT {changed} FROM fund_entry LIMIT 1")


@pytest.mark.skipif(not IS_SQLITE, reason="a word of SQLite alone")
def test_not_even_a_line_of_an_open_entry_is_replaced(book: Book):
    raw_line(raw_entry(book, 10), CLEARING, GIFTS)
    columns = "entry_id, number, debit_id, credit_id, currency, amount_minor"

    with pytest.raises(DatabaseError, match="append-only"):
        execute(f"INSERT OR REPLACE INTO fund_line ({columns}) SELECT {columns} FROM fund_line WHERE amount_minor = 5")


def test_no_line_comes_into_an_entry_that_is_closed(book: Book):
    for sequence in (1, 9):
        with pytest.raises(DatabaseError, match="a line fits"):
            raw_line(Entry.objects.get(sequence=sequence), CLEARING, GIFTS, number=2)


@pytest.mark.parametrize(
    ("debit", "credit", "more"),
    [
        (CLEARING, GIFTS, {"currency": "EUR"}),
        (CLEARING, GIFTS, {"number": 2}),
        (CLEARING, GIFTS, {"number": 0}),
        (CLEARING, GIFTS, {"minor": 0}),
        (CLEARING, GIFTS, {"minor": -5}),
        (CLEARING, CLEARING, {}),
    ],
)
def test_no_line_is_written_that_is_none(book: Book, debit: str, credit: str, more: dict):
    with pytest.raises(DatabaseError):
        raw_line(raw_entry(book, 10), debit, credit, **more)


def test_a_line_that_fits_is_written_so_the_others_are_refused_for_what_they_are(book: Book):
    raw_line(raw_entry(book, 10), CLEARING, GIFTS)

    assert Line.objects.filter(entry__sequence=10).count() == 1


@pytest.mark.parametrize(("debit", "credit"), [(GIFTS, GENERAL), ("help:appeal:shelter:SEK", GENERAL)])
def test_the_database_lets_nothing_be_taken_from_an_undeducted_fund(book: Book, debit: str, credit: str):
    with pytest.raises(DatabaseError, match="nothing is deducted"):
        raw_line(raw_entry(book, 10), debit, credit)


def test_the_database_lets_an_undeducted_fund_pay_no_fee_and_give_only_to_the_declared(book: Book):
    funds = {fund.code: fund for fund in Fund.objects.filter(book=book)}
    for code, kind, fund in (
        ("fees:appeal:SEK", "expense", "appeal"),
        ("transfer-out:appeal:SEK", "expense", "appeal"),
        ("transfer-in:later:SEK", "income", "later"),
    ):
        Account.objects.create(book=book, code=code, currency="SEK", kind=kind, role=code.split(":")[0], fund=funds[fund])
    entry = raw_entry(book, 10, kind="transfer")

    for debit, credit in (("fees:appeal:SEK", BANK), ("transfer-out:appeal:SEK", GENERAL), ("transfer-out:appeal:SEK", BANK)):
        with pytest.raises(DatabaseError, match="nothing is deducted"):
            raw_line(entry, debit, credit)
    raw_line(entry, "transfer-out:appeal:SEK", "transfer-in:later:SEK")


def test_the_end_goes_on_over_whole_entries_only(book: Book):
    entry = raw_entry(book, 10, lines=2)
    raw_line(entry, CLEARING, GIFTS)

    with pytest.raises(DatabaseError, match="append-only"):
        execute("UPDATE fund_head SET sequence = 10, hash = %s", "f" * 64)
    raw_line(entry, CLEARING, GIFTS, number=2)
    with pytest.raises(DatabaseError, match="append-only"):
        execute("UPDATE fund_head SET sequence = 10, hash = %s", "e" * 64)
    execute("UPDATE fund_head SET sequence = 10, hash = %s", "f" * 64)
    with pytest.raises(DatabaseError):
        raw_line(entry, CLEARING, GIFTS, number=3)


def test_an_entry_that_does_not_follow_is_never_the_end(book: Book):
    raw_line(raw_entry(book, 11), CLEARING, GIFTS)

    with pytest.raises(DatabaseError, match="append-only"):
        execute("UPDATE fund_head SET sequence = 11, hash = %s", "f" * 64)
    assert verify(book).first_bad == 10


@pytest.mark.parametrize(
    ("change", "first_bad", "why"),
    [
        ("UPDATE fund_line SET amount_minor = 20001 WHERE entry_id = (SELECT id FROM fund_entry WHERE sequence = 5)", 5, "changed after"),
        ("UPDATE fund_line SET debit_id = credit_id, credit_id = debit_id WHERE number = 1", 1, "changed after"),
        ("UPDATE fund_entry SET \"key\" = 'g9' WHERE sequence = 4", 4, "changed after"),
        ("UPDATE fund_entry SET \"on\" = '2017-04-19' WHERE sequence = 4", 4, "changed after"),
        ("UPDATE fund_entry SET previous_hash = hash WHERE sequence = 4", 4, "does not follow"),
        ("DELETE FROM fund_line WHERE entry_id = (SELECT id FROM fund_entry WHERE sequence = 5)", 5, "lost a line"),
        ("UPDATE fund_line SET number = 2 WHERE entry_id = (SELECT id FROM fund_entry WHERE sequence = 5)", 5, "lost a line"),
        ("UPDATE fund_entry SET sequence = 99 WHERE sequence = 5", 5, "Entry 5 is missing"),
        ("UPDATE fund_head SET sequence = 8", 10, "ends at entry 9"),
        ("UPDATE fund_head SET hash = '0'", 10, "ends at entry 9"),
        ("DELETE FROM fund_head", 0, "is gone"),
        ("UPDATE fund_entry SET sequence = 0 WHERE sequence = 1", 1, "is missing"),
        ("UPDATE fund_account SET code = 'gifts:general:SEK' WHERE code = 'gifts:appeal:SEK'", 0, "was changed"),
        ("UPDATE fund_account SET role = 'refunds' WHERE code = 'gifts:appeal:SEK'", 0, "was changed"),
        ("UPDATE fund_account SET fund_id = NULL WHERE code = 'gifts:appeal:SEK'", 0, "was changed"),
        ("UPDATE fund_account SET code = 'nothing' WHERE code = 'gifts:appeal:SEK'", 0, "is none"),
        ("UPDATE fund_fund SET is_undeducted = (1 = 1), sponsor_id = id WHERE code = 'general'", 8, "nothing is deducted"),
    ],
)
def test_what_was_changed_with_the_locks_off_is_found_and_named(book: Book, change: str, first_bad: int, why: str):
    unlock()
    execute(change)

    verdict = verify(book)

    assert verdict.first_bad == first_bad
    assert why in verdict.why


def test_a_book_that_was_written_anew_is_found_by_a_head_that_was_kept_elsewhere(book: Book):
    kept = Head.objects.get(book=book).hash
    assert verify(book, known=kept).is_whole
    write_entries(book=book, drafts=gifts(1, begin=20), at=THEN)
    assert verify(book, known=kept).is_whole
    unlock()
    fake = entries.payout("bg", "appeal", "shelter", sek(400), on=DAY, key="p1")
    last = Entry.objects.get(sequence=9)
    Entry.objects.filter(sequence=10).update(sequence=1_000)
    Line.objects.filter(entry__sequence=1_000).delete()
    Entry.objects.filter(sequence=1_000).delete()
    Line.objects.filter(entry=last).update(amount_minor=40_000)
    anew = entry_hash(fake, book=book.reference, sequence=9, previous_hash=last.previous_hash)
    Entry.objects.filter(pk=last.pk).update(hash=anew)
    Head.objects.update(sequence=9, hash=anew)

    assert verify(book).is_whole
    assert "written down elsewhere" in verify(book, known=kept).why


def test_the_command_tells_of_a_whole_book_and_of_a_broken_one(book: Book):
    run = CliRunner().invoke
    whole = run(safeconduct, ["fund", "verify"])
    assert whole.exit_code == 0
    assert f"The book {book.reference} is whole: 9 entries." in whole.output
    assert run(safeconduct, ["fund", "verify", "--book", book.reference, "--head", "a" * 64]).exit_code == 1
    assert run(safeconduct, ["fund", "verify", "--book", "BO-000000"]).exit_code == 1
    unlock()
    execute("UPDATE fund_line SET amount_minor = 1 WHERE entry_id = (SELECT id FROM fund_entry WHERE sequence = 5)")

    broken = run(safeconduct, ["fund", "verify"])

    assert broken.exit_code == 1
    assert "Entry 5 (gift of 2017-04-20, g2) was changed after it was written." in broken.output
    assert "The 4 entries before it hold." in broken.output
