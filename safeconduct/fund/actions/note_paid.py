"""Note that what was approved was paid."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.fund.access import payout_to_decide
from safeconduct.fund.actions.take_payout import take_payout
from safeconduct.fund.models import Payout
from safeconduct.kit.clock import day_of
from safeconduct.people.models import Member


@transaction.atomic
def note_paid(*, claim: str, by: Member, at: datetime) -> Payout:
    """Note it; once more is the same.

    :raises Http404: if there is none by this claim for this member
    :raises NotNow: if nobody has approved it, or it was returned or withdrawn meanwhile
    """
    payout = payout_to_decide(by, claim)
    if take_payout(payout, "paid"):
        payout.paid_by, payout.paid_on = by, at.date()
        payout.save(update_fields=["state", "paid_by", "paid_on"])
        record("fund.payout-paid", claim, by=by.reference, at=day_of(at))
    return payout
