"""The strongboxes of a member, as a client takes them."""

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from safeconduct.kit.talking import base64_of
from safeconduct.people.models import Member
from safeconduct.vault.access import askings_of, strongboxes_for
from safeconduct.vault.models import Strongbox, StrongboxShare


def strongboxes_of(member: Member, *, on: date) -> list[dict[str, Any]]:
    """Give every strongbox in which the member shares: with whom, the member's own share, and who asks. Three queries, however many."""
    boxes = list(strongboxes_for(member, on=on).select_related("sealed_by").order_by("pk"))
    shares: dict[UUID, list[StrongboxShare]] = defaultdict(list)
    for share in StrongboxShare.objects.filter(strongbox__in=boxes).select_related("member").order_by("member__reference"):
        shares[share.strongbox_id].append(share)
    askings: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for asking in askings_of(boxes, on=on).select_related("asked_by"):
        said = {"by": asking.asked_by.reference, "on": asking.asked_on.isoformat(), "given": asking.given_by_id is not None}
        askings[asking.strongbox_id].append(said)
    return [
        {
            "id": str(box.pk),
            "sealed_by": box.sealed_by.reference,
            "blob": base64_of(box.blob),
            "expires_on": box.expires_on.isoformat() if box.expires_on else "",
            "holders": [share.member.reference for share in shares[box.pk]],
            "mine": next(_mine(share, box) for share in shares[box.pk] if share.member_id == member.pk),
            "askings": askings[box.pk],
        }
        for box in boxes
    ]


def strongbox_of(member: Member, box: Strongbox, *, on: date) -> dict[str, Any]:
    """Give what lies in a strongbox that was obtained through access, and the share that somebody gave to this member, if one did."""
    asking = askings_of([box], on=on).filter(asked_by=member, given_by__isnull=False).select_related("given_by").first()
    given = None
    if asking is not None and asking.given_by is not None:
        given = {"by": asking.given_by.reference, "blob": base64_of(asking.blob), "signature": base64_of(asking.signature)}
    return {"id": str(box.pk), "blob": base64_of(box.blob), "given": given}


def _mine(share: StrongboxShare, box: Strongbox) -> dict[str, Any]:
    return {"by": box.sealed_by.reference, "blob": base64_of(share.blob), "signature": base64_of(share.signature)}
