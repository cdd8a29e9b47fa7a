"""Referrals, as docs/reference/sealed-desk.md describes their addresses."""

from typing import Any
from uuid import UUID

from django.views.decorators.http import require_http_methods, require_POST, require_safe

from safeconduct.casework.actions.answer_referral import answer_referral
from safeconduct.casework.actions.end_referral import end_referral
from safeconduct.casework.actions.hand_over_case import hand_over_case
from safeconduct.casework.actions.offer_referral import offer_referral
from safeconduct.casework.actions.revoke_referral import revoke_referral
from safeconduct.casework.actions.second_referral import second_referral
from safeconduct.casework.queries.partners import partners_to_refer_to
from safeconduct.casework.queries.referrals import referrals_of
from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to
from safeconduct.kit.talking import given_by, talks
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission


@opens_to(Permission.CASE_WORK)
@talks
@require_safe
def partners(request: DeskRequest) -> dict[str, Any]:
    """Name the partners of the member's crises and the keys to which referrals are sealed."""
    return partners_to_refer_to(request.member)


@opens_to(Permission.CASE_WORK)
@talks
@require_http_methods(["GET", "HEAD", "POST"])
def referrals(request: DeskRequest) -> dict[str, Any]:
    """List the referrals in and out, or offer one."""
    if request.method != "POST":
        return referrals_of(request.member)
    sent = given_by(request)
    referral = offer_referral(
        id_=sent.uuid("id"),
        to=sent.text("to", most=16),
        kind=sent.text("kind", most=8),
        is_urgent=sent.yes_or_no("is_urgent"),
        has_consent=sent.yes_or_no("has_consent"),
        blob=sent.octets("blob"),
        by=request.member,
        at=now(),
    )
    return {"state": referral.state}


@opens_to(Permission.CASE_WORK)
@talks
@require_POST
def second(request: DeskRequest, referral: UUID) -> dict[str, Any]:
    """Answer for it as a second person."""
    return {"state": second_referral(id_=referral, by=request.member, at=now())}


@opens_to(Permission.CASE_WORK)
@talks
@require_POST
def accept(request: DeskRequest, referral: UUID) -> dict[str, Any]:
    """Take it."""
    blob = given_by(request).octets("blob")
    return {"state": answer_referral(id_=referral, accepted=True, blob=blob, by=request.member, at=now())}


@opens_to(Permission.CASE_WORK)
@talks
@require_POST
def refuse(request: DeskRequest, referral: UUID) -> dict[str, Any]:
    """Refuse it."""
    blob = given_by(request).octets("blob")
    return {"state": answer_referral(id_=referral, accepted=False, blob=blob, by=request.member, at=now())}


@opens_to(Permission.CASE_WORK)
@talks
@require_POST
def revoke(request: DeskRequest, referral: UUID) -> dict[str, Any]:
    """Take it back."""
    return {"state": revoke_referral(id_=referral, by=request.member, at=now())}


@opens_to(Permission.CASE_WORK)
@talks
@require_POST
def end(request: DeskRequest, referral: UUID) -> dict[str, Any]:
    """Say that it is over."""
    return {"state": end_referral(id_=referral, by=request.member, at=now())}


@opens_to(Permission.CASE_WORK)
@talks
@require_POST
def hand_over(request: DeskRequest, case: UUID) -> dict[str, Any]:
    """Hand the case over to who took it."""
    hand_over_case(case=case, referral=given_by(request).uuid("referral"), by=request.member, at=now())
    return {"done": True}
