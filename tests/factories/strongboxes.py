"""Strongboxes, sealed, shared and given as browsers do it. Everybody and everything here is made up."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from safeconduct.vault.format.octets import from_text, to_text
from safeconduct.vault.format.strongboxes import SealedShare, open_share, seal_share, seal_strongbox
from safeconduct.vault.models import Strongbox, StrongboxShare
from tests.factories.posting import Browser
from tests.factories.vault import KeyedMember

BOXES = "/desk/vault/strongboxes/"
ADDRESS = {"address": "A street that is invented, 7", "rules": "Ring twice."}


def new_strongbox(
    sharers: Sequence[KeyedMember], *, by: KeyedMember | None = None, payload: Any = None, id_: UUID | None = None
) -> dict[str, Any]:
    """Seal a strongbox as the browser of ``by`` (the first sharer) does; give what it posts."""
    maker, id_ = by or sharers[0], id_ or uuid4()
    recipients = {sharer.reference: sharer.recipient for sharer in sharers}
    content, shares = seal_strongbox(payload or ADDRESS, box=id_, sharers=recipients, by=maker.reference, seed=maker.seed)
    return {"id": str(id_), "blob": to_text(content), "expires_on": "", "shares": [_posted(share) for share in shares]}


def post_strongbox(sharers: Sequence[KeyedMember], *, by: KeyedMember | None = None, **more: Any) -> dict[str, Any]:
    """Seal a strongbox and post it; give what was posted."""
    said = {**new_strongbox(sharers, by=by), **more}
    answer = Browser(by or sharers[0]).post(BOXES, said)
    assert answer.status_code == 200, answer.content
    return said


def make_strongbox(sharers: Sequence[KeyedMember], *, by: KeyedMember | None = None, expires_on: date | None = None) -> Strongbox:
    """Keep a strongbox without asking anybody's browser."""
    maker = by or sharers[0]
    said = new_strongbox(sharers, by=maker)
    box = Strongbox.objects.create(
        pk=UUID(said["id"]),
        organisation=maker.member.organisation,
        sealed_by=maker.member,
        blob=from_text(said["blob"]),
        expires_on=expires_on,
    )
    for sharer, share in zip(sharers, said["shares"], strict=True):
        blob, signature = from_text(share["blob"]), from_text(share["signature"])
        StrongboxShare.objects.create(strongbox=box, member=sharer.member, blob=blob, signature=signature)
    return box


def listed(sharer: KeyedMember, id_: str) -> dict[str, Any]:
    """Give what the server lists of a box to one who shares it."""
    boxes: list[dict[str, Any]] = Browser(sharer).get(BOXES).json()["strongboxes"]
    return next(box for box in boxes if box["id"] == id_)


def own_share(sharer: KeyedMember, id_: str) -> bytes:
    """Open one's own share, as the server lists it."""
    mine = listed(sharer, id_)["mine"]
    return open_share(sharer.identity, from_text(mine["blob"]), box=UUID(id_), by=mine["by"], member=sharer.reference)


def share_for(to: KeyedMember, id_: str, *, by: KeyedMember, recipient: str = "") -> dict[str, str]:
    """Seal one's share anew to who asked; give what is posted."""
    content = from_text(Browser(by).get(f"{BOXES}{id_}/").json()["blob"])
    share = own_share(by, id_)
    sealed = seal_share(
        share, box=UUID(id_), by=by.reference, member=to.reference, recipient=recipient or to.recipient, content=content, seed=by.seed
    )
    return {"to": to.reference, "blob": to_text(sealed.blob), "signature": to_text(sealed.signature)}


def _posted(share: SealedShare) -> dict[str, str]:
    return {"member": share.member, "blob": to_text(share.blob), "signature": to_text(share.signature)}
