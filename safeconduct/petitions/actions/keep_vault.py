"""Give a campaign its vault: from then on signatures can be sealed, to its holders alone."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.petitions.actions.take_campaign import take_campaign
from safeconduct.petitions.actions.write_roll import write_roll
from safeconduct.petitions.models import Campaign
from safeconduct.vault.access import newest_records, vault_for

KEY_RECORD = "campaign.key"  # as client/sealed/petitions_acts.js names it


class VaultThere(Refused):
    """Signatures that were sealed to the first vault would open to nobody."""

    code = "vault-there"
    sentence = _("This campaign has a vault already. Nothing was changed; load the page again.")


class NoCampaignVault(Refused):
    """Signatures would lie among other things, or the key of the campaign nowhere."""

    code = "no-campaign-vault"
    sentence = _("Signatures lie in a vault of their own that holds the sealed key of the campaign. Nothing was changed; try again.")


def keep_vault(*, campaign: Campaign, vault: UUID, key_record: UUID, by: Member, at: datetime) -> Campaign:
    """Note in which vault signatures are sealed, and which record of it keeps the campaign's key; then tell the roll.

    :raises Http404: if the member does not hold the vault
    :raises NoCampaignVault: if it was made for something else, belongs to another campaign, or does not hold the record
    :raises VaultThere: if the campaign has a vault
    :raises NotOwning, NotPermitted, HasEnded: as ``take_campaign`` finds
    """
    with transaction.atomic():
        kept = take_campaign(campaign=campaign, by=by)
        found = vault_for(by, vault)
        if kept.vault_id is not None and (kept.vault_id, kept.key_record) != (found.pk, key_record):
            raise VaultThere
        is_taken = Campaign.objects.filter(vault=found).exclude(pk=kept.pk).exists()
        if found.kind != "campaign" or is_taken or not newest_records(found, [KEY_RECORD]).filter(record=key_record).exists():
            raise NoCampaignVault
        if kept.vault_id is None:
            kept.vault, kept.key_record = found, key_record
            kept.save(update_fields=["vault", "key_record"])
            record("petitions.vault-kept", kept.reference, by=by.reference, at=day_of(at), vault=str(found.pk))
    write_roll(kept, at=at)
    return kept
