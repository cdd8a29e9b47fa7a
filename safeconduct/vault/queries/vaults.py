"""The vaults of a member, as a client takes them."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from safeconduct.kit.talking import base64_of
from safeconduct.people.models import Member
from safeconduct.vault.access import vaults_for
from safeconduct.vault.models import Epoch, Grant, Vault


def vaults_of(member: Member) -> list[dict[str, Any]]:
    """Give every vault that the member holds, with its epochs, the member's grants, and who holds it. Four queries, however many."""
    vaults = list(vaults_for(member).select_related("organisation").order_by("pk"))
    epochs, mine, holders = _epochs(vaults), _grants(vaults, member), _holders(vaults)
    return [
        {
            "id": str(vault.pk),
            "kind": vault.kind,
            "organisation": vault.organisation.reference,
            "state": vault.state,
            "epoch": vault.epoch,
            "needs_rotation": any(epoch["number"] == vault.epoch and epoch["seen_by_removed"] for epoch in epochs[vault.pk]),
            "epochs": epochs[vault.pk],
            "grants": mine[vault.pk],
            "holders": [{"member": reference, "epoch": epoch} for reference, epoch in sorted(holders[vault.pk].items())],
        }
        for vault in vaults
    ]


def _epochs(vaults: list[Vault]) -> dict[UUID, list[dict[str, Any]]]:
    found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for epoch in Epoch.objects.filter(vault__in=vaults).select_related("signer").order_by("number"):
        found[epoch.vault_id].append(
            {
                "number": epoch.number,
                "recipient": epoch.recipient,
                "signer": epoch.signer.reference,
                "signature": base64_of(epoch.signature),
                "previous": base64_of(epoch.previous),
                "seen_by_removed": epoch.seen_by_removed,
            }
        )
    return found


def _grants(vaults: list[Vault], member: Member) -> dict[UUID, list[dict[str, Any]]]:
    found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for grant in Grant.objects.filter(vault__in=vaults, member=member).select_related("granter").order_by("epoch"):
        found[grant.vault_id].append(
            {
                "epoch": grant.epoch,
                "granter": grant.granter.reference,
                "blob": base64_of(grant.blob),
                "signature": base64_of(grant.signature),
            }
        )
    return found


def _holders(vaults: list[Vault]) -> dict[UUID, dict[str, int]]:
    """Give the newest epoch that each member holds, by reference."""
    found: dict[UUID, dict[str, int]] = defaultdict(dict)
    rows = Grant.objects.filter(vault__in=vaults).order_by("epoch").values_list("vault", "member__reference", "epoch")
    for vault, reference, epoch in rows:
        found[vault][reference] = epoch
    return found
