"""The only way to obtain cases and what passes between two organisations.

A case exists for whoever holds its vault. A referral exists for the caseworkers of who offers it, and over there for whoever holds the
register of referrals; while it waits for a second person it exists for nobody over there.
"""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from safeconduct.casework.models import Case, Compartment, KnownHit, Referral
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.vault.access import registers_for, vaults_for


def cases_for(member: Member) -> QuerySet[Case]:
    """Give the cases whose vault the member holds."""
    return Case.objects.filter(vault__in=vaults_for(member).values("pk"))


def case_for(member: Member, id_: UUID) -> Case:
    """Give one case.

    :raises Http404: if the member holds none with this id; whether it exists is not told
    """
    case = cases_for(member).filter(pk=id_).first()
    if case is None:
        raise Http404
    return case


def case_to_change(member: Member, id_: UUID) -> Case:
    """Give one case, locked until the transaction ends.

    :raises Http404: as above
    """
    Case.objects.select_for_update().filter(pk=id_).first()  # first the lock, then the look
    return case_for(member, id_)


def compartments_for(member: Member) -> QuerySet[Compartment]:
    """Give the compartments that the member holds, of the cases that the member holds."""
    return Compartment.objects.filter(case__in=cases_for(member), vault__in=vaults_for(member).values("pk"))


def compartments_beside(member: Member) -> QuerySet[Compartment]:
    """Give the compartments that the member does not hold, of the cases that the member holds: that they are there, and nothing of them."""
    return Compartment.objects.filter(case__in=cases_for(member)).exclude(vault__in=vaults_for(member).values("pk"))


def cases_due(on: date) -> QuerySet[Case]:
    """Give the cases whose last day has come and that nothing in law holds: for the job of the night, which is nobody's."""
    return Case.objects.filter(shred_on__lte=on, is_held=False, vault__isnull=False)


def referrals_from(member: Member) -> QuerySet[Referral]:
    """Give the referrals that the member's organisation offers. What is in them opens over there alone."""
    if member.withheld_on is not None or not member.may(Permission.CASE_WORK):
        return Referral.objects.none()
    return Referral.objects.filter(from_organisation=member.organisation_id)


def referrals_to(member: Member) -> QuerySet[Referral]:
    """Give the referrals that are offered to the member's organisation, for whoever holds the register that they are sealed to."""
    if not registers_for(member).filter(purpose="referrals", scope=member.organisation.reference).exists():
        return Referral.objects.none()
    return Referral.objects.filter(to_organisation=member.organisation_id).exclude(state="second")


def referral_to_change(member: Member, id_: UUID, *, side: str = "") -> Referral:
    """Give one referral, locked until the transaction ends; ``side`` is ``from`` or ``to``, or nothing where either may.

    :raises Http404: if there is none with this id for this member on this side
    """
    Referral.objects.select_for_update().filter(pk=id_).first()  # first the lock, then the look
    sides = {"from": [referrals_from], "to": [referrals_to]}.get(side, [referrals_from, referrals_to])
    found = next((one for look in sides for one in look(member).filter(pk=id_)), None)
    if found is None:
        raise Http404
    return found


def referrals_past(on: date) -> QuerySet[Referral]:
    """Give the referrals whose days are over, for the job of the night, which is nobody's."""
    return Referral.objects.filter(expires_on__lt=on)


def hits_for(member: Member) -> QuerySet[KnownHit]:
    """Give the pairs of cases that may be of one person, where the member holds one of the two."""
    held = cases_for(member).values("pk")
    return KnownHit.objects.filter(Q(one__in=held) | Q(other__in=held))


def hit_to_change(member: Member, id_: UUID) -> KnownHit:
    """Give one such pair, locked until the transaction ends.

    :raises Http404: if there is none with this id for this member
    """
    KnownHit.objects.select_for_update().filter(pk=id_).first()
    hit = hits_for(member).filter(pk=id_).first()
    if hit is None:
        raise Http404
    return hit
