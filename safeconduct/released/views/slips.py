"""Sentences, from the sealed desk: handed in, looked at, withdrawn."""

from typing import Any

from django.views.decorators.http import require_http_methods, require_POST

from safeconduct.kit.clock import now, today
from safeconduct.kit.doors import opens_to
from safeconduct.kit.talking import given_by, talks
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission
from safeconduct.released.access import crisis_to_tell_of
from safeconduct.released.actions.hand_in_slip import Said, hand_in_slip
from safeconduct.released.actions.withdraw_slip import withdraw_slip
from safeconduct.released.queries.slips import own_slips
from safeconduct.released.rules.slips import MOST


@opens_to(Permission.CASE_WORK)
@talks
@require_http_methods(["GET", "HEAD", "POST"])
def slips(request: DeskRequest) -> dict[str, Any]:
    """Give how those of the own organisation stand, or hand one in."""
    if request.method != "POST":
        return own_slips(request.member, today())
    sent = given_by(request)
    said = Said(
        text=sent.text("text", most=MOST),
        language=sent.language("language"),
        root_kind=sent.text("root_kind", most=20),
        amount=sent.text("amount", most=16),
        period=sent.text("period", most=7),
        area=sent.text("area", most=6),
    )
    crisis = crisis_to_tell_of(request.member, sent.text("crisis", most=16))
    slip = hand_in_slip(sending=sent.uuid("id"), crisis=crisis, said=said, by=request.member, at=now())
    return {"reference": slip.reference}


@opens_to(Permission.CASE_WORK)
@talks
@require_POST
def withdraw(request: DeskRequest, reference: str) -> dict[str, Any]:
    """Take one back."""
    return {"state": withdraw_slip(reference=reference, by=request.member, at=now()).state}
