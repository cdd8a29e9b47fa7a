"""How a member unlocks: what follows from a passphrase or a recovery kit, and the slots that open with it.

Six pieces of JSON and bytes; the server keeps them and opens one, the second factor, while its member is signing in.
"""

import secrets
import unicodedata
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from argon2.low_level import ARGON2_VERSION, Type, hash_secret_raw

from safeconduct.vault.format import aead
from safeconduct.vault.format.errors import NotSealed
from safeconduct.vault.format.lists import LIST_LENGTH, SECRET_LENGTH, list_of
from safeconduct.vault.format.octets import (
    KEY_LENGTH,
    NONCE_LENGTH,
    canonical,
    from_text,
    hkdf,
    pad,
    pae,
    read_canonical,
    to_text,
    u32be,
    unpad,
)
from safeconduct.vault.format.signing import public_key

MEMORY_KIB, PASSES, LANES = 131_072, 3, 1
SALT_LENGTH = 16
KIT_LENGTH = 2 * SECRET_LENGTH
PASSPHRASE_WORDS = 6
FACTOR_LENGTH = 20


@dataclass(frozen=True, repr=False)
class MasterKeys:
    """What follows from a passphrase or a kit: ``auth`` is sent to sign in, ``kek`` opens the slot and goes nowhere."""

    auth: bytes
    kek: bytes


@dataclass(frozen=True, repr=False)
class UserBundle:
    """A member's secret keys: the age identity, and the seed of the signing key. ``created`` is a day."""

    member: str
    identity: str
    seed: bytes
    created: str

    @property
    def signing_key(self) -> bytes:
        """The public half of the signing key."""
        return public_key(self.seed)

    def to_bytes(self) -> bytes:
        """Write as what a slot seals."""
        return canonical({"created": self.created, "identity": self.identity, "member": self.member, "seed": to_text(self.seed), "v": 1})

    @classmethod
    def from_bytes(cls, data: bytes) -> "UserBundle":
        """Read what a slot sealed.

        Raises NotSealed where it is no bundle.
        """
        said = read_canonical(data)
        if not isinstance(said, dict) or set(said) != {"created", "identity", "member", "seed", "v"} or said["v"] != 1:
            raise NotSealed("This is no bundle of keys.")
        return cls(said["member"], said["identity"], from_text(said["seed"], KEY_LENGTH), said["created"])


def derive(passphrase: str, salt: bytes, *, memory_kib: int = MEMORY_KIB, passes: int = PASSES, lanes: int = LANES) -> MasterKeys:
    """Give what follows from a passphrase (Argon2id, RFC 9106). A client refuses less than 131,072 KiB or three passes.

    Raises ValueError for a salt that is not 16 bytes.
    """
    if len(salt) != SALT_LENGTH:
        raise ValueError("A salt has 16 bytes.")
    secret = unicodedata.normalize("NFKC", passphrase).encode()
    master = hash_secret_raw(secret, salt, passes, memory_kib, lanes, KEY_LENGTH, Type.ID, ARGON2_VERSION)
    return MasterKeys(hkdf(master, b"", "safeconduct/v1/staff/auth"), hkdf(master, b"", "safeconduct/v1/staff/wrap"))


def new_kit() -> bytes:
    """Make a recovery kit: 20 random bytes, written as two codes of eight words."""
    return secrets.token_bytes(KIT_LENGTH)


def kit_keys(kit: bytes) -> MasterKeys:
    """Give what follows from a recovery kit; it is random, so nothing needs stretching.

    Raises ValueError for a kit that is not 20 bytes.
    """
    if len(kit) != KIT_LENGTH:
        raise ValueError("A kit has 20 bytes.")
    return MasterKeys(hkdf(kit, b"", "safeconduct/v1/staff/kit-auth"), hkdf(kit, b"", "safeconduct/v1/staff/kit-wrap"))


def new_passphrase(language: str = "en") -> str:
    """Make a passphrase: six random words out of 2048, 66 bits."""
    words = list_of(language)
    return " ".join(words[secrets.randbelow(LIST_LENGTH)] for _ in range(PASSPHRASE_WORDS))


def seal_slot(kek: bytes, bundle: UserBundle, *, slot: UUID, kind: str, nonce: bytes | None = None) -> bytes:
    """Seal a member's keys; ``kind`` is ``passphrase`` or ``recovery``."""
    return _seal(kek, pad(bundle.to_bytes()), _slot_context(bundle.member, slot, kind), nonce)


def open_slot(kek: bytes, blob: bytes, *, member: str, slot: UUID, kind: str) -> UserBundle:
    """Open a member's keys.

    Raises NotSealed for another key, member, slot or kind.
    """
    bundle = UserBundle.from_bytes(unpad(_open(kek, blob, _slot_context(member, slot, kind))))
    if bundle.member != member:
        raise NotSealed("These are somebody else's keys.")
    return bundle


def seal_factor(auth: bytes, secret: bytes, *, member: str, nonce: bytes | None = None) -> bytes:
    """Seal the secret of one-time codes under what the member sends to sign in."""
    return _seal(_factor_key(auth), secret, pae("safeconduct/v1/factor", member), nonce)


def open_factor(auth: bytes, blob: bytes, *, member: str) -> bytes:
    """Open the secret of one-time codes.

    Raises NotSealed for another member, or where this is not what the member signs in with.
    """
    return _open(_factor_key(auth), blob, pae("safeconduct/v1/factor", member))


def seal_keyring(seed: bytes, keyring: dict[str, Any], *, member: str, version: int, nonce: bytes | None = None) -> bytes:
    """Seal what a member's client remembers between visits; ``seed`` is the member's."""
    return _seal(_keyring_key(seed), pad(canonical({**keyring, "v": 1})), _keyring_context(member, version), nonce)


def open_keyring(seed: bytes, blob: bytes, *, member: str, version: int) -> dict[str, Any]:
    """Open what a member's client remembers: ``pins``, ``root_key``, ``roots``.

    Raises NotSealed for another member or version.
    """
    keyring = read_canonical(unpad(_open(_keyring_key(seed), blob, _keyring_context(member, version))))
    if not isinstance(keyring, dict) or set(keyring) != {"pins", "root_key", "roots", "v"} or keyring["v"] != 1:
        raise NotSealed("This is no keyring.")
    return keyring


def _seal(key: bytes, data: bytes, context: bytes, nonce: bytes | None) -> bytes:
    fresh = nonce or aead.new_nonce()
    return fresh + aead.seal(key, fresh, data, context)


def _open(key: bytes, blob: bytes, context: bytes) -> bytes:
    return aead.unseal(key, blob[:NONCE_LENGTH], blob[NONCE_LENGTH:], context)


def _slot_context(member: str, slot: UUID, kind: str) -> bytes:
    return pae("safeconduct/v1/slot", member, slot.bytes, kind)


def _keyring_context(member: str, version: int) -> bytes:
    return pae("safeconduct/v1/keyring", member, u32be(version))


def _factor_key(auth: bytes) -> bytes:
    return hkdf(auth, b"", "safeconduct/v1/staff/factor")


def _keyring_key(seed: bytes) -> bytes:
    return hkdf(seed, b"", "safeconduct/v1/staff/keyring")
