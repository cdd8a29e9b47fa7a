"""Let the campaign follow when a signer goes: the reason is erased, the name leaves the pages, and addressees are to be told."""

from datetime import datetime

from django.db import transaction

from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.petitions.actions.note_erasure_after_handover import note_erasure_after_handover
from safeconduct.petitions.actions.take_back_reason import take_back_reason
from safeconduct.petitions.models import Campaign
from safeconduct.signing.queries.own import OwnSignature


@transaction.atomic
def follow_leaving(*, was: OwnSignature, at: datetime) -> int:
    """Erase the signer's reason and have the pages made anew; give in how many lists that were handed over the name stands.

    ``was`` is the signature as it was before.
    """
    take_back_reason(token=was.token, at=at)
    campaign = Campaign.objects.select_related("crisis").filter(roll=was.roll).first()
    if campaign is not None:
        mark_changed(crisis=campaign.crisis, at=at)
    return note_erasure_after_handover(was=was)
