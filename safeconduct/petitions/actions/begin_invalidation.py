"""Begin to take signatures out of the count together, with the reason."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.petitions.actions.take_invalidation import LOOKED_AT, RUNNING, bring_into, take_invalidation
from safeconduct.petitions.models import Invalidation
from safeconduct.signing.queries.sifted import sifted
from safeconduct.signing.rules.sifting import read_sift


class NoReason(Refused):
    """Whoever reads the record later must know why."""

    code = "no-reason"
    sentence = _("Write down why. It stands in the record, and nothing is taken out without it.")


def begin_invalidation(*, invalidation: Invalidation, because: str, by: Member, at: datetime) -> None:
    """Begin to take them out, with the reason.

    :raises NoReason: if none is given
    :raises NotNow: if it was begun before
    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    if not because.strip():
        raise NoReason
    with transaction.atomic():
        campaign, kept = take_invalidation(invalidation, by, LOOKED_AT)
        kept.because, kept.begun_on, kept.begun_by = because.strip()[:300], at.date(), by
        kept.matched = sifted(campaign.roll, read_sift(kept.filters)).count()
        bring_into(kept, RUNNING, "because", "begun_on", "begun_by", "matched")
        record("petitions.invalidation-begun", kept.reference, by=by.reference, at=at, campaign=campaign.reference, count=kept.matched)
