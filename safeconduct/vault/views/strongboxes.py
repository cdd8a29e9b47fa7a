"""Strongboxes, as docs/reference/sealed-desk.md describes their addresses."""

from typing import Any
from uuid import UUID

from django.views.decorators.http import require_http_methods, require_POST, require_safe

from safeconduct.kit.clock import now, today
from safeconduct.kit.doors import opens_to
from safeconduct.kit.talking import Given as Sent
from safeconduct.kit.talking import NotUnderstood, given_by, talks
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission
from safeconduct.vault.access import strongbox_for
from safeconduct.vault.actions.ask_strongbox import ask_strongbox
from safeconduct.vault.actions.destroy_strongbox import destroy_strongbox
from safeconduct.vault.actions.give_share import give_share
from safeconduct.vault.actions.renew_strongbox import renew_strongbox
from safeconduct.vault.actions.seal_strongbox import seal_strongbox
from safeconduct.vault.queries.strongboxes import strongbox_of, strongboxes_of
from safeconduct.vault.receiving import Given
from safeconduct.vault.views.vaults import SIGNATURE_LENGTH

MOST_IN_A_REQUEST = 20


@opens_to(Permission.VAULT_HOLD)
@talks
@require_http_methods(["GET", "HEAD", "POST"])
def strongboxes(request: DeskRequest) -> dict[str, Any]:
    """List the strongboxes in which the member shares, or keep one."""
    if request.method != "POST":
        return {"strongboxes": strongboxes_of(request.member, on=today())}
    sent = given_by(request)
    box = seal_strongbox(
        id_=sent.uuid("id"),
        blob=sent.octets("blob"),
        shares=_shares(sent),
        expires_on=sent.day("expires_on") if sent.text("expires_on", most=10, may_be_empty=True) else None,
        by=request.member,
        at=now(),
    )
    return {"id": str(box.pk)}


@opens_to(Permission.VAULT_HOLD)
@talks
@require_safe
def strongbox(request: DeskRequest, strongbox: UUID) -> dict[str, Any]:
    """Give what lies in it, and the share that the member was given."""
    day = today()
    return strongbox_of(request.member, strongbox_for(request.member, strongbox, on=day), on=day)


@opens_to(Permission.VAULT_HOLD)
@talks
@require_POST
def ask(request: DeskRequest, strongbox: UUID) -> dict[str, Any]:
    """Ask for a second share."""
    ask_strongbox(id_=strongbox, by=request.member, at=now())
    return {"done": True}


@opens_to(Permission.VAULT_HOLD)
@talks
@require_POST
def give(request: DeskRequest, strongbox: UUID) -> dict[str, Any]:
    """Give one's share to who asked."""
    sent = given_by(request)
    give_share(
        id_=strongbox,
        to=sent.text("to", most=16),
        blob=sent.octets("blob"),
        signature=sent.octets("signature", length=SIGNATURE_LENGTH),
        by=request.member,
        at=now(),
    )
    return {"done": True}


@opens_to(Permission.VAULT_HOLD)
@talks
@require_POST
def renew(request: DeskRequest, strongbox: UUID) -> dict[str, Any]:
    """Keep it until another day."""
    renew_strongbox(id_=strongbox, expires_on=given_by(request).day("expires_on"), by=request.member, at=now())
    return {"done": True}


@opens_to(Permission.VAULT_HOLD)
@talks
@require_POST
def destroy(request: DeskRequest, strongbox: UUID) -> dict[str, Any]:
    """Destroy it, once its id has been said again."""
    if given_by(request).uuid("id") != strongbox:
        raise NotUnderstood
    destroy_strongbox(id_=strongbox, by=request.member, at=now())
    return {"done": True}


def _shares(sent: Sent) -> list[Given]:
    shares = [
        Given(one.text("member", most=16), one.octets("blob"), one.octets("signature", length=SIGNATURE_LENGTH))
        for one in sent.each("shares", most=MOST_IN_A_REQUEST)
    ]
    if len({share.member for share in shares}) != len(shares):
        raise NotUnderstood  # somebody twice is no second person
    return shares
