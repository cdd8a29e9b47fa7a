"""The only way to obtain appeals: those of the book that a member keeps, and those that everybody may see."""

from typing import TypeVar

from django.db.models import F, Q, QuerySet
from django.http import Http404

from safeconduct.fund.models import Appeal, Channel, Count, Fund
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission

Row = TypeVar("Row", Appeal, Count, Fund)


def appeals_kept_by(member: Member) -> QuerySet[Appeal]:
    """Give the appeals of the book of the member's organisation, to whoever keeps it."""
    if not member.may(Permission.BOOK_KEEP):
        return Appeal.objects.none()
    rows = Appeal.objects.filter(fund__book__organisation=member.organisation_id)
    people = ("made_by", "opened_by", "closed_by")
    return rows.select_related("fund__book__organisation", "fund__sponsor", "crisis", *people).prefetch_related("texts")


def appeal_kept_by(member: Member, reference: str) -> Appeal:
    """Give one of them.

    :raises Http404: if there is none with this reference for this member
    """
    return _found(appeals_kept_by(member).filter(reference=reference).first())


def count_kept_by(member: Member, appeal: Appeal, reference: str) -> Count:
    """Give a count of one of them.

    :raises Http404: if there is none with this reference for this member
    """
    return _found(Count.objects.filter(appeal__in=appeals_kept_by(member), appeal=appeal, reference=reference).first())


def funds_without_appeal(member: Member) -> QuerySet[Fund]:
    """Give the funds of the member's book that have no appeal yet."""
    if not member.may(Permission.BOOK_KEEP):
        return Fund.objects.none()
    return Fund.objects.filter(book__organisation=member.organisation_id, appeal__isnull=True)


def fund_without_appeal(member: Member, reference: str) -> Fund:
    """Give one of them.

    :raises Http404: if there is none with this reference for this member
    """
    return _found(funds_without_appeal(member).select_related("book").filter(reference=reference).first())


def channels_to_choose(member: Member) -> QuerySet[Channel]:
    """Give the channels of the member's book that two people have verified and nobody has ended."""
    if not member.may(Permission.BOOK_KEEP):
        return Channel.objects.none()
    return _good(Channel.objects.filter(book__organisation=member.organisation_id))


def public_appeals() -> QuerySet[Appeal]:
    """Give the appeals that everybody may see: those that a second person has opened, in a crisis that is public. They stay when over."""
    rows = Appeal.objects.filter(opened_at__isnull=False, crisis__published_at__isnull=False)
    return rows.select_related("fund__book__organisation", "fund__sponsor", "crisis").prefetch_related("texts", "crisis__texts")


def public_appeal(slug: str) -> Appeal:
    """Give one of them.

    :raises Http404: if there is none
    """
    return _found(public_appeals().filter(slug=slug).first())


def shown_channels(appeal: Appeal) -> QuerySet[Channel]:
    """Give the channels of an appeal that may be shown to givers."""
    return _good(appeal.channels.filter(book=appeal.fund.book_id)).select_related("account").order_by("-kind", "number")


def _good(channels: QuerySet[Channel]) -> QuerySet[Channel]:
    verified = Q(confirmed_by__isnull=False) & ~Q(confirmed_by=F("asked_by"))
    return channels.filter(verified, ended_on__isnull=True)


def _found(row: Row | None) -> Row:
    if row is None:
        raise Http404
    return row
