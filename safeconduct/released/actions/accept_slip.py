"""Accept a sentence as a second person: on the next batch day it becomes a claim."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.released.access import slip_to_change
from safeconduct.released.models import Slip, SlipState


class SameWriter(Refused):
    """Two people, or nobody."""

    code = "same-person"
    sentence = _("You handed this sentence in yourself. Somebody else must read it before it goes out.")


class SlipDecided(Refused):
    """Somebody was faster, or it was withdrawn."""

    code = "not-waiting"
    sentence = _("This sentence does not wait for anybody any longer. Nothing was changed.")


@transaction.atomic
def accept_slip(*, reference: str, by: Member, at: datetime) -> Slip:
    """Let the sentence wait for its day.

    :raises SameWriter: if this member handed it in
    :raises SlipDecided: if it was decided on or withdrawn
    """
    slip = slip_to_change(by, reference, is_own=False)
    if slip.handed_by == by:
        raise SameWriter
    if slip.state != SlipState.HANDED:
        raise SlipDecided
    slip.state, slip.accepted_by, slip.accepted_on = SlipState.ACCEPTED, by, at.date()
    slip.save(update_fields=["state", "accepted_by", "accepted_on"])
    record("released.slip-accepted", slip.reference, by=by.reference, at=day_of(at), crisis=slip.crisis.slug)
    return slip
