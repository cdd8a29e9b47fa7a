"""The only way to obtain bank files: those of the book that a member keeps."""

from django.db.models import QuerySet
from django.http import Http404

from safeconduct.fund.models import BankFile, Book
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission


def book_kept_by(member: Member) -> Book | None:
    """Give the book of the member's organisation, to whoever keeps it; ``None`` where none was opened."""
    if not member.may(Permission.BOOK_KEEP):
        return None
    return Book.objects.select_related("organisation").filter(organisation=member.organisation_id).first()


def bank_files_kept_by(member: Member) -> QuerySet[BankFile]:
    """Give the bank files of that book."""
    if not member.may(Permission.BOOK_KEEP):
        return BankFile.objects.none()
    return BankFile.objects.filter(book__organisation=member.organisation_id).select_related("book__organisation", "taken_by")


def bank_file_kept_by(member: Member, reference: str) -> BankFile:
    """Give one of them.

    :raises Http404: if there is none with this reference for this member
    """
    found = bank_files_kept_by(member).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found
