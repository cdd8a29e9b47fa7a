"""Take signatures out of the count that somebody began to take out, or put them back, a few pieces at a time."""

from datetime import date, datetime, timedelta

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.petitions.actions.take_invalidation import FINISHED, RUNNING, UNDOING, UNDONE, bring_into
from safeconduct.petitions.models import Invalidation
from safeconduct.signing.actions.invalidate import PIECE, invalidate, put_back
from safeconduct.signing.queries.sifted import went_with
from safeconduct.signing.rules.sifting import read_sift

GOING_ON = (RUNNING, UNDOING)


def invalidate_signatures(*, invalidation: Invalidation, at: datetime, pieces: int = 5, most: int = PIECE) -> Invalidation:
    """Do a few pieces of what was begun, whoever asks; give where it stands. One process at a time works at one."""
    for _piece in range(pieces):
        with transaction.atomic():
            kept = Invalidation.objects.select_for_update(of=("self",)).select_related("campaign__crisis").get(pk=invalidation.pk)
            if kept.state not in GOING_ON:
                return kept
            is_over = _take_out(kept, most) if kept.state == RUNNING else _put_back(kept, at.date(), most)
            if is_over:
                mark_changed(crisis=kept.campaign.crisis, at=at)
                kind = "petitions.invalidation-finished" if kept.state == FINISHED else "petitions.invalidation-undone"
                record(kind, kept.reference, by=kept.begun_by.reference, at=at, campaign=kept.campaign.reference, count=kept.done)
                return kept
    return kept


def _take_out(kept: Invalidation, most: int) -> bool:
    """Take one piece out; tell whether it was the last. The two databases share no transaction: at the end it is counted anew."""
    roll = kept.campaign.roll
    count, after = invalidate(roll, read_sift(kept.filters), reference=kept.reference, after=kept.after, most=most)
    kept.done, kept.after = kept.done + count, after
    if after is None:
        kept.done = went_with(roll, kept.reference)
    bring_into(kept, FINISHED if after is None else RUNNING, "done", "after")
    return after is None


def _put_back(kept: Invalidation, on: date, most: int) -> bool:
    count = put_back(kept.campaign.roll, reference=kept.reference, on=on + timedelta(days=1), most=most)
    kept.done += count
    is_over = count < most
    bring_into(kept, UNDONE if is_over else UNDOING, "done")
    return is_over
