"""Call a handover off before the addressee has taken or refused it."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.people.models import Member
from safeconduct.petitions.actions.drop_package import drop_package
from safeconduct.petitions.actions.take_handover import TO_MAKE, UNMADE, take_handover
from safeconduct.petitions.models import Handover
from safeconduct.petitions.rules.kinds import HandoverState


def cancel_handover(*, handover: Handover, by: Member, at: datetime) -> Handover:
    """Call it off; a package that nobody fetched is destroyed. What was fetched cannot be called back.

    :raises NotNow, NotOwning, NotPermitted: as ``take_handover`` finds
    """
    with transaction.atomic():
        kept = take_handover(handover=handover, by=by, states=UNMADE | TO_MAKE)
        kept.state = HandoverState.CANCELLED
        kept.save(update_fields=["state"])
        record("petitions.handover-cancelled", kept.reference, by=by.reference, at=at)
    drop_package(handover=kept)
    return kept
