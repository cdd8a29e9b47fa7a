"""A member's own keys, as their browser asks for them."""

import hmac
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from safeconduct.kit.talking import base64_of
from safeconduct.people.access import handle_from, member_with_handle, root_key
from safeconduct.people.models import Member, UnlockSlot
from safeconduct.vault.format.staff import LANES, MEMORY_KIB, PASSES, SALT_LENGTH
from safeconduct.vault.models import Keyring


@dataclass(frozen=True, slots=True)
class Measures:
    """How a passphrase is stretched."""

    salt: bytes
    memory_kib: int
    passes: int
    lanes: int


def measures_for(handle: str) -> Measures:
    """Give how the passphrase of this name is stretched; for a name that nobody has, always the same that nobody can tell from it."""
    name = handle_from(handle)
    made_up = hmac.digest(settings.SECRET_KEY.encode(), f"salt|{name}".encode(), "sha256")[:SALT_LENGTH]
    member = member_with_handle(name)
    slot = UnlockSlot.objects.filter(member=member.pk if member else 0, kind="passphrase").first()
    if slot is None:
        return Measures(made_up, MEMORY_KIB, PASSES, LANES)
    return Measures(bytes(slot.salt), slot.memory_kib, slot.passes, slot.lanes)


def keys_of(member: Member) -> dict[str, Any]:
    """Give who the member is and what they need to unlock; withheld keys are not in it."""
    is_withheld = member.withheld_on is not None
    slots = [] if is_withheld else [_slot(slot) for slot in UnlockSlot.objects.filter(member=member.pk).order_by("kind")]
    keyring = None if is_withheld else Keyring.objects.filter(member=member.pk).first()
    organisation = member.organisation
    return {
        "member": member.reference,
        "handle": member.handle,
        "name": member.name,
        "organisation": {"reference": organisation.reference, "name": organisation.name},
        "permissions": sorted(member.permissions),
        "instance": settings.INSTANCE_ID,
        "slots": slots,
        "keyring": {"version": keyring.version, "blob": base64_of(keyring.blob)} if keyring else None,
        "root_key": base64_of(root_key()),
        "withheld": is_withheld,
    }


def recovery_of(slot: UnlockSlot) -> dict[str, Any]:
    """Give what a recovery kit opens."""
    return {"id": str(slot.pk), "kind": slot.kind, "blob": base64_of(slot.blob)}


def _slot(slot: UnlockSlot) -> dict[str, Any]:
    short = recovery_of(slot)
    if slot.kind == "recovery":
        return short
    return {**short, "salt": base64_of(slot.salt), "memory_kib": slot.memory_kib, "passes": slot.passes, "lanes": slot.lanes}
