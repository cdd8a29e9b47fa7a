"""The only way to obtain vaults and what is in them: a vault exists for whoever holds a grant of its newest epoch.

A member who is withheld (travelling, or in danger) holds nothing until colleagues release them.
"""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.http import Http404

from safeconduct.people.models import Member, PublicBundle
from safeconduct.people.permissions import Permission, permissions_of
from safeconduct.vault.models import Grant, Record, Register, SealedFile, Strongbox, StrongboxAsking, Vault
from safeconduct.vault.rules.asking import first_day_of_asking


def vaults_for(member: Member) -> QuerySet[Vault]:
    """Give the vaults that the member holds."""
    if member.withheld_on is not None:
        return Vault.objects.none()
    return Vault.objects.filter(grants__member=member, grants__epoch=F("epoch"))


def vault_for(member: Member, id_: UUID) -> Vault:
    """Give one vault that the member holds.

    :raises Http404: if the member holds none with this id; whether it exists is not told
    """
    return _one(vaults_for(member).filter(pk=id_))


def vault_to_change(member: Member, id_: UUID) -> Vault:
    """Give one vault that the member holds, locked until the transaction ends: nobody begins an epoch or takes a grant meanwhile.

    :raises Http404: as above
    """
    Vault.objects.select_for_update().filter(pk=id_).first()  # first the lock, then the look
    return vault_for(member, id_)


def registers_for(member: Member) -> QuerySet[Register]:
    """Give the registers whose vault the member holds."""
    return Register.objects.filter(vault__in=vaults_for(member).values("pk"))


def holders_of_registers(scopes: Collection[str], purposes: Collection[str]) -> list[tuple[Register, list[Member]]]:
    """Give registers by scope and purpose with who holds them, whoever asks: callers say which scopes are the asker's business.

    Those whose keys are withheld are not among the holders. Two queries, however many.
    """
    registers = list(Register.objects.filter(scope__in=scopes, purpose__in=purposes).order_by("scope", "purpose"))
    holders: dict[UUID, list[Member]] = {}
    grants = Grant.objects.filter(vault__in=[one.vault_id for one in registers], epoch=F("vault__epoch"), member__withheld_on__isnull=True)
    for grant in grants.select_related("member__organisation").order_by("member__name", "member"):
        holders.setdefault(grant.vault_id, []).append(grant.member)
    return [(one, holders.get(one.vault_id, [])) for one in registers]


def newest_in(vaults: Iterable[UUID], types: Iterable[str] = ()) -> QuerySet[Record]:
    """Give the newest version of each record of vaults that were obtained here, as ``newest_records`` does of one."""
    records = Record.objects.filter(vault__in=list(vaults), is_newest=True).order_by("vault", "record")
    chosen = list(types)
    return records.filter(type__in=chosen) if chosen else records


def newest_records(vault: Vault, types: Iterable[str] = ()) -> QuerySet[Record]:
    """Give the newest version of each record of a vault that was obtained here; of these types, or of all, in the order of their ids."""
    records = Record.objects.filter(vault=vault, is_newest=True).order_by("record")
    chosen = list(types)
    return records.filter(type__in=chosen) if chosen else records


def versions_of(vault: Vault, record: UUID) -> QuerySet[Record]:
    """Give every version of one record of a vault that was obtained here, the first first."""
    return Record.objects.filter(vault=vault, record=record).order_by("version")


def file_for(member: Member, id_: UUID) -> SealedFile:
    """Give one sealed file, whole or on its way, of a vault that the member holds.

    :raises Http404: if there is none with this id for this member
    """
    file = SealedFile.objects.filter(pk=id_, vault__in=vaults_for(member).values("pk")).first()
    if file is None:
        raise Http404
    return file


def strongboxes_for(member: Member, *, on: date) -> QuerySet[Strongbox]:
    """Give the strongboxes in which the member shares and whose day has not come."""
    if member.withheld_on is not None:
        return Strongbox.objects.none()
    return Strongbox.objects.filter(Q(expires_on__isnull=True) | Q(expires_on__gte=on), shares__member=member)


def strongbox_for(member: Member, id_: UUID, *, on: date) -> Strongbox:
    """Give one strongbox in which the member shares.

    :raises Http404: if there is none with this id for this member
    """
    box = strongboxes_for(member, on=on).filter(pk=id_).first()
    if box is None:
        raise Http404
    return box


def strongbox_to_change(member: Member, id_: UUID, *, on: date) -> Strongbox:
    """Give one strongbox in which the member shares, locked until the transaction ends.

    :raises Http404: as above
    """
    Strongbox.objects.select_for_update().filter(pk=id_).first()  # first the lock, then the look
    return strongbox_for(member, id_, on=on)


def askings_of(boxes: Iterable[Strongbox], *, on: date) -> QuerySet[StrongboxAsking]:
    """Give the wishes to open these boxes that stand on this day."""
    return StrongboxAsking.objects.filter(strongbox__in=list(boxes), asked_on__gte=first_day_of_asking(on)).order_by(
        "strongbox", "asked_by"
    )


def bundle_of(member: Member) -> PublicBundle | None:
    """Give a member's public keys of today; ``None`` for who has made none."""
    return PublicBundle.objects.filter(member=member).order_by("-sequence").first()


def who_may_hold(references: Iterable[str]) -> dict[str, tuple[Member, PublicBundle]]:
    """Give, of the members with these references, those who may be given a vault, by reference, with their keys of today.

    They work here, their organisation has not left, a role of theirs holds vaults, and they have made keys. Four queries, however many.
    """
    members = Member.objects.filter(reference__in=list(references), is_active=True, organisation__left_on__isnull=True)
    allowed = [
        member
        for member in members.prefetch_related("grants")
        if Permission.VAULT_HOLD in permissions_of(grant.role for grant in member.grants.all())
    ]
    bundles = {bundle.member_id: bundle for bundle in PublicBundle.objects.filter(member__in=allowed).order_by("sequence")}
    return {member.reference: (member, bundles[member.pk]) for member in allowed if member.pk in bundles}


def _one(vaults: QuerySet[Vault]) -> Vault:
    vault = vaults.first()
    if vault is None:
        raise Http404
    return vault
