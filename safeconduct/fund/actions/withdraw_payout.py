"""Withdraw what one's organisation asked for and was not paid yet."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.fund.access import payout_asked_by
from safeconduct.fund.actions.take_payout import take_payout
from safeconduct.fund.models import Payout
from safeconduct.kit.clock import day_of
from safeconduct.people.models import Member


@transaction.atomic
def withdraw_payout(*, claim: str, by: Member, at: datetime) -> Payout:
    """Withdraw it; once more is the same.

    :raises Http404: if the member's organisation asked for none by this claim
    :raises NotNow: if it was paid or returned meanwhile
    """
    payout = payout_asked_by(by, claim)
    if take_payout(payout, "withdrawn"):
        payout.save(update_fields=["state"])
        record("fund.payout-withdrawn", claim, by=by.reference, at=day_of(at))
    return payout
