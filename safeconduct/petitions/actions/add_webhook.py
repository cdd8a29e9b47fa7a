"""Tell an address of milestones, stages and updates."""

import secrets
from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.outbox.channels.https import may_be_called
from safeconduct.people.models import Member
from safeconduct.petitions.actions.add_partner import AddressUncallable
from safeconduct.petitions.actions.take_campaign import take_campaign
from safeconduct.petitions.models import Campaign, Webhook
from safeconduct.petitions.rules.hooks import EVENTS

SECRET_BYTES = 32
MOST_WEBHOOKS = 20


class NothingToTell(Refused):
    """No event was chosen."""

    sentence = _("Choose at least one thing that the address is told of.")


class TooManyWebhooks(Refused):
    """There is an end to it."""

    sentence = _("Twenty addresses are told already. Take one off first.")


@transaction.atomic
def add_webhook(*, campaign: Campaign, address: str, events: Collection[str], by: Member, at: datetime) -> Webhook:
    """Add an address. Its ``secret`` is what it checks our signature with; the page shows it once.

    :raises AddressUncallable: if we would not call it
    :raises NothingToTell: if no event was chosen
    :raises TooManyWebhooks: beyond twenty
    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    kept = take_campaign(campaign=campaign, by=by, may_have_ended=True)
    if not may_be_called(address):
        raise AddressUncallable
    chosen = [event for event in EVENTS if event in events]
    if not chosen:
        raise NothingToTell
    if kept.webhooks.filter(ended_on__isnull=True).count() >= MOST_WEBHOOKS:
        raise TooManyWebhooks
    hook = Webhook.objects.create(campaign=kept, address=address, secret=secrets.token_urlsafe(SECRET_BYTES), events=chosen, added_by=by)
    record("petitions.webhook-added", hook.reference, by=by.reference, at=at, campaign=kept.reference, events=chosen)
    return hook
