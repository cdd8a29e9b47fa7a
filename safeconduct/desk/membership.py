"""Who works in the own organisation, and with which others one works together: what the page of members shows."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from safeconduct.crises.access import crises_for
from safeconduct.crises.models import Participation
from safeconduct.people.access import colleagues_of, holds_root_key, invitations_of, members
from safeconduct.people.actions.withhold_keys import NEEDED
from safeconduct.people.models import Member, Organisation
from safeconduct.people.permissions import ROLE_NAMES, Permission, Role
from safeconduct.vault.access import bundle_of, vaults_for
from safeconduct.vault.models import Grant


@dataclass(frozen=True, slots=True)
class Colleague:
    """One line of the page."""

    member: Member
    is_self: bool
    roles: list[Any]
    keys: str  # "none", "unvouched", "vouched" or "root"
    needed: int  # colleagues who must still release
    may_release: bool
    was_released_by_me: bool


def colleagues(member: Member) -> list[Colleague]:
    """Give everybody of the own organisation, by name."""
    people = colleagues_of(member).prefetch_related("grants", "releases")
    return [_colleague(one, member) for one in people]


def _colleague(one: Member, viewer: Member) -> Colleague:
    said = [release.by_id for release in one.releases.all()]
    return Colleague(
        member=one,
        is_self=one.pk == viewer.pk,
        roles=sorted(ROLE_NAMES[Role(grant.role)] for grant in one.grants.all()),
        keys=_keys(one),
        needed=max(NEEDED - len(said), 0),
        may_release=one.withheld_on is not None and one.pk != viewer.pk and viewer.withheld_on is None and viewer.pk not in said,
        was_released_by_me=viewer.pk in said,
    )


def _keys(member: Member) -> str:
    bundle = bundle_of(member)
    if bundle is None:
        return "none"
    if holds_root_key(member):
        return "root"
    return "vouched" if bundle.voucher_id else "unvouched"


def organisations_near(member: Member) -> QuerySet[Organisation]:
    """Give the other organisations that somebody may cut off: those one answers a crisis with, or holds a vault with.

    Whoever holds the root key vouches for everybody, and so may cut off every one. Nobody else learns who belongs to the coalition. Of the
    others only those may for whom that one has vouched: it destroys keys, and anybody who opens a crisis can let any organisation into it.
    """
    others = Organisation.objects.filter(left_on__isnull=True).exclude(pk=member.organisation_id).order_by("name")
    if not member.may(Permission.MEMBER_REMOVE):
        return others.none()
    if holds_root_key(member):
        return others
    if not _is_vouched_for_by_the_root(member):
        return others.none()
    together = Participation.objects.filter(crisis__in=crises_for(member).order_by().values("pk"), until__isnull=True)
    holding = Grant.objects.filter(vault__in=vaults_for(member).values("pk"))
    return others.filter(Q(pk__in=together.values("organisation")) | Q(pk__in=holding.values("member__organisation")))


def _is_vouched_for_by_the_root(member: Member) -> bool:
    bundle = bundle_of(member)
    return bundle is not None and bundle.voucher is not None and holds_root_key(bundle.voucher)


def organisation_near(member: Member, reference: str) -> Organisation:
    """Give one of them.

    :raises Http404: if there is none; whether it exists is not told
    """
    organisation = organisations_near(member).filter(reference=reference).first()
    if organisation is None:
        raise Http404
    return organisation


def people_in(organisation: Organisation) -> int:
    """Count the active members of an organisation that was obtained here."""
    return members().filter(organisation=organisation).count()


def members_page(member: Member, on: date) -> dict[str, Any]:
    """Give everything that the page of members shows."""
    return {
        "colleagues": colleagues(member),
        "organisation": member.organisation,
        "invitations": [
            (invitation, [ROLE_NAMES[Role(role)] for role in invitation.roles]) for invitation in invitations_of(member.organisation, on=on)
        ],
        "others": organisations_near(member),
        "may_invite": member.may(Permission.MEMBER_INVITE),
        "may_remove": member.may(Permission.MEMBER_REMOVE),
        "is_withheld": member.withheld_on is not None,
    }
