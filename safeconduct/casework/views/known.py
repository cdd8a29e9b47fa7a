"""Whether a person may be known elsewhere, as docs/reference/sealed-desk.md describes the addresses."""

from typing import Any
from uuid import UUID

from django.views.decorators.http import require_POST, require_safe

from safeconduct.casework.actions.agree_hit import agree_hit
from safeconduct.casework.actions.ask_holders import ask_holders
from safeconduct.casework.actions.keep_tokens import keep_tokens
from safeconduct.casework.fetching import has_holders
from safeconduct.casework.queries.known import hits_of, keepers_of_key
from safeconduct.casework.rules.referring import MOST_POINTS
from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to
from safeconduct.kit.talking import Given, NotUnderstood, given_by, talks
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission

TOKEN_LENGTH = 32
MOST_SENT = 10


@opens_to(Permission.CASE_WORK)
@talks
@require_POST
def tokens(request: DeskRequest, case: UUID) -> dict[str, Any]:
    """Keep the tokens of a case, or none."""
    sent = given_by(request)
    scope = sent.text("scope", most=5)
    if scope not in {"own", "hub"}:
        raise NotUnderstood
    said = _hexes(sent, "tokens", MOST_SENT)
    return {"hits": keep_tokens(case=case, scope=scope, version=sent.whole("version"), tokens=said, by=request.member, at=now())}


@opens_to(Permission.CASE_WORK)
@talks
@require_safe
def known(request: DeskRequest) -> dict[str, Any]:
    """List the cases of the member's that may be known elsewhere; tell whether others can be asked, and who of ours holds the key."""
    return {"hits": hits_of(request.member), "holders": has_holders(), "keepers": keepers_of_key(request.member)}


@opens_to(Permission.CASE_WORK)
@talks
@require_POST
def evaluate(request: DeskRequest) -> dict[str, Any]:
    """Have both key holders do their part for blinded points. Of which case they are is not said."""
    points = _hexes(given_by(request), "points", MOST_POINTS)
    return {"answers": [[one.hex() for one in answers] for answers in ask_holders(points=points, by=request.member, at=now())]}


@opens_to(Permission.CASE_WORK)
@talks
@require_POST
def agree(request: DeskRequest, hit: UUID) -> dict[str, Any]:
    """Agree that the other team may learn of this case."""
    return {"both_agree": agree_hit(id_=hit, case=given_by(request).uuid("case"), by=request.member, at=now())}


def _hexes(sent: Given, name: str, most: int) -> list[bytes]:
    return [Given({"one": one}).hexadecimal("one", length=TOKEN_LENGTH) for one in sent.texts(name, most=most)]
