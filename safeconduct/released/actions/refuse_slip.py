"""Refuse a sentence, as long as it is no claim."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.people.models import Member
from safeconduct.released.access import slip_to_change
from safeconduct.released.actions.accept_slip import SlipDecided
from safeconduct.released.models import Slip, SlipState


@transaction.atomic
def refuse_slip(*, reference: str, by: Member, at: datetime) -> Slip:
    """Let nobody else read it. Whoever handed it in sees that, and may hand in another.

    :raises SlipDecided: if it is out or withdrawn
    """
    slip = slip_to_change(by, reference, is_own=False)
    if slip.state not in {SlipState.HANDED, SlipState.ACCEPTED}:
        raise SlipDecided
    slip.state = SlipState.REFUSED
    slip.save(update_fields=["state"])
    record("released.slip-refused", slip.reference, by=by.reference, at=day_of(at), crisis=slip.crisis.slug)
    return slip
