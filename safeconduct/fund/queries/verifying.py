"""Whether a book is whole: every entry, every line, every promise, from its beginning."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from safeconduct.fund.models import Account, Book, Entry, Head
from safeconduct.fund.queries.entries import Rows, accounts_of, draft_of, drafts_by_key, lines_of, terms_of
from safeconduct.fund.rules.accounts import NoSuchAccount, account_named
from safeconduct.fund.rules.chain import BEGINNING, entry_hash
from safeconduct.fund.rules.entries import REVERSAL, Draft, changes_of, fault_of, reversal

AT_ONCE = 2000


@dataclass(frozen=True)
class Verdict:
    """How many entries hold, the number of the first that does not (0: something beside the entries), and why; where the chain ends."""

    entries: int
    first_bad: int | None = None
    why: str = ""
    head: str = BEGINNING

    @property
    def is_whole(self) -> bool:
        return not self.why


def verify(book: Book, *, known: str = "") -> Verdict:
    """Walk the book from its beginning: numbers, hashes, lines, accounts, promises, what each fund held after each entry, the end.

    :param known: the hash of an entry that somebody else wrote down earlier; it must still be in the chain
    """
    if fault := _fault_of_accounts(book):
        return Verdict(0, 0, fault)
    previous, expected, met = BEGINNING, 1, known in {"", BEGINNING}
    codes, terms = accounts_of(book), terms_of(book)
    held: dict[tuple[str, str], int] = {}
    for entry, rows in _entries_with_lines(book):
        if entry.sequence != expected:
            return Verdict(expected - 1, expected, f"Entry {expected} is missing.", previous)
        draft = draft_of(entry, rows, codes)
        why = _why_changed(entry, rows, draft, book=book, previous=previous) or _why_wrong(book, draft, fault_of(draft, terms), codes)
        why = why or _why_too_little(draft, held)
        if why:
            said = f"Entry {entry.sequence} ({entry.kind} of {entry.on.isoformat()}, {entry.key}) {why}"
            return Verdict(expected - 1, entry.sequence, said, previous)
        previous, expected, met = entry.hash, expected + 1, met or entry.hash == known
    return _at_the_end(book, expected - 1, previous, met=met)


def _at_the_end(book: Book, checked: int, previous: str, *, met: bool) -> Verdict:
    head = Head.objects.filter(book=book).first()
    if head is None:
        return Verdict(checked, 0, "The note of how many entries were written is gone.", previous)
    if (head.sequence, head.hash) != (checked, previous):
        return Verdict(checked, checked + 1, f"The book ends at entry {checked}, but {head.sequence} were written.", previous)
    if Entry.objects.filter(book=book).count() != checked:
        return Verdict(checked, 0, "Entries stand beside the chain.", previous)
    if not met:
        return Verdict(checked, 0, "The entry that was written down elsewhere is not in this book: it was written anew.", previous)
    return Verdict(checked, head=previous)


def _entries_with_lines(book: Book) -> Iterator[tuple[Entry, Rows]]:
    last = -1
    while page := list(Entry.objects.filter(book=book, sequence__gt=last).order_by("sequence")[:AT_ONCE]):
        lines = lines_of(page)
        yield from ((entry, lines[entry.pk]) for entry in page)
        last = page[-1].sequence


def _fault_of_accounts(book: Book) -> str:
    """Look whether every account is what its code says; sums go by its columns and hashes by its code."""
    for code, *columns in Account.objects.filter(book=book).values_list("code", "currency", "kind", "role", "fund__code", "fund__book"):
        try:
            name = account_named(code)
        except NoSuchAccount:
            return f"The account {code} is none."
        if columns != [name.currency, name.kind, name.role, name.fund or None, book.pk if name.fund else None]:
            return f"The account {code} was changed: it is not what its code says."
    return ""


def _why_changed(entry: Entry, rows: Rows, draft: Draft, *, book: Book, previous: str) -> str:
    if entry.previous_hash != previous:
        return "does not follow the one before it."
    if len(rows) != entry.lines or [row[0] for row in rows] != list(range(1, len(rows) + 1)):
        return "has lost a line or was given one."
    if entry.hash != entry_hash(draft, book=book.reference, sequence=entry.sequence, previous_hash=previous):
        return "was changed after it was written."
    return ""


def _why_wrong(book: Book, draft: Draft, fault: str, codes: dict[int, str]) -> str:
    if fault == "undeducted":
        return "takes something from a fund of which nothing is deducted."
    if fault:
        return f"is none that may stand: {fault}."
    if draft.kind == "reversal":
        of = drafts_by_key(book, [draft.key.removeprefix(REVERSAL)], codes).get(draft.key.removeprefix(REVERSAL))
        if of is None or draft != replace(reversal(of, on=draft.on), commitment=draft.commitment):
            return "undoes nothing that stands."
    return ""


def _why_too_little(draft: Draft, held: dict[tuple[str, str], int]) -> str:
    for place, minor in changes_of(draft).items():
        held[place] = held.get(place, 0) + minor
        if minor < 0 and held[place] < 0:
            return f"takes more than the fund {place[0]} held."
    return ""
