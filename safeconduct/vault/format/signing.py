"""Signatures (Ed25519, RFC 8032) and the fingerprint by which two people compare a key."""

import hashlib
import secrets

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from safeconduct.vault.format.lists import numbers_of

KEY_LENGTH = 32
SIGNATURE_LENGTH = 64
FINGERPRINT_LENGTH = 10


def new_seed() -> bytes:
    """Make a signing seed: 32 random bytes."""
    return secrets.token_bytes(KEY_LENGTH)


def public_key(seed: bytes) -> bytes:
    """Give the 32-byte public key of a seed."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def sign(seed: bytes, message: bytes) -> bytes:
    """Sign; the signature has 64 bytes."""
    return Ed25519PrivateKey.from_private_bytes(seed).sign(message)


def verify(key: bytes, message: bytes, signature: bytes) -> bool:
    """Tell whether the holder of this public key signed this message."""
    if len(key) != KEY_LENGTH or len(signature) != SIGNATURE_LENGTH:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def fingerprint(key: bytes) -> list[int]:
    """Give the eight numbers of a key, from 0 to 2047; said as words, two people compare them."""
    digest = hashlib.sha256(b"safeconduct/v1/fingerprint" + key).digest()
    return numbers_of(digest[:FINGERPRINT_LENGTH])
