"""Let the campaign follow when a signer is seen less than before, or goes: names leave the pages, and addressees are to be told."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.petitions.actions.take_back_reason import take_back_reason
from safeconduct.petitions.models import Campaign, Reason
from safeconduct.petitions.queries.signers import lists_with
from safeconduct.signing.queries.own import OwnSignature
from safeconduct.signing.rules.kinds import HANDED_OVER, Visibility
from safeconduct.vault.format.signatures import read_token, reason_owner


@transaction.atomic
def follow_hiding(*, was: OwnSignature, visibility: Visibility, at: datetime) -> int:
    """Take the name off the signer's reason and have the pages made anew; give in how many lists that were handed over it stands.

    ``was`` is the signature as it was before. Where a name goes from which lists were made, each keeps how many went: one number, no name.
    """
    if visibility is Visibility.PUBLIC:
        return 0
    Reason.objects.filter(owner=reason_owner(read_token(was.token))).update(name="", country="")
    _anew(was, at)
    return 0 if visibility in HANDED_OVER else note_erasure_after_handover(was=was)


@transaction.atomic
def follow_leaving(*, was: OwnSignature, at: datetime) -> int:
    """Erase the signer's reason and have the pages made anew; give in how many lists that were handed over the name stands."""
    take_back_reason(token=was.token, at=at)
    _anew(was, at)
    return note_erasure_after_handover(was=was)


def note_erasure_after_handover(*, was: OwnSignature) -> int:
    """Count with each list that was handed over that one of its names is to go, so that its owner tells the addressee; give how many lists.

    Which name it was nobody here can say: it lay sealed, and is deleted. The signer alone can tell the addressee, and is told so.
    """
    return lists_with(was).update(gone_since=F("gone_since") + 1)


def _anew(was: OwnSignature, at: datetime) -> None:
    campaign = Campaign.objects.select_related("crisis").filter(roll=was.roll).first()
    if campaign is not None:
        mark_changed(crisis=campaign.crisis, at=at)
