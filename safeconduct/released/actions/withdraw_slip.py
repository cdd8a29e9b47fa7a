"""Withdraw a sentence: somebody on whose words it rests took a consent back."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.people.models import Member
from safeconduct.released.access import slip_to_change
from safeconduct.released.actions.correct_claim import correct_claim
from safeconduct.released.models import Slip, SlipState


@transaction.atomic
def withdraw_slip(*, reference: str, by: Member, at: datetime) -> Slip:
    """Take it back. What is not out will never be, and a claim that nobody outside has read is withdrawn now, before anybody publishes it.

    A claim that stood in public says so from the next batch day on: any other day would tell of somebody.

    Withdrawing again changes nothing.
    """
    slip = slip_to_change(by, reference, is_own=True)
    if slip.state in {SlipState.WITHDRAWN, SlipState.REFUSED}:
        return slip
    slip.state, slip.withdrawn_by, slip.withdrawn_on = SlipState.WITHDRAWN, by, at.date()
    slip.save(update_fields=["state", "withdrawn_by", "withdrawn_on"])
    record("released.slip-withdrawn", slip.reference, by=by.reference, at=day_of(at), crisis=slip.crisis.slug)
    if slip.claim is not None and slip.claim.published_at is None:
        correct_claim(slip=slip, day=at.date(), at=at)
    return slip
