"""Open the ledger of an organisation."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.fund.models import Book, Head
from safeconduct.kit.clock import day_of
from safeconduct.kit.currencies import is_currency
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class NotACurrency(Refused):
    """A book needs a currency to think in."""

    code = "not-a-currency"
    sentence = _("A book needs a currency of three capital letters, such as SEK. Nothing was opened.")


class HasABook(Refused):
    """An organisation has one book."""

    status, code = 409, "has-a-book"
    sentence = _("Your organisation has a book in another currency already. One book holds several currencies; nothing was changed.")


@transaction.atomic
def open_book(*, currency: str, by: Member, at: datetime) -> Book:
    """Open the book of the member's organisation; asked twice, it is the same book.

    :raises NotACurrency: if the currency is none
    :raises HasABook: if there is one that thinks in another currency
    """
    if not is_currency(currency):
        raise NotACurrency
    book, is_new = Book.objects.get_or_create(organisation=by.organisation, defaults={"currency": currency})
    if book.currency != currency:
        raise HasABook
    if is_new:
        Head.objects.create(book=book)
        record("fund.book-opened", book.reference, by=by.reference, at=day_of(at), currency=currency)
    return book
