"""Write entries into a book: the only way in, and there is none out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.fund.models import Account, Book, Entry, Fund, Head, Line
from safeconduct.fund.queries.balances import held_by
from safeconduct.fund.queries.entries import accounts_of, drafts_by_key, terms_of
from safeconduct.fund.rules.accounts import account_named
from safeconduct.fund.rules.chain import entry_hash
from safeconduct.fund.rules.entries import REVERSAL, Draft, changes_of, fault_of, reversal
from safeconduct.kit.refusals import Refused

AT_ONCE = 2000
Held = dict[tuple[str, str], int]  # by fund and currency, in the smallest unit


class NotAnEntry(Refused):
    """One of the entries may not stand; ``fault`` says why (see ``rules.entries.fault_of``), ``key`` which."""

    code = "not-an-entry"
    sentence = _("One of these entries may not stand in the book. Nothing was written.")

    def __init__(self, fault: str, key: str) -> None:
        super().__init__()
        self.fault, self.key = fault, key


class KeyTaken(NotAnEntry):
    """The key stands for something else already."""

    status, code = 409, "taken"
    sentence = _("The book has another entry for the same thing already. Nothing was written; look at what stands there.")


class NotEnough(NotAnEntry):
    """A fund would hold less than nothing."""

    status, code = 409, "not-enough"
    sentence = _("The fund does not hold so much, or the fund that bears the fees does not. Nothing was written and nothing is paid.")


@dataclass(frozen=True)
class Written:
    """What came of it: how many entries are new, how many stood already, and where the chain ends now."""

    new: int
    stood: int
    sequence: int
    hash: str


@transaction.atomic
def write_entries(*, book: Book, drafts: Iterable[Draft], at: datetime) -> Written:
    """Write entries in their order, all of them or none. What stands already, the very same by the same key, is passed over.

    :raises KeyTaken: if a key stands for something else
    :raises NotEnough: if a fund would hold less than nothing after one of them
    :raises NotAnEntry: if one may not stand for another reason, such as a fee of an undeducted fund, or a day that is yet to come
    """
    head = Head.objects.select_for_update().get(book=book)
    terms, held, new, stood = terms_of(book), Held(), 0, 0
    latest = at.date() + timedelta(days=1)  # where it is tomorrow already
    coming = iter(drafts)
    while chunk := list(islice(coming, AT_ONCE)):
        fresh = _not_standing(book, chunk)
        for draft in fresh:
            if fault := "day" if draft.on > latest else fault_of(draft, terms):
                raise NotAnEntry(fault, draft.key)
        _hold(book, fresh, held)
        _append(head, fresh)
        new, stood = new + len(fresh), stood + len(chunk) - len(fresh)
    return Written(new, stood, head.sequence, head.hash)


def _not_standing(book: Book, chunk: list[Draft]) -> list[Draft]:
    """Give the drafts that are new; look at each reversal, whether what it undoes stands and is its mirror."""
    keys = {draft.key for draft in chunk}
    standing = drafts_by_key(book, keys | {key.removeprefix(REVERSAL) for key in keys}, accounts_of(book))
    fresh = []
    for draft in chunk:
        if (known := standing.get(draft.key)) is None:
            if draft.kind == "reversal" and not _undoes(draft, standing):
                raise NotAnEntry("reversal", draft.key)
            standing[draft.key] = draft
            fresh.append(draft)
        elif known != draft:
            raise KeyTaken("taken", draft.key)
    return fresh


def _undoes(draft: Draft, standing: Mapping[str, Draft]) -> bool:
    of = standing.get(draft.key.removeprefix(REVERSAL))
    return of is not None and draft == replace(reversal(of, on=draft.on), commitment=draft.commitment)


def _hold(book: Book, fresh: list[Draft], held: Held) -> None:
    """Follow what each fund holds that something is taken from, entry by entry.

    :raises NotEnough: if one would hold less than nothing
    """
    changes = [changes_of(draft) for draft in fresh]
    taken_from = {fund for change in changes for (fund, _currency), minor in change.items() if minor < 0}
    for fund in Fund.objects.filter(book=book, code__in=taken_from - {code for code, _currency in held}):
        held.update({(fund.code, ""): 0} | {(fund.code, currency): minor for currency, minor in held_by(fund).items()})
    followed = {code for code, _currency in held}
    for draft, change in zip(fresh, changes, strict=True):
        for (fund_code, currency), minor in change.items():
            if fund_code in followed:
                after = held.get((fund_code, currency), 0) + minor
                if minor < 0 and after < 0:
                    raise NotEnough("held", draft.key)
                held[fund_code, currency] = after


def _append(head: Head, fresh: list[Draft]) -> None:
    if not fresh:
        return
    entries = [_next_entry(head, draft) for draft in fresh]
    Entry.objects.bulk_create(entries)
    accounts = _accounts_for(head.book, fresh)
    Line.objects.bulk_create(
        Line(
            entry=entry,
            number=number,
            debit_id=accounts[leg.debit],
            credit_id=accounts[leg.credit],
            currency=leg.currency,
            amount_minor=leg.minor,
        )
        for entry, draft in zip(entries, fresh, strict=True)
        for number, leg in enumerate(draft.lines, start=1)
    )
    head.save(update_fields=["sequence", "hash"])


def _next_entry(head: Head, draft: Draft) -> Entry:
    """Give the entry that follows, and let the head stand on it."""
    sequence, previous = head.sequence + 1, head.hash
    head.sequence, head.hash = sequence, entry_hash(draft, book=head.book.reference, sequence=sequence, previous_hash=previous)
    return Entry(
        book=head.book,
        sequence=sequence,
        on=draft.on,
        kind=draft.kind,
        key=draft.key,
        lines=len(draft.lines),
        commitment=draft.commitment,
        previous_hash=previous,
        hash=head.hash,
    )


def _accounts_for(book: Book, fresh: list[Draft]) -> dict[str, int]:
    """Give the accounts that these need, by code; those that are missing are opened."""
    codes = {code for draft in fresh for leg in draft.lines for code in (leg.debit, leg.credit)}
    found = {code: pk for pk, code in accounts_of(book).items()}
    funds = dict(Fund.objects.filter(book=book).values_list("code", "pk"))
    for code in sorted(codes - set(found)):
        name = account_named(code)
        more = {"currency": name.currency, "kind": name.kind, "role": name.role, "fund_id": funds.get(name.fund)}
        found[code] = Account.objects.create(book=book, code=code, **more).pk
    return found
