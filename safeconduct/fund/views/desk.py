"""The desk's page of payouts: what waits for approval, what is to be paid, what was paid."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from safeconduct.fund.actions.approve_payout import approve_payout
from safeconduct.fund.actions.note_paid import note_paid
from safeconduct.fund.actions.return_payout import return_payout
from safeconduct.fund.queries.payouts import desk_of
from safeconduct.kit.clock import now, today
from safeconduct.kit.doors import opens_to
from safeconduct.kit.refusals import Refused
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission


@opens_to(Permission.PAYOUT_APPROVE)
@require_safe
def payouts(request: DeskRequest) -> HttpResponse:
    """Show what one's organisation is to pay."""
    return render(
        request, "fund/payouts.html", {**desk_of(request.member), "organisation": request.member.organisation.name, "today": today()}
    )


@opens_to(Permission.PAYOUT_APPROVE)
@require_POST
def approve(request: DeskRequest, claim: str) -> HttpResponse:
    """Approve one."""
    return _done(request, claim, approve_payout, _("Approved. When two people have approved it, it stands under “To pay”."))


@opens_to(Permission.PAYOUT_APPROVE)
@require_POST
def paid(request: DeskRequest, claim: str) -> HttpResponse:
    """Note that one was paid."""
    return _done(request, claim, note_paid, _("Noted as paid. Whoever asked for it sees so."))


@opens_to(Permission.PAYOUT_APPROVE)
@require_POST
def give_back(request: DeskRequest, claim: str) -> HttpResponse:
    """Return one."""
    return _done(request, claim, return_payout, _("Returned. Whoever asked for it sees so; tell them why."))


def _done(request: DeskRequest, claim: str, act: Callable[..., object], words: str) -> HttpResponse:
    try:
        act(claim=claim, by=request.member, at=now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, words)
    return redirect("fund:payouts")
