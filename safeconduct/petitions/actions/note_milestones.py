"""Note which thresholds a count has reached."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.petitions.actions.tell_webhooks import tell_webhooks
from safeconduct.petitions.models import Campaign
from safeconduct.petitions.rules.campaigns import numbers_reached
from safeconduct.petitions.rules.hooks import MILESTONE


@transaction.atomic
def note_milestones(campaign: Campaign, count: int, *, at: datetime) -> list[int]:
    """Date every threshold that ``count`` confirmed signatures have reached; give those reached by this call, the smallest first.

    Nobody does this by hand. What was reached stays reached, whatever becomes of the count.
    """
    waiting = campaign.thresholds.select_for_update().filter(reached_on__isnull=True, number__lte=count)
    reached = numbers_reached(list(waiting.values_list("number", flat=True)), count)
    if not reached:
        return []
    campaign.thresholds.filter(number__in=reached, reached_on__isnull=True).update(reached_on=at.date())
    for number in reached:
        record("petitions.threshold-reached", campaign.reference, by="", at=at, number=number)
        tell_webhooks(campaign=campaign, event=MILESTONE, at=at, number=number)
    mark_changed(crisis=campaign.crisis, at=at)
    return reached
