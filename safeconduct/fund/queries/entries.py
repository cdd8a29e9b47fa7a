"""Entries as they stand, read back as the drafts that they were."""

from collections.abc import Iterable, Mapping

from safeconduct.fund.models import Account, Book, Entry, Fund, Line
from safeconduct.fund.rules.entries import Draft, Leg, Terms

Rows = list[tuple[int, int, int, str, int]]  # number, debit, credit, currency, amount


def terms_of(book: Book) -> dict[str, Terms]:
    """Give what was promised of each fund of the book, by its code."""
    funds = Fund.objects.filter(book=book).values_list("code", "is_undeducted", "second__code")
    return {code: Terms(is_undeducted, second or "") for code, is_undeducted, second in funds}


def accounts_of(book: Book) -> dict[int, str]:
    """Give the codes of the book's accounts by their keys in the database."""
    return dict(Account.objects.filter(book=book).values_list("pk", "code"))


def lines_of(entries: Iterable[Entry]) -> dict[int, Rows]:
    """Give the lines of entries, in their order, by the entries' keys in the database."""
    found: dict[int, Rows] = {entry.pk: [] for entry in entries}
    rows = Line.objects.filter(entry__in=list(found)).order_by("entry_id", "number")
    for entry, number, debit, credit, currency, minor in rows.values_list(
        "entry_id", "number", "debit_id", "credit_id", "currency", "amount_minor"
    ):
        found[entry].append((number, debit, credit, currency, minor))
    return found


def draft_of(entry: Entry, rows: Rows, codes: Mapping[int, str]) -> Draft:
    """Give an entry as its draft; an account of another book has no code."""
    legs = tuple(Leg(codes.get(debit, ""), codes.get(credit, ""), minor, currency) for _number, debit, credit, currency, minor in rows)
    return Draft(entry.kind, entry.on, entry.key, legs, bytes(entry.commitment))


def drafts_by_key(book: Book, keys: Iterable[str], codes: Mapping[int, str]) -> dict[str, Draft]:
    """Give those entries of the book that stand by these keys."""
    entries = list(Entry.objects.filter(book=book, key__in=list(keys)))
    lines = lines_of(entries)
    return {entry.key: draft_of(entry, lines[entry.pk], codes) for entry in entries}
