"""Write down for the database of signatures what it must know of a campaign. The two databases share no transaction."""

from datetime import datetime
from typing import Any

from django.db import transaction

from safeconduct.petitions.models import Campaign
from safeconduct.petitions.queries.standing import roll_fields, sealing_fields
from safeconduct.signing.models import Roll


def write_roll(campaign: Campaign, *, at: datetime, key_check: bytes | None = None) -> Roll | None:
    """Make the campaign's roll, or bring it up to what the campaign is now; ``None`` while the campaign has no vault.

    Written twice it changes nothing the second time, so that whoever is unsure whether it was written writes it again; then it takes no
    lock either, which signatures would have to wait for. Switches are left as they are; ``key_check`` is kept where it is given.
    """
    roll = Roll.objects.filter(pk=campaign.roll).first()
    if roll is not None and not _changes(campaign, roll, at=at, key_check=key_check):
        return roll
    with transaction.atomic(using="signing"):
        # The lock first and then the look at the campaign: whoever looked earlier must not write later.
        roll = Roll.objects.select_for_update().filter(pk=campaign.roll).first()
        if roll is None:
            fields = _fields(campaign, at=at, key_destroyed=False, key_check=key_check)
            return Roll.objects.get_or_create(pk=campaign.roll, defaults=fields)[0] if "vault" in fields else None
        changes = _changes(campaign, roll, at=at, key_check=key_check)
        if changes:
            for name, value in changes.items():
                setattr(roll, name, value)
            roll.revision += 1
            roll.save(update_fields=[*changes, "revision"])
        return roll


def _changes(campaign: Campaign, roll: Roll, *, at: datetime, key_check: bytes | None) -> dict[str, Any]:
    fields = _fields(campaign, at=at, key_destroyed=roll.key_destroyed_on is not None, key_check=key_check)
    return {name: value for name, value in fields.items() if _plain(getattr(roll, name)) != value}


def _fields(campaign: Campaign, *, at: datetime, key_destroyed: bool, key_check: bytes | None) -> dict[str, Any]:
    now = Campaign.objects.select_related("crisis", "publication", "vault").get(pk=campaign.pk)
    fields = roll_fields(now, at=at, key_destroyed=key_destroyed) | sealing_fields(now)
    return fields if key_check is None else fields | {"key_check": key_check}


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value
