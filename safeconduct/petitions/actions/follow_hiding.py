"""Let the campaign follow when a signer is seen less than before: the name leaves the pages, and addressees are to be told."""

from datetime import datetime

from django.db import transaction

from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.petitions.actions.note_erasure_after_handover import note_erasure_after_handover
from safeconduct.petitions.models import Campaign, Reason
from safeconduct.signing.queries.own import OwnSignature
from safeconduct.signing.rules.kinds import HANDED_OVER, Visibility
from safeconduct.vault.format.signatures import read_token, reason_owner


@transaction.atomic
def follow_hiding(*, was: OwnSignature, visibility: Visibility, at: datetime) -> int:
    """Take the name off the signer's reason and have the pages made anew; give in how many lists that were handed over it is to go.

    ``was`` is the signature as it was before, ``visibility`` what was chosen now.
    """
    if visibility is Visibility.PUBLIC:
        return 0
    Reason.objects.filter(owner=reason_owner(read_token(was.token))).update(name="", country="")
    campaign = Campaign.objects.select_related("crisis").filter(roll=was.roll).first()
    if campaign is not None:
        mark_changed(crisis=campaign.crisis, at=at)
    return 0 if visibility in HANDED_OVER else note_erasure_after_handover(was=was)
