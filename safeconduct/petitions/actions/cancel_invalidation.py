"""Stop taking signatures out in the middle."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.people.models import Member
from safeconduct.petitions.actions.take_invalidation import CANCELLED, RUNNING, bring_into, take_invalidation
from safeconduct.petitions.models import Invalidation
from safeconduct.signing.queries.sifted import went_with


def cancel_invalidation(*, invalidation: Invalidation, by: Member, at: datetime) -> None:
    """Stop in the middle; what was taken out stays out until somebody undoes it.

    :raises NotNow: if it is not running
    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    with transaction.atomic():
        campaign, kept = take_invalidation(invalidation, by, RUNNING)
        kept.done = went_with(campaign.roll, kept.reference)
        bring_into(kept, CANCELLED, "done")
        mark_changed(crisis=campaign.crisis, at=at)
        record("petitions.invalidation-cancelled", kept.reference, by=by.reference, at=at, campaign=campaign.reference, count=kept.done)
