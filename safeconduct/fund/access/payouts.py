"""The only way to obtain payouts: those that one's own organisation asked for, and those that it is to pay."""

from django.db.models import Q, QuerySet
from django.http import Http404

from safeconduct.crises.access import crises_for
from safeconduct.fund.models import Payout
from safeconduct.people.models import Member, Organisation
from safeconduct.people.permissions import Permission


def payouts_asked_by(member: Member) -> QuerySet[Payout]:
    """Give the payouts that colleagues of the member, or the member, asked for. Which one is whose only their claims tell."""
    if not _holds(member, Permission.CASE_WORK):
        return Payout.objects.none()
    return Payout.objects.filter(organisation=member.organisation_id)


def payouts_to_decide(member: Member) -> QuerySet[Payout]:
    """Give the payouts that the member's organisation is to pay, to whoever may approve them."""
    if not _holds(member, Permission.PAYOUT_APPROVE):
        return Payout.objects.none()
    return Payout.objects.filter(payee=member.organisation_id)


def payout_asked_by(member: Member, claim: str) -> Payout:
    """Give one that the member's organisation asked for, locked until the transaction ends.

    :raises Http404: if it asked for none by this claim
    """
    return _locked(payouts_asked_by(member), claim)


def payout_to_decide(member: Member, claim: str) -> Payout:
    """Give one that the member may decide on, locked until the transaction ends.

    :raises Http404: if there is none by this claim for this member
    """
    return _locked(payouts_to_decide(member), claim)


def payers_for(member: Member) -> QuerySet[Organisation]:
    """Give the organisations that can be asked to pay: one's own, and those that answer one of one's crises with it."""
    shared = Organisation.objects.filter(participations__crisis__in=crises_for(member).values("pk"), participations__until__isnull=True)
    return Organisation.objects.filter(Q(pk=member.organisation_id) | Q(pk__in=shared.values("pk")), left_on__isnull=True)


def _holds(member: Member, permission: Permission) -> bool:
    """Whose keys are withheld, as somebody who travels, has to do with no money until two colleagues release them."""
    return member.may(permission) and member.withheld_on is None


def _locked(payouts: QuerySet[Payout], claim: str) -> Payout:
    found = payouts.select_for_update(of=("self",)).filter(claim=claim).first()
    if found is None:
        raise Http404
    return found
