"""Payouts as the sealed desk asks for them and follows them."""

from typing import Any

from django.views.decorators.http import require_POST, require_safe

from safeconduct.fund.actions.ask_payout import Wanted, ask_payout
from safeconduct.fund.actions.withdraw_payout import withdraw_payout
from safeconduct.fund.queries.payouts import payers_of, states_of
from safeconduct.fund.rules.payouts import MOST
from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to
from safeconduct.kit.talking import Given, NotUnderstood, given_by, talks
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission

CLAIM_BYTES = 16
MOST_CLAIMS = 500


@opens_to(Permission.CASE_WORK)
@talks
@require_safe
def payers(request: DeskRequest) -> dict[str, Any]:
    """List who can be asked to pay."""
    return {"payers": payers_of(request.member)}


@opens_to(Permission.CASE_WORK)
@talks
@require_POST
def ask(request: DeskRequest) -> dict[str, Any]:
    """Ask for a payout, or find the one that this claim asked for."""
    sent = given_by(request)
    wanted = Wanted(
        payee=sent.text("payee", most=16),
        what=sent.text("what", most=8),
        amount_minor=sent.whole("amount", least=1, most=MOST),
        currency=sent.text("currency", most=3),
        need_by=sent.day("need_by"),
    )
    payout = ask_payout(claim=_claim(sent), wanted=wanted, by=request.member, at=now())
    return {"state": payout.state}


@opens_to(Permission.CASE_WORK)
@talks
@require_POST
def look(request: DeskRequest) -> dict[str, Any]:
    """Tell how payouts stand that one's organisation asked for. A reading by POST, so that no claim stands in an address."""
    claims = given_by(request).texts("claims", most=MOST_CLAIMS)
    for claim in claims:
        _claim(Given({"claim": claim}))
    return {"payouts": states_of(request.member, claims)}


@opens_to(Permission.CASE_WORK)
@talks
@require_POST
def withdraw(request: DeskRequest) -> dict[str, Any]:
    """Take back what was not paid yet."""
    payout = withdraw_payout(claim=_claim(given_by(request)), by=request.member, at=now())
    return {"state": payout.state}


def _claim(sent: Given) -> str:
    claim = sent.hexadecimal("claim", length=CLAIM_BYTES).hex()
    if not int(claim, 16):
        raise NotUnderstood  # nobody drew this by chance
    return claim
