"""Give this machine's memory the key of a campaign: the first time, or again after it was switched off."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.people.models import Member
from safeconduct.petitions.actions.take_campaign import take_campaign
from safeconduct.petitions.models import Campaign
from safeconduct.signing.actions.hold_key import NoRoll, hold_key
from safeconduct.vault.access import vault_for


def restore_key(*, campaign: Campaign, key: bytes, by: Member, at: datetime) -> None:
    """Take the key; it lies on no disk, and the record says only that it was given.

    :raises Http404: if the member does not hold the campaign's vault
    :raises NoRoll, AnotherKey, KeyDestroyed: as ``hold_key`` finds
    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    with transaction.atomic():
        kept = take_campaign(campaign=campaign, by=by, may_have_ended=True)
        if kept.vault_id is None:
            raise NoRoll
        vault_for(by, kept.vault_id)
        is_first = hold_key(roll=kept.roll, key=key)
        record("petitions.key-given" if is_first else "petitions.key-restored", kept.reference, by=by.reference, at=day_of(at))
