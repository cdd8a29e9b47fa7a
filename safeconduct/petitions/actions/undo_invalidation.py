"""Begin to put back what was taken out of the count together."""

from django.db import transaction

from safeconduct.people.models import Member
from safeconduct.petitions.actions.take_invalidation import CANCELLED, FINISHED, UNDOING, bring_into, take_invalidation
from safeconduct.petitions.models import Invalidation
from safeconduct.signing.queries.sifted import went_with


def undo_invalidation(*, invalidation: Invalidation, by: Member) -> None:
    """Begin to put back what was taken out; ``invalidate_signatures`` does it.

    :raises NotNow: if it was neither finished nor called off
    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    with transaction.atomic():
        campaign, kept = take_invalidation(invalidation, by, FINISHED, CANCELLED)
        kept.begun_by = by
        kept.matched, kept.done, kept.after = went_with(campaign.roll, kept.reference), 0, None
        bring_into(kept, UNDOING, "begun_by", "matched", "done", "after")
