"""The only way to obtain channels of payment: those of the book that a member keeps, asked for, verified and ended."""

from django.db.models import QuerySet
from django.http import Http404

from safeconduct.fund.models import Channel
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission


def channels_kept_by(member: Member) -> QuerySet[Channel]:
    """Give the channels of the book of the member's organisation, to whoever keeps it."""
    if not member.may(Permission.BOOK_KEEP):
        return Channel.objects.none()
    rows = Channel.objects.filter(book__organisation=member.organisation_id)
    return rows.select_related("book", "account", "asked_by", "confirmed_by", "ended_by")


def channel_kept_by(member: Member, reference: str) -> Channel:
    """Give one of them.

    :raises Http404: if there is none with this reference for this member
    """
    found = channels_kept_by(member).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found
