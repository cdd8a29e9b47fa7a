"""The registers of a member, as a client takes them."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import F

from safeconduct.kit.talking import base64_of
from safeconduct.people.models import Member
from safeconduct.vault.access import registers_for
from safeconduct.vault.models import Epoch, Grant, Register


def registers_of(member: Member) -> list[dict[str, Any]]:
    """Give every register that the member holds, by purpose and scope. One query."""
    return [
        {"id": str(register.pk), "purpose": register.purpose, "scope": register.scope, "vault": str(register.vault_id)}
        for register in registers_for(member).order_by("purpose", "scope")
    ]


def keys_of_registers(purpose: str, scopes: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Give, by scope, the newest key of each register with this purpose, so that who does not hold it can seal a letter to it.

    With it comes who holds it: a client seals to no key that was signed by anybody else. Of what lies in it this says nothing. Who may know
    of these registers, the caller has decided.
    """
    registers = Register.objects.filter(purpose=purpose, scope__in=list(scopes)).select_related("vault")
    epochs = {
        (epoch.vault_id, epoch.number): epoch
        for epoch in Epoch.objects.filter(vault__in=[one.vault_id for one in registers]).select_related("signer")
    }
    grants = Grant.objects.filter(vault__in=[one.vault_id for one in registers], epoch=F("vault__epoch")).select_related("member")
    holders: dict[UUID, list[str]] = {}
    for grant in grants.order_by("vault", "member__reference"):
        holders.setdefault(grant.vault_id, []).append(grant.member.reference)
    return {
        register.scope: _key(epochs[register.vault_id, register.vault.epoch], holders.get(register.vault_id, [])) for register in registers
    }


def _key(epoch: Epoch, holders: list[str]) -> dict[str, Any]:
    return {
        "vault": str(epoch.vault_id),
        "epoch": epoch.number,
        "recipient": epoch.recipient,
        "signer": epoch.signer.reference,
        "signature": base64_of(epoch.signature),
        "holders": holders,
    }
