"""Approve, as a second person, what somebody asked for."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.fund.access import payout_to_decide
from safeconduct.fund.actions.take_payout import SamePerson, take_payout
from safeconduct.fund.models import Payout
from safeconduct.kit.clock import day_of
from safeconduct.people.models import Member


@transaction.atomic
def approve_payout(*, claim: str, by: Member, at: datetime) -> Payout:
    """Approve it; whoever approves it once more has approved it.

    :raises Http404: if there is none by this claim for this member
    :raises SamePerson: if who asked would approve; the database refuses it as well
    :raises NotNow: if it was paid, returned or withdrawn meanwhile
    """
    payout = payout_to_decide(by, claim)
    if payout.asked_by_id == by.pk:
        raise SamePerson
    if take_payout(payout, "approved"):
        payout.approved_by, payout.approved_on = by, at.date()
        payout.save(update_fields=["state", "approved_by", "approved_on"])
        record("fund.payout-approved", claim, by=by.reference, at=day_of(at))
    return payout
