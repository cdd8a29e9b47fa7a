"""Send an update to those signers who agreed to it; a holder of the vault opens their consents and addresses."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.petitions.actions.take_campaign import take_campaign
from safeconduct.petitions.models import CampaignUpdate
from safeconduct.signing.actions.queue_news import queue_news
from safeconduct.vault.access import vault_for


class NoNews(Refused):
    """Nobody could read what the mail is about."""

    code = "no-news"
    sentence = _("This update was taken back, so nobody is written to. Nothing was changed.")


@transaction.atomic
def mail_update(*, update: CampaignUpdate, addresses: Mapping[UUID, str], last: UUID, by: Member, at: datetime) -> CampaignUpdate:
    """Queue the mails of one piece of signatures that ends with ``last``; a piece that was sent before is passed over.

    Only how many is kept, and up to which random id; the addresses are in memory and in sealed mails alone.

    :raises Http404: if the member does not hold the campaign's vault
    :raises NoNews: if the update was taken back
    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    campaign = take_campaign(campaign=update.campaign, by=by, may_have_ended=True)
    vault_for(by, campaign.vault_id)  # type: ignore[arg-type]  # none is held by nobody
    kept = CampaignUpdate.objects.select_for_update().get(pk=update.pk)
    if kept.taken_back_at:
        raise NoNews
    fresh = {signature: mail for signature, mail in addresses.items() if signature.hex > kept.mailed_to}
    page = f"{settings.PUBLIC_ADDRESS.rstrip('/')}/{campaign.publication.original}/{campaign.crisis.slug}/petitions/{campaign.slug}/"
    if last.hex > kept.mailed_to:
        queued = queue_news(roll=campaign.roll, addresses=fresh, page=page, on=at.date())
        kept.mailed, kept.mailed_to, kept.mailed_on = kept.mailed + queued, last.hex, at.date()
        kept.save(update_fields=["mailed", "mailed_to", "mailed_on"])
        if queued:
            record("petitions.update-mailed", kept.reference, by=by.reference, at=day_of(at), mails=queued)
    return kept
