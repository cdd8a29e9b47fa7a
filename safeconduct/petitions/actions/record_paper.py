"""Record how many signed on paper, as one member counted it."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.petitions.actions.take_campaign import take_campaign
from safeconduct.petitions.models import Campaign, PaperCount

MOST_ON_PAPER = 10_000_000


class NothingCounted(Refused):
    """There is no number, or none that sheets can hold."""

    sentence = _("Write how many signatures are on the sheets: a whole number above nought.")


class CountedTomorrow(Refused):
    """The day has not come."""

    sentence = _("This day has not come yet. Write the day on which the sheets were counted.")


@transaction.atomic
def record_paper(*, campaign: Campaign, number: int, on: date, country: str = "", note: str = "", by: Member, at: datetime) -> PaperCount:
    """Record it; it counts, apart from the others, once another member has counted the same sheets.

    :raises NothingCounted: if there is no number
    :raises CountedTomorrow: if the day lies ahead
    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    kept = take_campaign(campaign=campaign, by=by, may_have_ended=True)
    if not 0 < number <= MOST_ON_PAPER:
        raise NothingCounted
    if on > at.date():
        raise CountedTomorrow
    paper = PaperCount.objects.create(campaign=kept, on=on, country=country, number=number, note=note.strip(), recorded_by=by)
    record("petitions.paper-recorded", paper.reference, by=by.reference, at=at, campaign=kept.reference, number=number)
    return paper
