"""What follows from the root of an epoch of a vault."""

from uuid import UUID

import pyrage

from safeconduct.vault.format import bech32
from safeconduct.vault.format.errors import NotSealed
from safeconduct.vault.format.octets import hkdf, pae, u32be

ROOT_LENGTH = 32
RECORD_KEY = b"safeconduct/v1/case/record"
IDENTITY_SEED = b"safeconduct/v1/case/identity"


def record_key(root: bytes, vault: UUID, epoch: int) -> bytes:
    """Give the 32-byte key under which the records of the epoch are sealed."""
    return hkdf(root, vault.bytes, RECORD_KEY + u32be(epoch))


def vault_identity(root: bytes, vault: UUID, epoch: int) -> str:
    """Give the age identity of the epoch."""
    return identity_of(hkdf(root, vault.bytes, IDENTITY_SEED + u32be(epoch)))


def identity_of(seed: bytes) -> str:
    """Write a 32-byte seed as an age identity."""
    return bech32.encode("age-secret-key-", seed).upper()


def recipient_of(identity: str) -> str:
    """Give the public recipient (``age1…``) of an identity.

    Raises NotSealed where this is no identity.
    """
    try:
        return str(pyrage.x25519.Identity.from_str(identity).to_public())
    except pyrage.IdentityError as problem:
        raise NotSealed("This is no age identity.") from problem


def is_recipient(text: str) -> bool:
    """Tell whether this is a recipient to which one may seal."""
    try:
        return str(pyrage.x25519.Recipient.from_str(text)) == text
    except pyrage.RecipientError:
        return False


def epoch_statement(vault: UUID, epoch: int, recipient: str) -> bytes:
    """Give what the maker of an epoch signs."""
    return pae("safeconduct/v1/epoch", vault.bytes, u32be(epoch), recipient)
