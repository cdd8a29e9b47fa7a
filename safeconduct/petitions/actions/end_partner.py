"""Take a partner's count off the page."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.people.models import Member
from safeconduct.petitions.actions.take_campaign import take_campaign
from safeconduct.petitions.actions.write_partner_count import PartnerLeft
from safeconduct.petitions.models import Partner


@transaction.atomic
def end_partner(*, partner: Partner, by: Member, at: datetime) -> None:
    """Take it off; its count is not read any more.

    :raises PartnerLeft: if it was taken off before
    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    campaign = take_campaign(campaign=partner.campaign, by=by, may_have_ended=True)
    kept = Partner.objects.select_for_update(of=("self",)).get(pk=partner.pk)
    if kept.left_on:
        raise PartnerLeft
    kept.left_on = at.date()
    kept.save(update_fields=["left_on"])
    record("petitions.partner-ended", kept.reference, by=by.reference, at=at)
    mark_changed(crisis=campaign.crisis, at=at)
