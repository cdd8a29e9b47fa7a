"""Destroy the key of a roll, and what it left on each signature."""

from datetime import date
from uuid import UUID

from django.db import transaction

from safeconduct.signing.models import Roll, Signature
from safeconduct.signing.storing.alone import DATABASE
from safeconduct.signing.storing.forgetting import PIECE, drop_what_was_replaced, forget_between
from safeconduct.signing.storing.ram import drop_campaign_key, drop_own_key


def destroy_key(*, roll: UUID, on: date) -> int:
    """Let the key go from memory, close the roll for good, and put chance in place of every tag; give how many were replaced.

    In pieces, so that a million signatures keep nobody waiting. The roll's check stays until a second time, a minute later, has swept up
    what was on its way when the roll closed, or what an interruption left; see ``unfinished_rolls``. The stand-in for a key that was
    absent goes too.
    """
    with transaction.atomic(using=DATABASE):
        kept = Roll.objects.select_for_update().filter(pk=roll).first()
        if kept is None:
            return 0
        is_second = kept.key_destroyed_on is not None
        if not is_second:
            kept.state, kept.key_destroyed_on = "closed", on
            kept.revision += 1
            kept.save(update_fields=["state", "key_destroyed_on", "revision"])
    drop_keys(roll)
    count = _forget_tags(roll)
    if is_second:
        Roll.objects.filter(pk=roll).update(key_check=b"")
    return count


def drop_keys(roll: UUID) -> None:
    """Let the key of a roll, and its stand-in, go from this machine's memory."""
    drop_campaign_key(roll)
    drop_own_key(f"provisional-{roll.hex}")


def unfinished_rolls() -> list[UUID]:
    """Give the rolls whose key was destroyed and whose signatures are still to be swept once more."""
    return list(Roll.objects.filter(key_destroyed_on__isnull=False).exclude(key_check=b"").values_list("pk", flat=True))


def _forget_tags(roll: UUID) -> int:
    rows, count = Signature.objects.filter(roll=roll).order_by("pk").values_list("pk", flat=True), 0
    piece = list(rows[:PIECE])
    while piece:
        count += forget_between(roll, piece[0], piece[-1])
        piece = list(rows.filter(pk__gt=piece[-1])[:PIECE])
    drop_what_was_replaced()
    return count
