"""Approve what somebody asked for: it takes two people, and neither is the one who asked."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.fund.access import payout_to_decide
from safeconduct.fund.actions.take_payout import NotNow, SamePerson, take_payout
from safeconduct.fund.models import Payout
from safeconduct.kit.clock import day_of
from safeconduct.people.models import Member


@transaction.atomic
def approve_payout(*, claim: str, by: Member, at: datetime) -> Payout:
    """Approve it as the first or as the second; whoever approves it once more has approved it. With the second it is to be paid.

    :raises Http404: if there is none by this claim for this member
    :raises SamePerson: if who asked would approve; the database refuses it as well
    :raises NotNow: if it was paid, returned or withdrawn meanwhile
    """
    payout = payout_to_decide(by, claim)
    if payout.asked_by_id == by.pk:
        raise SamePerson
    if payout.state not in {"asked", "approved"}:
        raise NotNow
    if payout.state == "approved" or payout.approved_by_id == by.pk:
        return payout
    if payout.approved_by_id is None:
        payout.approved_by, payout.approved_on = by, at.date()
        payout.save(update_fields=["approved_by", "approved_on"])
        record("fund.payout-approved", claim, by=by.reference, at=day_of(at))
    elif take_payout(payout, "approved"):
        payout.seconded_by, payout.seconded_on = by, at.date()
        payout.save(update_fields=["state", "seconded_by", "seconded_on"])
        record("fund.payout-seconded", claim, by=by.reference, at=day_of(at))
    return payout
