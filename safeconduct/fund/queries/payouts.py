"""Payouts as pages and clients show them."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet

from safeconduct.fund.access import payers_for, payouts_asked_by, payouts_to_decide
from safeconduct.fund.models import Payout
from safeconduct.fund.rules.payouts import written
from safeconduct.fund.words import PURPOSE_NAMES
from safeconduct.people.models import Member

MOST_SETTLED = 100


def desk_of(member: Member) -> dict[str, list[dict[str, Any]]]:
    """Give what the member's organisation is to pay: to approve and to pay, by the day it is needed, and the latest that was settled."""
    rows = payouts_to_decide(member).select_related("organisation", "asked_by", "approved_by", "seconded_by", "paid_by")
    open_ = rows.filter(state__in=("asked", "approved")).order_by("need_by", "claim")
    lines = [_line(payout, member) for payout in open_]
    settled = rows.exclude(state__in=("asked", "approved")).order_by("-asked_on", "claim")[:MOST_SETTLED]
    return {
        "to_approve": [line for line in lines if line["state"] == "asked"],
        "to_pay": [line for line in lines if line["state"] == "approved"],
        "settled": [_line(payout, member) for payout in settled],
    }


def waiting_to_decide(member: Member) -> int:
    """Count what the member may approve or pay: what they asked for, or have approved themselves, waits for somebody else."""
    rows: QuerySet[Payout] = payouts_to_decide(member)
    for_others = Q(asked_by=member) | Q(approved_by=member)
    return rows.filter(state="approved").count() + rows.filter(state="asked").exclude(for_others).count()


def states_of(member: Member, claims: Sequence[str]) -> list[dict[str, Any]]:
    """Give how these stand, in the order of the claims: those that the member's organisation asked for, and no other."""
    rows = payouts_asked_by(member).filter(claim__in=claims).select_related("payee").order_by("claim")
    return [
        {
            "claim": payout.claim,
            "state": payout.state,
            "payee": payout.payee.reference,
            "what": payout.what,
            "amount": payout.amount_minor,
            "currency": payout.currency,
            "need_by": payout.need_by.isoformat(),
            "paid_on": payout.paid_on.isoformat() if payout.paid_on else "",
        }
        for payout in rows
    ]


def payers_of(member: Member) -> list[dict[str, str]]:
    """Give the organisations that can be asked to pay, one's own first."""
    rows = payers_for(member).order_by("name")
    own = member.organisation_id
    return [{"reference": one.reference, "name": one.name} for one in sorted(rows, key=lambda one: one.pk != own)]


def _line(payout: Payout, member: Member) -> dict[str, Any]:
    return {
        "claim": payout.claim,
        "short": f"{payout.claim[:4]} {payout.claim[4:8]}",
        "state": payout.state,
        "sum": written(payout.amount_minor, payout.currency),
        "what": PURPOSE_NAMES[payout.what],
        "need_by": payout.need_by,
        "organisation": payout.organisation.name,
        "asked_by": payout.asked_by.name,
        "asked_on": payout.asked_on,
        "approved_by": [who.name for who in (payout.approved_by, payout.seconded_by) if who],
        "paid_by": payout.paid_by.name if payout.paid_by else "",
        "paid_on": payout.paid_on,
        "is_mine": payout.asked_by_id == member.pk,
        "is_done": payout.approved_by_id == member.pk,
        "is_demonstration": payout.is_demonstration,
    }
