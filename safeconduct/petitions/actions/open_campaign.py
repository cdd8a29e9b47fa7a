"""Open a campaign for signing."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.petitions.actions.take_campaign import take_campaign
from safeconduct.petitions.actions.tell_webhooks import tell_webhooks
from safeconduct.petitions.actions.write_roll import write_roll
from safeconduct.petitions.models import Campaign, Stage
from safeconduct.petitions.queries.readiness import first_lack
from safeconduct.petitions.queries.telling import LACK_SENTENCES
from safeconduct.petitions.rules.hooks import OPENED
from safeconduct.petitions.rules.kinds import StageKind


class NotReadyToOpen(Refused):
    """Something is missing."""

    sentence = _("This campaign cannot be opened yet.")
    code = "not-ready"


class IsOpen(Refused):
    """It was opened before."""

    sentence = _("This campaign is open already. Nothing was changed.")
    code = "is-open"


def open_campaign(*, campaign: Campaign, by: Member, at: datetime) -> None:
    """Open it: from now on everybody sees it and may sign. The stages of beginning and collecting are dated by themselves.

    :raises IsOpen: if somebody opened it before
    :raises NotReadyToOpen: with the first thing that is missing, and what to do about it; see ``queries.readiness``
    :raises NotOwning, NotPermitted, HasEnded: as ``take_campaign`` finds
    """
    with transaction.atomic():
        kept = take_campaign(campaign=campaign, by=by)
        if kept.opens_on is not None:
            raise IsOpen
        lack = first_lack(kept, at=at)
        if lack is not None:
            raise NotReadyToOpen(LACK_SENTENCES[lack])
        kept.opens_on = at.date()
        kept.save(update_fields=["opens_on"])
        Stage.objects.get_or_create(
            campaign=kept, kind=StageKind.COLLECTION, defaults={"on": at.date(), "recorded_at": at, "recorded_by": by}
        )
        record("petitions.campaign-opened", kept.reference, by=by.reference, at=at)
        tell_webhooks(campaign=kept, event=OPENED, at=at, goal=kept.goal)
        mark_changed(crisis=kept.crisis, at=at)
    write_roll(kept, at=at)
    campaign.refresh_from_db()
