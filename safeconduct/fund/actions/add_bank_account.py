"""Add an account at a bank to a book: from then on its files can be brought in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.fund.models import BankAccount, Book
from safeconduct.fund.rules import identifiers
from safeconduct.fund.rules.accounts import NAME
from safeconduct.fund.rules.identifiers import BadNumber, plain_number
from safeconduct.kit.clock import day_of
from safeconduct.kit.currencies import is_currency
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member

MOST_NUMBERS, MOST_LENGTH = 10, 34


@dataclass(frozen=True)
class AtBank:
    """An account as somebody typed it: its name in the books, its currency, the numbers by which bank files name it, its bank."""

    code: str
    currency: str
    known_as: Sequence[str]
    bic: str = ""


class NotAnAccount(Refused):
    """The books could not name it, or no file could."""

    code = "not-an-account"
    sentence = _(
        "An account needs a code of small letters, a currency such as SEK, and one to ten numbers by which the bank’s files name it. "
        "A BIC, if you write one, has eight or eleven characters. Nothing was added."
    )


class AccountTaken(Refused):
    """Another account of the book has the code, or one of the numbers."""

    status, code = 409, "taken"
    sentence = _("Another account of this book has this code, or one of these numbers. Nothing was added.")


@transaction.atomic
def add_bank_account(*, book: Book, account: AtBank, by: Member, at: datetime) -> BankAccount:
    """Add it.

    :raises NotAnAccount: if its code, its currency, its numbers or its BIC will not do
    :raises AccountTaken: if the code, or a number, is another account's of this book
    """
    known_as, bic = _read(account)
    Book.objects.select_for_update(of=("self",), no_key=True).get(pk=book.pk)
    for other in BankAccount.objects.filter(book=book):
        if other.code == account.code or not set(known_as).isdisjoint(other.known_as):
            raise AccountTaken
    added = BankAccount.objects.create(book=book, code=account.code, currency=account.currency, known_as=known_as, bic=bic)
    record("fund.bank-account-added", book.reference, by=by.reference, at=day_of(at), account=added.code, currency=added.currency)
    return added


def _read(account: AtBank) -> tuple[list[str], str]:
    """Give the numbers without spaces, each once, and the BIC."""
    numbers = list(dict.fromkeys(number for one in account.known_as if (number := plain_number(one))))
    is_good = bool(NAME.fullmatch(account.code)) and is_currency(account.currency) and 0 < len(numbers) <= MOST_NUMBERS
    if not is_good or not all(len(one) <= MOST_LENGTH and one.isascii() and one.isalnum() for one in numbers):
        raise NotAnAccount
    try:
        return numbers, identifiers.bic(account.bic) if account.bic.strip() else ""
    except BadNumber as fault:
        raise NotAnAccount from fault
