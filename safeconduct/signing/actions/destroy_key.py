"""Destroy the key of a roll, and what it left on each signature."""

from datetime import date
from uuid import UUID

from django.db import transaction

from safeconduct.signing.models import Roll
from safeconduct.signing.storing.alone import DATABASE
from safeconduct.signing.storing.forgetting import forget_tags
from safeconduct.signing.storing.ram import drop_campaign_key, drop_own_key


def destroy_key(*, roll: UUID, on: date) -> int:
    """Let the key go from memory, close the roll for good, and put chance in place of every tag; give how many were replaced.

    In pieces, so that a million signatures keep nobody waiting. Interrupted, it is begun anew; done twice, it changes nothing that
    anybody could notice. The stand-in for a key that was absent goes too.
    """
    with transaction.atomic(using=DATABASE):
        kept = Roll.objects.select_for_update().filter(pk=roll).first()
        if kept is None:
            return 0
        kept.key_check, kept.state = b"", "closed"
        kept.key_destroyed_on = kept.key_destroyed_on or on
        kept.revision += 1
        kept.save(update_fields=["key_check", "state", "key_destroyed_on", "revision"])
    drop_campaign_key(roll)
    drop_own_key(f"provisional-{roll.hex}")
    return forget_tags(roll)
