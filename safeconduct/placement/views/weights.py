"""Weights, as docs/reference/sealed-desk.md describes their addresses."""

from typing import Any

from django.views.decorators.http import require_http_methods, require_POST

from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to
from safeconduct.kit.talking import given_by, talks
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission
from safeconduct.placement.actions.confirm_weights import confirm_weights
from safeconduct.placement.actions.propose_weights import propose_weights
from safeconduct.placement.queries.rounds import weights_of
from safeconduct.placement.rules.numbers import LARGEST_VERSION, WEIGHED_BY


@opens_to(Permission.ROUND_LEAD)
@talks
@require_http_methods(["GET", "HEAD", "POST"])
def weights(request: DeskRequest) -> dict[str, Any]:
    """List all versions, or propose the next."""
    if request.method != "POST":
        return {"weights": weights_of()}
    sent = given_by(request)
    numbers = {name: sent.whole(name) for name in WEIGHED_BY}
    made = propose_weights(version=sent.whole("version", least=1, most=LARGEST_VERSION), numbers=numbers, by=request.member, at=now())
    return {"version": made.version}


@opens_to(Permission.ROUND_LEAD)
@talks
@require_POST
def confirm(request: DeskRequest, version: int) -> dict[str, Any]:
    """Confirm a version that somebody else proposed."""
    confirm_weights(version=version, by=request.member, at=now())
    return {"done": True}
