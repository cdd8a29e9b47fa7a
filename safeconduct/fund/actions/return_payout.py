"""Return a payout: it is not approved, is not paid after all, or the money came back."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.fund.access import payout_to_decide
from safeconduct.fund.actions.take_payout import take_payout
from safeconduct.fund.models import Payout
from safeconduct.kit.clock import day_of
from safeconduct.people.models import Member


@transaction.atomic
def return_payout(*, claim: str, by: Member, at: datetime) -> Payout:
    """Return it; once more is the same. Why is said between people: there is no field for it here.

    :raises Http404: if there is none by this claim for this member
    :raises NotNow: if it was withdrawn meanwhile
    """
    payout = payout_to_decide(by, claim)
    if take_payout(payout, "returned"):
        payout.save(update_fields=["state"])
        record("fund.payout-returned", claim, by=by.reference, at=day_of(at))
    return payout
