"""Tell webhooks of campaigns whose last day is over: nobody closes those by hand."""

from datetime import datetime, timedelta

from django.db import transaction

from safeconduct.petitions.actions.tell_webhooks import tell_webhooks
from safeconduct.petitions.models import Campaign, Delivery
from safeconduct.petitions.rules.hooks import CLOSED

DAYS_BACK = 7  # that nobody may have looked; what ended before that is no news


def tell_last_days(*, at: datetime) -> int:
    """Tell of each such campaign once; give how many webhooks will be told."""
    today, told = at.date(), 0
    over = Campaign.objects.filter(closes_on__lt=today, closes_on__gte=today - timedelta(days=DAYS_BACK), opens_on__isnull=False)
    for campaign in over.filter(closed_at__isnull=True, end="", webhooks__ended_on__isnull=True).distinct():
        with transaction.atomic():
            kept = Campaign.objects.select_for_update(of=("self",)).select_related("crisis", "publication").get(pk=campaign.pk)
            if not Delivery.objects.filter(webhook__campaign=kept, event=CLOSED).exists():
                told += tell_webhooks(campaign=kept, event=CLOSED, at=at, is_early=False)
    return told
