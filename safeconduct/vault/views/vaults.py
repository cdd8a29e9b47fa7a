"""Vaults, grants and epochs, as docs/reference/sealed-desk.md describes their addresses."""

from typing import Any
from uuid import UUID

from django.views.decorators.http import require_http_methods, require_POST

from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to
from safeconduct.kit.talking import Given as Sent
from safeconduct.kit.talking import NotUnderstood, given_by, talks
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission
from safeconduct.vault.actions.begin_epoch import begin_epoch
from safeconduct.vault.actions.create_vault import create_vault
from safeconduct.vault.actions.destroy_vault import destroy_vault
from safeconduct.vault.actions.give_grants import give_grants
from safeconduct.vault.queries.vaults import vaults_of
from safeconduct.vault.receiving import Given

SIGNATURE_LENGTH = 64
MOST_HOLDERS = 200


@opens_to(Permission.VAULT_HOLD)
@talks
@require_http_methods(["GET", "HEAD", "POST"])
def vaults(request: DeskRequest) -> dict[str, Any]:
    """List the vaults that the member holds, or create one."""
    if request.method != "POST":
        return {"vaults": vaults_of(request.member)}
    sent = given_by(request)
    vault = create_vault(
        id_=sent.uuid("id"),
        kind=sent.text("kind", most=20),
        recipient=sent.text("recipient", most=120),
        signature=sent.octets("signature", length=SIGNATURE_LENGTH),
        grants=_grants(sent),
        by=request.member,
        at=now(),
    )
    return {"id": str(vault.pk)}


@opens_to(Permission.VAULT_HOLD)
@talks
@require_POST
def grants(request: DeskRequest, vault: UUID) -> dict[str, Any]:
    """Let more members hold the newest epoch."""
    sent = given_by(request)
    give_grants(vault=vault, epoch=sent.whole("epoch", least=1), grants=_grants(sent), by=request.member, at=now())
    return {"done": True}


@opens_to(Permission.VAULT_HOLD)
@talks
@require_POST
def epochs(request: DeskRequest, vault: UUID) -> dict[str, Any]:
    """Begin the next epoch, without some."""
    sent = given_by(request)
    number = sent.whole("number", least=2)
    begin_epoch(
        vault=vault,
        number=number,
        recipient=sent.text("recipient", most=120),
        signature=sent.octets("signature", length=SIGNATURE_LENGTH),
        previous=sent.octets("previous"),
        without=sent.texts("without", most=MOST_HOLDERS),
        grants=_grants(sent),
        by=request.member,
        at=now(),
    )
    return {"number": number}


@opens_to(Permission.VAULT_HOLD)
@talks
@require_POST
def destroy(request: DeskRequest, vault: UUID) -> dict[str, Any]:
    """Destroy the vault, once its id has been said again."""
    if given_by(request).uuid("id") != vault:
        raise NotUnderstood
    destroy_vault(vault=vault, by=request.member, at=now())
    return {"done": True}


def _grants(sent: Sent) -> list[Given]:
    grants = [
        Given(one.text("member", most=16), one.octets("blob"), one.octets("signature", length=SIGNATURE_LENGTH))
        for one in sent.each("grants", most=MOST_HOLDERS)
    ]
    if not grants or len({grant.member for grant in grants}) != len(grants):
        raise NotUnderstood  # nobody, or somebody twice
    return grants
