"""Try again what no try could deliver."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.petitions.actions.take_campaign import take_campaign
from safeconduct.petitions.models import Webhook


class NothingParked(Refused):
    """Nothing waits for it."""

    sentence = _("Nothing is parked for this address. Nothing was changed.")


@transaction.atomic
def retry_delivery(*, webhook: Webhook, by: Member, at: datetime) -> int:
    """Let everything that was parked for an address be tried anew; give how much it is.

    :raises NothingParked: if nothing is, or the address is told nothing any more
    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    take_campaign(campaign=webhook.campaign, by=by, may_have_ended=True)
    count = webhook.deliveries.filter(state="parked", webhook__ended_on__isnull=True).update(state="waiting", tries=0, next_try_at=at)
    if not count:
        raise NothingParked
    record("petitions.delivery-retried", webhook.reference, by=by.reference, at=at, count=count)
    return count
