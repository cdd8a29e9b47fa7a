"""AES-256-GCM with padding, bound to what it belongs to."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from safeconduct.vault.format.errors import NotSealed
from safeconduct.vault.format.octets import NONCE_LENGTH

TAG_LENGTH = 16


def new_nonce() -> bytes:
    """Make a nonce: 12 random bytes."""
    return secrets.token_bytes(NONCE_LENGTH)


def seal(key: bytes, nonce: bytes, data: bytes, context: bytes) -> bytes:
    """Seal the data; whoever opens it must name the same context."""
    return AESGCM(key).encrypt(nonce, data, context)


def unseal(key: bytes, nonce: bytes, sealed: bytes, context: bytes) -> bytes:
    """Open what was sealed under this key for this context.

    Raises NotSealed for another key, another context, or changed bytes: the three cannot be told apart.
    """
    if len(nonce) != NONCE_LENGTH or len(sealed) < TAG_LENGTH:
        raise NotSealed("This is too short to be sealed.")
    try:
        return AESGCM(key).decrypt(nonce, sealed, context)
    except InvalidTag as problem:
        raise NotSealed("This does not open: another key, another place, or changed bytes.") from problem
