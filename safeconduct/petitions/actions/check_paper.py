"""Count the sheets a second time, by somebody else."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.petitions.actions.take_campaign import take_campaign
from safeconduct.petitions.models import PaperCount


class SamePerson(Refused):
    """Nobody checks what they counted themselves."""

    sentence = _("You counted these sheets yourself. Somebody else must count them again before they are shown.")


class NumbersDiffer(Refused):
    """The two counts are not the same."""

    sentence = _("The two counts are not the same. Nothing was changed: count again together, and take the wrong one back.")


class PaperSettled(Refused):
    """It was checked, or taken back, before."""

    sentence = _("These sheets were checked or taken back already. Nothing was changed.")


@transaction.atomic
def check_paper(*, paper: PaperCount, number: int, by: Member, at: datetime) -> None:
    """Confirm a count with the number that one has counted oneself; from now on it is shown.

    :raises SamePerson: if it is the one who recorded it
    :raises NumbersDiffer: if the numbers are not the same
    :raises PaperSettled: if it was checked or taken back before
    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    campaign = take_campaign(campaign=paper.campaign, by=by, may_have_ended=True)
    kept = PaperCount.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    if kept.checked_by_id or kept.taken_back_on:
        raise PaperSettled
    if kept.recorded_by_id == by.pk:
        raise SamePerson
    if kept.number != number:
        raise NumbersDiffer
    kept.checked_by = by
    kept.save(update_fields=["checked_by"])
    record("petitions.paper-checked", kept.reference, by=by.reference, at=at, number=number)
    mark_changed(crisis=campaign.crisis, at=at)
