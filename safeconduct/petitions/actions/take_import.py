"""Take an import in hand, so that nobody else changes it meanwhile."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.petitions.actions.take_campaign import take_campaign
from safeconduct.petitions.models import Campaign, ImportRun

LOOKED_AT, RUNNING, FINISHED, UNDOING, UNDONE = "looked-at", "running", "finished", "undoing", "undone"


class NotNow(Refused):
    """It is in another state by now."""

    code = "not-now"
    sentence = _("This import has gone on already. Look at where it stands now.")


@transaction.atomic
def take_import(run: ImportRun, by: Member, *states: str) -> tuple[Campaign, ImportRun]:
    """Lock an import that stands in one of these states, and its campaign; give both rows as they are locked.

    :raises NotNow: if it is in another state by now
    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    campaign = take_campaign(campaign=run.campaign, by=by, may_have_ended=True)
    kept = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if kept.state not in states:
        raise NotNow
    return campaign, kept
