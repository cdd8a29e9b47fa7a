"""Let signatures in that were set aside."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.people.models import Member
from safeconduct.petitions.actions.take_invalidation import LOOKED_AT, take_invalidation
from safeconduct.petitions.models import Invalidation
from safeconduct.signing.actions.invalidate import PIECE, let_in
from safeconduct.signing.rules.sifting import read_sift


def let_set_aside_in(*, invalidation: Invalidation, by: Member, at: datetime, pieces: int = 20) -> int:
    """Let in those that were set aside among what was looked at: each gets its confirmation mail. Gives how many it were this time.

    :raises NotNow: if they are being taken out
    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    with transaction.atomic():
        campaign, kept = take_invalidation(invalidation, by, LOOKED_AT)
        count = 0
        for _piece in range(pieces):
            count += (some := let_in(campaign.roll, read_sift(kept.filters)))
            if some < PIECE:
                break
        if count:
            record("petitions.signatures-let-in", campaign.reference, by=by.reference, at=at, count=count)
    return count
