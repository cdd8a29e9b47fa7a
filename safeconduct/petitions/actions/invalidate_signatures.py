"""Take signatures of one campaign out of the count together: look, begin, go on piece by piece, call off, undo."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.petitions.actions.take_campaign import take_campaign
from safeconduct.petitions.models import Campaign, Invalidation
from safeconduct.signing.actions.invalidate import PIECE, invalidate, let_in, put_back
from safeconduct.signing.queries.sifted import sifted, went_with
from safeconduct.signing.rules.sifting import Sift, read_sift, sift_to_json

LOOKED_AT, RUNNING, FINISHED, CANCELLED, UNDOING, UNDONE = "looked-at", "running", "finished", "cancelled", "undoing", "undone"
GOING_ON = (RUNNING, UNDOING)


class Everything(Refused):
    """Nothing was chosen, so that all signatures would be meant."""

    code = "everything"
    sentence = _("Choose at least one thing that they have in common. Without one, every signature of the campaign would be taken out.")


class NoReason(Refused):
    """Whoever reads the record later must know why."""

    code = "no-reason"
    sentence = _("Write down why. It stands in the record, and nothing is taken out without it.")


class NotNow(Refused):
    """It is in another state by now."""

    code = "not-now"
    sentence = _("Somebody was faster: this has gone on already. Look at where it stands now.")


def look_at_invalidation(*, campaign: Campaign, sift: Sift, by: Member, on: date) -> Invalidation:
    """Keep what would be taken out, and how many that are; nothing is changed.

    :raises Everything: if nothing was chosen
    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    if sift.is_everything:
        raise Everything
    with transaction.atomic():
        kept = _take(campaign, by)
        count = sifted(kept.roll, sift).count()
        return Invalidation.objects.create(campaign=kept, filters=sift_to_json(sift), matched=count, begun_on=on, begun_by=by)


def begin_invalidation(*, invalidation: Invalidation, because: str, by: Member, at: datetime) -> None:
    """Begin to take them out, with the reason.

    :raises NoReason: if none is given
    :raises NotNow: if it was begun before
    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    if not because.strip():
        raise NoReason
    with transaction.atomic():
        campaign, kept = _take(invalidation.campaign, by), _lock(invalidation, LOOKED_AT)
        kept.because, kept.begun_on, kept.begun_by = because.strip()[:300], at.date(), by
        kept.matched = sifted(campaign.roll, read_sift(kept.filters)).count()
        _into(kept, RUNNING, "because", "begun_on", "begun_by", "matched")
        record("petitions.invalidation-begun", kept.reference, by=by.reference, at=at, campaign=campaign.reference, count=kept.matched)


def go_on(*, invalidation: Invalidation, at: datetime, pieces: int = 5, most: int = PIECE) -> Invalidation:
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


def cancel_invalidation(*, invalidation: Invalidation, by: Member, at: datetime) -> None:
    """Stop in the middle; what was taken out stays out until somebody undoes it.

    :raises NotNow: if it is not running
    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    with transaction.atomic():
        campaign, kept = _take(invalidation.campaign, by), _lock(invalidation, RUNNING)
        kept.done = went_with(campaign.roll, kept.reference)
        _into(kept, CANCELLED, "done")
        mark_changed(crisis=campaign.crisis, at=at)
        record("petitions.invalidation-cancelled", kept.reference, by=by.reference, at=at, campaign=campaign.reference, count=kept.done)


def undo_invalidation(*, invalidation: Invalidation, by: Member, at: datetime) -> None:
    """Begin to put back what was taken out; ``go_on`` does it.

    :raises NotNow: if it was neither finished nor called off
    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    with transaction.atomic():
        campaign, kept = _take(invalidation.campaign, by), _lock(invalidation, FINISHED, CANCELLED)
        kept.begun_by = by
        kept.matched, kept.done, kept.after = went_with(campaign.roll, kept.reference), 0, None
        _into(kept, UNDOING, "begun_by", "matched", "done", "after")


def let_set_aside_in(*, invalidation: Invalidation, by: Member, at: datetime, pieces: int = 20) -> int:
    """Let in those that were set aside among what was looked at: each gets its confirmation mail. Gives how many it were this time.

    :raises NotNow: if they are being taken out
    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    with transaction.atomic():
        campaign, kept = _take(invalidation.campaign, by), _lock(invalidation, LOOKED_AT)
        count = 0
        for _piece in range(pieces):
            count += (some := let_in(campaign.roll, read_sift(kept.filters)))
            if some < PIECE:
                break
        if count:
            record("petitions.signatures-let-in", campaign.reference, by=by.reference, at=at, count=count)
    return count


def _take(campaign: Campaign, by: Member) -> Campaign:
    return take_campaign(campaign=campaign, by=by, permission=Permission.PETITION_INVALIDATE, may_have_ended=True)


def _lock(invalidation: Invalidation, *states: str) -> Invalidation:
    kept = Invalidation.objects.select_for_update(of=("self",)).get(pk=invalidation.pk)
    if kept.state not in states:
        raise NotNow
    return kept


def _into(kept: Invalidation, state: str, *fields: str) -> None:
    kept.state = state
    kept.save(update_fields=["state", *fields])


def _take_out(kept: Invalidation, most: int) -> bool:
    """Take one piece out; tell whether it was the last. The two databases share no transaction: at the end it is counted anew."""
    roll = kept.campaign.roll
    count, after = invalidate(roll, read_sift(kept.filters), reference=kept.reference, after=kept.after, most=most)
    kept.done, kept.after = kept.done + count, after
    if after is None:
        kept.done = went_with(roll, kept.reference)
    _into(kept, FINISHED if after is None else RUNNING, "done", "after")
    return after is None


def _put_back(kept: Invalidation, on: date, most: int) -> bool:
    count = put_back(kept.campaign.roll, reference=kept.reference, on=on + timedelta(days=1), most=most)
    kept.done += count
    is_over = count < most
    _into(kept, UNDONE if is_over else UNDOING, "done")
    return is_over
