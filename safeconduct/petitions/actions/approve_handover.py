"""Approve a handover that a colleague prepared: names may leave then."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.petitions.actions.take_handover import take_handover
from safeconduct.petitions.models import Handover
from safeconduct.petitions.rules.kinds import HandoverState


class SamePerson(Refused):
    """One person alone hands nobody's name over."""

    code = "same-person"
    sentence = _("Whoever prepared a handover cannot approve it: names leave by the word of two people. Ask a colleague.")


@transaction.atomic
def approve_handover(*, handover: Handover, by: Member, at: datetime) -> Handover:
    """Approve it; a holder of the vault can make the package then.

    :raises SamePerson: if the member prepared it
    :raises NotNow, NotOwning, NotPermitted: as ``take_handover`` finds
    """
    kept = take_handover(handover=handover, by=by, states={HandoverState.PREPARED})
    if kept.prepared_by_id == by.pk:
        raise SamePerson
    kept.state, kept.approved_by, kept.approved_on = HandoverState.APPROVED, by, at.date()
    kept.save(update_fields=["state", "approved_by", "approved_on"])
    record("petitions.handover-approved", kept.reference, by=by.reference, at=at)
    return kept
