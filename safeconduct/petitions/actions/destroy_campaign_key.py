"""Destroy the key of a campaign that takes no more signatures, and all that was made with it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.petitions.actions.write_roll import write_roll
from safeconduct.petitions.models import Campaign
from safeconduct.petitions.queries.standing import standing_of
from safeconduct.petitions.rules.rolls import CLOSED, roll_state
from safeconduct.signing.actions.destroy_key import destroy_key
from safeconduct.signing.models import Roll
from safeconduct.vault.actions.destroy_record import destroy_lost_record


class StillCollecting(Refused):
    """Without the key nobody finds duplicates."""

    sentence = _("People can still sign this campaign, and duplicates are found by its key. Close it first.")
    code = "still-collecting"


def destroy_campaign_key(*, campaign: Campaign, by: Member | None = None, at: datetime) -> None:
    """Destroy it everywhere: in memory, sealed in the vault, and in what it left on each signature.

    From then on nobody can tell whether an address has signed, and the campaign cannot be opened again. A machine that falls over
    in between begins anew the next minute; done twice it changes nothing. ``by`` is nobody where its day had come.

    :raises StillCollecting: if it can still be signed
    """
    now = Campaign.objects.select_related("crisis", "publication", "vault").get(pk=campaign.pk)
    if roll_state(standing_of(now, at=at), on=at.date()) != CLOSED:
        raise StillCollecting
    roll = write_roll(now, at=at)
    if roll is None:
        return
    is_first = not Roll.objects.filter(pk=roll.pk, key_destroyed_on__isnull=False).exists()
    with transaction.atomic():
        if now.vault_id is not None and now.key_record is not None:
            destroy_lost_record(vault=now.vault_id, id_=now.key_record, at=at)
            Campaign.objects.filter(pk=now.pk).update(key_record=None)
        if is_first:
            record("petitions.key-destroyed", now.reference, by=by.reference if by else "", at=day_of(at))
    destroy_key(roll=roll.pk, on=at.date())
