"""Put what happened to a campaign on its way to those who asked to be told."""

from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.urls import reverse

from safeconduct.petitions.models import Campaign, Delivery, Webhook
from safeconduct.petitions.rules.hooks import EVENTS


def tell_webhooks(*, campaign: Campaign, event: str, at: datetime, **facts: str | int | bool) -> int:
    """Let every webhook that asked for ``event`` be told; give how many will be. Call it within the change's own transaction.

    ``facts`` are of the campaign, never of a signer: numbers, days, references, names of stages.
    """
    if event not in EVENTS:
        raise ValueError(f"There is no event “{event}”.")
    hooks = [one for one in Webhook.objects.filter(campaign=campaign, ended_on__isnull=True) if event in one.events]
    page = [campaign.publication.original, campaign.crisis.slug, campaign.slug]
    body = {
        "v": 1,
        "event": event,
        "campaign": campaign.reference,
        "crisis": campaign.crisis.slug,
        "page": settings.PUBLIC_ADDRESS.rstrip("/") + reverse("public:petition", args=page),
        "at": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        **facts,
    }
    waiting = [Delivery(webhook=one, event=event, body={**body, "id": str(uuid4())}, next_try_at=at) for one in hooks]
    Delivery.objects.bulk_create(waiting)
    return len(waiting)
