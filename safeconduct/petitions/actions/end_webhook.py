"""Tell an address nothing more."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.petitions.actions.take_campaign import take_campaign
from safeconduct.petitions.models import Webhook


class WebhookEnded(Refused):
    """It was ended before."""

    sentence = _("This address is told nothing already. Nothing was changed.")


@transaction.atomic
def end_webhook(*, webhook: Webhook, by: Member, at: datetime) -> None:
    """End it; what still waits for it is dropped.

    :raises WebhookEnded: if it was ended before
    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    take_campaign(campaign=webhook.campaign, by=by, may_have_ended=True)
    kept = Webhook.objects.select_for_update(of=("self",)).get(pk=webhook.pk)
    if kept.ended_on:
        raise WebhookEnded
    kept.ended_on = at.date()
    kept.save(update_fields=["ended_on"])
    kept.deliveries.filter(state="waiting").delete()
    record("petitions.webhook-ended", kept.reference, by=by.reference, at=at)
