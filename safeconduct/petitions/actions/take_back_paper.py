"""Take a count of sheets back."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.people.models import Member
from safeconduct.petitions.actions.check_paper import PaperSettled
from safeconduct.petitions.actions.take_campaign import take_campaign
from safeconduct.petitions.models import PaperCount


@transaction.atomic
def take_back_paper(*, paper: PaperCount, by: Member, at: datetime) -> None:
    """Take it out of the number, whether or not it was checked. It stays in the list of the desk.

    :raises PaperSettled: if it was taken back before
    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    campaign = take_campaign(campaign=paper.campaign, by=by, may_have_ended=True)
    kept = PaperCount.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    if kept.taken_back_on:
        raise PaperSettled
    kept.taken_back_on = at.date()
    kept.save(update_fields=["taken_back_on"])
    record("petitions.paper-taken-back", kept.reference, by=by.reference, at=at, number=kept.number)
    mark_changed(crisis=campaign.crisis, at=at)
