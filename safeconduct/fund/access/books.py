"""The only way to obtain a book with its funds and its accounts at banks: those of the organisation of whoever keeps it."""

from django.db.models import QuerySet
from django.http import Http404

from safeconduct.fund.access.bank import book_kept_by
from safeconduct.fund.models import BankAccount, Book, Fund
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission


def open_book_kept_by(member: Member) -> Book:
    """Give the book of the member's organisation.

    :raises Http404: if none was opened, or the member does not keep it
    """
    found = book_kept_by(member)
    if found is None:
        raise Http404
    return found


def funds_kept_by(member: Member) -> QuerySet[Fund]:
    """Give the funds of that book."""
    if not member.may(Permission.BOOK_KEEP):
        return Fund.objects.none()
    return Fund.objects.filter(book__organisation=member.organisation_id).select_related("book", "sponsor", "second")


def bank_accounts_kept_by(member: Member) -> QuerySet[BankAccount]:
    """Give the accounts at banks of that book."""
    if not member.may(Permission.BOOK_KEEP):
        return BankAccount.objects.none()
    return BankAccount.objects.filter(book__organisation=member.organisation_id).select_related("book")


def bank_account_kept_by(member: Member, code: str) -> BankAccount:
    """Give one of them.

    :raises Http404: if there is none with this code for this member
    """
    found = bank_accounts_kept_by(member).filter(code=code).first()
    if found is None:
        raise Http404
    return found
