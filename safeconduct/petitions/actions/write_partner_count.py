"""Write in by hand what a partner counts who has no file that could be read."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.petitions.actions.take_campaign import take_campaign
from safeconduct.petitions.models import Partner
from safeconduct.petitions.rules.counting import MOST


class ReadByMachine(Refused):
    """Its count is read and checked by its signature."""

    sentence = _("This partner’s count is read from its signed file, so it is not written in by hand.")


class NoNumber(Refused):
    """There is no number."""

    sentence = _("Write the number that the partner tells: nought or more.")


class PartnerLeft(Refused):
    """It was taken off."""

    sentence = _("This partner was taken off the page. Nothing was changed.")


@transaction.atomic
def write_partner_count(*, partner: Partner, count: int, by: Member, at: datetime) -> None:
    """Write the number in, with this moment; a smaller one than before is taken as well.

    :raises ReadByMachine: if its count is read from a file
    :raises NoNumber: if it is none
    :raises PartnerLeft: if it was taken off
    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    campaign = take_campaign(campaign=partner.campaign, by=by, may_have_ended=True)
    kept = Partner.objects.select_for_update(of=("self",)).get(pk=partner.pk)
    if kept.left_on:
        raise PartnerLeft
    if kept.address:
        raise ReadByMachine
    if not 0 <= count <= MOST:
        raise NoNumber
    kept.count, kept.as_of, kept.read_at = count, at, at
    kept.save(update_fields=["count", "as_of", "read_at"])
    record("petitions.partner-counted", kept.reference, by=by.reference, at=at, number=count)
    mark_changed(crisis=campaign.crisis, at=at)
