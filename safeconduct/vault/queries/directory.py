"""Whose keys a member may see: those of the own organisation, and of whoever has to do with a vault they hold."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from safeconduct.kit.talking import base64_of
from safeconduct.people.access import member_with_handle
from safeconduct.people.models import Member, PublicBundle
from safeconduct.people.permissions import Permission, permissions_of
from safeconduct.vault.access import vaults_for
from safeconduct.vault.models import Epoch, Grant, Strongbox, StrongboxShare


def directory_for(member: Member) -> list[dict[str, Any]]:
    """Give everybody whose keys the member may need, with those who vouch for them.

    That is the own organisation, who has left it included (their signatures stay); whoever holds, gave or began a part of a vault that
    the member holds; whoever sealed or shares a strongbox in which the member shares; and, so that the word of a voucher can be checked,
    the vouchers of all these. Nobody else is named.
    """
    return [_person(one) for one in _with_bundles(Member.objects.filter(Q(pk__in=_near(member)) | Q(pk__in=_vouchers(_near(member)))))]


def person_with_handle(handle: str) -> list[dict[str, Any]]:
    """Give the one member with exactly this sign-in name, and who vouches for them; nobody where there is none."""
    found = member_with_handle(handle)
    if found is None:
        return []
    people = _with_bundles(Member.objects.filter(pk=found.pk))
    return [_person(one) for one in people]


def people_with_keys(members: Iterable[int]) -> list[dict[str, Any]]:
    """Give these members (their keys in the database) and who vouches for them, for whoever may seal something to a vault of theirs."""
    named = list(members)
    near = Member.objects.filter(pk__in=named).values("pk")
    return [_person(one) for one in _with_bundles(Member.objects.filter(Q(pk__in=named) | Q(pk__in=_vouchers(near))))]


def people_named(references: Iterable[str]) -> list[dict[str, Any]]:
    """Give these members, and those who vouch for them, as the directory has them. Who may see whom, the caller has decided."""
    people = Member.objects.filter(reference__in=list(references)).values("pk")
    return [_person(one) for one in _with_bundles(Member.objects.filter(Q(pk__in=people) | Q(pk__in=_vouchers(people))))]


def _near(member: Member) -> QuerySet[Member, Any]:
    vaults = vaults_for(member).values("pk")
    grants = Grant.objects.filter(vault__in=vaults)
    boxes = (
        Strongbox.objects.filter(shares__member=member).values("pk")
        if member.withheld_on is None
        else Strongbox.objects.none().values("pk")
    )
    return Member.objects.filter(
        Q(organisation=member.organisation_id)
        | Q(pk__in=grants.values("member"))
        | Q(pk__in=grants.values("granter"))
        | Q(pk__in=Epoch.objects.filter(vault__in=vaults).values("signer"))
        | Q(pk__in=StrongboxShare.objects.filter(strongbox__in=boxes).values("member"))
        | Q(pk__in=Strongbox.objects.filter(pk__in=boxes).values("sealed_by"))
    ).values("pk")


def _vouchers(people: QuerySet[Member, Any]) -> QuerySet[PublicBundle, Any]:
    return PublicBundle.objects.filter(member__in=people, voucher__isnull=False).values("voucher")


def _with_bundles(people: QuerySet[Member]) -> QuerySet[Member]:
    bundles = PublicBundle.objects.select_related("voucher").order_by("sequence")
    return people.select_related("organisation").prefetch_related(Prefetch("bundles", bundles), "grants").order_by("name", "pk")


def _person(member: Member) -> dict[str, Any]:
    return {
        "member": member.reference,
        "handle": member.handle,
        "name": member.name,
        "organisation": {"reference": member.organisation.reference, "name": member.organisation.name},
        "active": member.is_active and member.organisation.left_on is None,
        "may_hold": Permission.VAULT_HOLD in permissions_of(grant.role for grant in member.grants.all()),
        "bundles": [_bundle(bundle, member) for bundle in member.bundles.all()],
    }


def _bundle(bundle: PublicBundle, member: Member) -> dict[str, Any]:
    vouched = None
    if bundle.voucher is not None:
        vouched = {
            "voucher": bundle.voucher.reference,
            "organisation": member.organisation.reference,
            "authority": bundle.authority,
            "signature": base64_of(bundle.vouching),
        }
    return {
        "sequence": bundle.sequence,
        "recipient": bundle.recipient,
        "signing_key": base64_of(bundle.signing_key),
        "created": bundle.created_on.isoformat(),
        "previous": base64_of(bundle.previous),
        "signature": base64_of(bundle.signature),
        "vouched": vouched,
    }
