"""What the intake keeps for minutes of a person without scripts, in memory, opened only by what that person's browser holds.

A *pass* is random bytes in a cookie or in a page. What is kept lies under ``SHA-256(PAE(kind, pass))`` as
``nonce || AES-256-GCM(HKDF(pass, "", "safeconduct/v1/visit/" || kind, 32), nonce, pad(data), kind)``.
"""

import hashlib
import secrets

from safeconduct.vault.format.aead import new_nonce, seal, unseal
from safeconduct.vault.format.octets import NONCE_LENGTH, hkdf, pad, pae, unpad

PASS_LENGTH = 32


def new_pass() -> bytes:
    """Make a pass: 32 random bytes."""
    return secrets.token_bytes(PASS_LENGTH)


def name_of(pass_: bytes, kind: str) -> str:
    """Give the name under which something is kept, 64 hexadecimal letters; the pass does not follow from it."""
    return hashlib.sha256(pae(kind, pass_)).hexdigest()


def seal_visit(pass_: bytes, kind: str, data: bytes) -> bytes:
    """Seal so that only this pass opens it."""
    nonce = new_nonce()
    return nonce + seal(_key(pass_, kind), nonce, pad(data), kind.encode())


def open_visit(pass_: bytes, kind: str, kept: bytes) -> bytes:
    """Open what was kept.

    Raises NotSealed for another pass or kind.
    """
    return unpad(unseal(_key(pass_, kind), kept[:NONCE_LENGTH], kept[NONCE_LENGTH:], kind.encode()))


def _key(pass_: bytes, kind: str) -> bytes:
    return hkdf(pass_, b"", f"safeconduct/v1/visit/{kind}")
