"""A member's new keys as a browser sends them: every length and measure is checked, nothing can be opened."""

import base64
import binascii
from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from safeconduct.kit.refusals import Refused
from safeconduct.kit.talking import Given, NotUnderstood
from safeconduct.vault.format.members import PublicKeys
from safeconduct.vault.format.octets import KEY_LENGTH, is_bucket
from safeconduct.vault.format.roots import is_recipient
from safeconduct.vault.format.signing import SIGNATURE_LENGTH
from safeconduct.vault.format.staff import LANES, MEMORY_KIB, PASSES, SALT_LENGTH
from safeconduct.vault.rules.one_time import SECRET_LENGTH

AROUND = 12 + 16  # the nonce before a sealed thing and the tag after it
LARGEST_SLOT, LARGEST_KEYRING = 1024 + AROUND, 4 * 262_144 + AROUND
MOST_MEMORY_KIB, MOST_PASSES = 1_048_576, 10
DIGEST_LENGTH = 32


class WeakKeys(Refused):
    """The passphrase would be stretched too little, or too much for a telephone."""

    status, code = HTTPStatus.BAD_REQUEST, "weak"
    sentence = _("These keys would be too easy to guess. Nothing was changed. Load the page again: your browser may have an old one.")


@dataclass(frozen=True, slots=True, repr=False)
class NewSlot:
    """Sealed keys; a recovery slot has neither salt nor measures."""

    id: UUID
    blob: bytes
    salt: bytes = b""
    memory_kib: int = 0
    passes: int = 0
    lanes: int = 0


@dataclass(frozen=True, slots=True, repr=False)
class NewFactor:
    """The secret of one-time codes, and the code that proves that the telephone has it."""

    secret: bytes
    code: str


@dataclass(frozen=True, slots=True, repr=False)
class NewKeys:
    """Everything that somebody joins with."""

    auth: bytes
    slot: NewSlot
    recovery_auth: bytes
    recovery: NewSlot
    bundle: PublicKeys
    factor: NewFactor


def keys_from(given: Given, *, member: str) -> NewKeys:
    """Read what a join sends; ``member`` is the reference that the invitation holds, whatever the browser believes.

    :raises NotUnderstood: if a part is missing or has another shape
    :raises WeakKeys: if the passphrase is stretched less than the format demands
    """
    recovery = given.inner("recovery")
    return NewKeys(
        auth=auth_from(given),
        slot=slot_from(given.inner("slot")),
        recovery_auth=auth_from(recovery),
        recovery=_recovery_from(recovery.inner("slot")),
        bundle=_bundle_from(given.inner("bundle"), member),
        factor=factor_from(given.inner("factor")),
    )


def auth_from(given: Given) -> bytes:
    """Give what takes the place of a passphrase: 32 bytes that were derived from it."""
    return given.octets("auth", length=KEY_LENGTH)


def slot_from(given: Given) -> NewSlot:
    """Read a passphrase slot."""
    if given.text("kind") != "passphrase":
        raise NotUnderstood
    slot = NewSlot(
        id=given.uuid("id"),
        blob=sealed_from(given, largest=LARGEST_SLOT),
        salt=given.octets("salt", length=SALT_LENGTH),
        memory_kib=given.whole("memory_kib"),
        passes=given.whole("passes"),
        lanes=given.whole("lanes"),
    )
    if not (MEMORY_KIB <= slot.memory_kib <= MOST_MEMORY_KIB and PASSES <= slot.passes <= MOST_PASSES and slot.lanes == LANES):
        raise WeakKeys
    return slot


def _recovery_from(given: Given) -> NewSlot:
    if given.text("kind") != "recovery":
        raise NotUnderstood
    return NewSlot(id=given.uuid("id"), blob=sealed_from(given, largest=LARGEST_SLOT))


def sealed_from(given: Given, *, largest: int) -> bytes:
    """Read a sealed thing of the sizes that sealed things have."""
    blob = given.octets("blob")
    if len(blob) > largest or not is_bucket(len(blob) - AROUND):
        raise NotUnderstood
    return blob


def factor_from(given: Given) -> NewFactor:
    """Read a second factor; its secret is 20 bytes in base32."""
    try:
        secret = base64.b32decode(given.text("secret", most=64))
    except (binascii.Error, ValueError):
        raise NotUnderstood from None
    if len(secret) != SECRET_LENGTH:
        raise NotUnderstood
    return NewFactor(secret, given.text("code", most=20))


def _bundle_from(given: Given, member: str) -> PublicKeys:
    recipient = given.text("recipient")
    if not is_recipient(recipient):
        raise NotUnderstood
    previous = given.octets("previous", may_be_empty=True)
    if len(previous) not in {0, DIGEST_LENGTH}:
        raise NotUnderstood
    return PublicKeys(
        member=member,
        sequence=given.whole("sequence", least=1, most=1000),
        recipient=recipient,
        signing_key=given.octets("signing_key", length=KEY_LENGTH),
        created=given.day("created").isoformat(),
        previous=previous,
        signature=given.octets("signature", length=SIGNATURE_LENGTH),
    )
