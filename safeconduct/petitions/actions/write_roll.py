"""Write down for the database of signatures what it must know of a campaign. The two databases share no transaction."""

from datetime import datetime

from django.db import transaction

from safeconduct.petitions.models import Campaign
from safeconduct.petitions.queries.standing import roll_fields, sealing_fields
from safeconduct.signing.models import Roll


def write_roll(campaign: Campaign, *, at: datetime, key_check: bytes | None = None) -> Roll | None:
    """Make the campaign's roll, or bring it up to what the campaign is now; ``None`` while the campaign has no vault.

    Written twice it changes nothing the second time, so that whoever is unsure whether it was written writes it again.
    Switches are left as they are; ``key_check`` is kept where it is given.
    """
    now = Campaign.objects.select_related("crisis", "publication", "vault").get(pk=campaign.pk)
    with transaction.atomic(using="signing"):
        roll = Roll.objects.select_for_update().filter(pk=now.roll).first()
        fields = roll_fields(now, at=at, key_destroyed=bool(roll and roll.key_destroyed_on))
        fields |= sealing_fields(now)
        if key_check is not None:
            fields["key_check"] = key_check
        if roll is None and now.vault is None:
            return None  # there is nothing yet to which a signature could be sealed
        if roll is None:
            return Roll.objects.get_or_create(pk=now.roll, defaults=fields)[0]
        changed = [name for name, value in fields.items() if _plain(getattr(roll, name)) != value]
        if changed:
            for name in changed:
                setattr(roll, name, fields[name])
            roll.revision += 1
            roll.save(update_fields=[*changed, "revision"])
        return roll


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value
