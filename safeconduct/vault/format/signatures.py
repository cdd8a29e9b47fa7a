"""What a signature of a petition is sealed with, and the keyed tags by which two of them are compared.

Three secrets, kept apart. The campaign's *key* (32 bytes, in memory alone, a copy in the campaign's vault) makes tags. The signer's
*token* (32 signs, 160 bits, in the signer's mail alone) leads to the signature and opens the signer's own copy. The *mail key*
(32 bytes, in memory alone) seals what waits to be mailed.
"""

import base64
import hashlib
import hmac
import secrets
from typing import Any

from safeconduct.vault.format.aead import new_nonce, seal, unseal
from safeconduct.vault.format.ages import Recipient
from safeconduct.vault.format.errors import NotSealed
from safeconduct.vault.format.messages import seal_message
from safeconduct.vault.format.octets import NONCE_LENGTH, canonical, pad, read_canonical

KEY_LENGTH = 32
TAG_LENGTH = 16
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
TOKEN_LENGTH, CODE_LENGTH = 32, 10
TOKEN_BYTES = TOKEN_LENGTH * 5 // 8
TO_CROCKFORD = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", ALPHABET.encode())
MISREAD = str.maketrans("ILOU", "110V")


def new_key() -> bytes:
    """Make the key of a campaign, or of mails."""
    return secrets.token_bytes(KEY_LENGTH)


def tag_of(key: bytes, what: str, text: str) -> bytes:
    """Give the keyed tag (16 bytes) of a text: ``what`` is address, person, domain, code or check (HMAC-SHA-256, cut)."""
    return _hmac(key, f"{what}\0{text}".encode())[:TAG_LENGTH]


def new_token(random: bytes | None = None) -> str:
    """Make what stands in a signer's link: 32 signs; its first ten are the code that may be typed instead.

    ``random`` is 20 random bytes where the caller has drawn them already.
    """
    return base64.b32encode(random or secrets.token_bytes(TOKEN_BYTES)).translate(TO_CROCKFORD).decode()


def read_token(text: str) -> str:
    """Give a token or code as it was made, however it was typed: small letters, spaces, dashes, an O for a nought."""
    return "".join(text.upper().translate(MISREAD).replace("-", "").split())


def code_of(token: str) -> str:
    """Give the short code of a token. It confirms and does nothing else; the rest of the token cannot be told from it."""
    return token[:CODE_LENGTH]


def token_hash(token: str) -> bytes:
    """Give what the server keeps of a token (16 bytes): nobody finds 160 bits by trying."""
    return hashlib.sha256(b"safeconduct/signature|" + token.encode()).digest()[:TAG_LENGTH]


def reason_owner(token: str) -> bytes:
    """Give what is kept with a reason so that its writer can take it back (16 bytes). It does not lead to the signature."""
    return hashlib.sha256(b"safeconduct/reason|" + token.encode()).digest()[:TAG_LENGTH]


def seal_own(token: str, fields: dict[str, Any], nonce: bytes | None = None) -> bytes:
    """Seal the signer's own copy under what the link holds. ``nonce`` is 12 random bytes, here and below, where they are drawn already."""
    nonce = nonce or new_nonce()
    return nonce + seal(_own_key(token), nonce, canonical(fields), b"own")


def open_own(token: str, blob: bytes) -> dict[str, Any]:
    """Open the signer's own copy.

    Raises NotSealed for another token, or where nothing was kept.
    """
    return _read(unseal(_own_key(token), blob[:NONCE_LENGTH], blob[NONCE_LENGTH:], b"own"))


def seal_way(key: bytes, address: str, token: str, nonce: bytes | None = None) -> bytes:
    """Seal a token, so that its link can be mailed again once somebody names the address (in canonical form), while the key is there."""
    nonce = nonce or new_nonce()
    return nonce + seal(_way_key(key, address), nonce, token.encode(), b"way")


def open_way(key: bytes, address: str, blob: bytes) -> str:
    """Open what leads back to a signature.

    Raises NotSealed for another address or key.
    """
    return unseal(_way_key(key, address), blob[:NONCE_LENGTH], blob[NONCE_LENGTH:], b"way").decode()


def seal_signature(recipient: str, fields: dict[str, Any]) -> bytes:
    """Seal a signature to the campaign's vault, padded: its length tells only which bucket it fills."""
    return seal_message(recipient, {**fields, "v": 1})


class Sealer:
    """What seals the signatures of one campaign, thousands in a second: the recipient is read once."""

    __slots__ = ("_recipient",)

    def __init__(self, recipient: str) -> None:
        self._recipient = Recipient(recipient)

    def seal(self, fields: dict[str, Any]) -> bytes:
        """Seal a signature, as ``seal_signature`` does."""
        return self._recipient.seal(pad(canonical({**fields, "v": 1})))


def seal_mail(key: bytes, fields: dict[str, Any], nonce: bytes | None = None) -> bytes:
    """Seal what is needed to send a mail."""
    nonce = nonce or new_nonce()
    return nonce + seal(key, nonce, canonical(fields), b"mail")


def open_mail(key: bytes, blob: bytes) -> dict[str, Any]:
    """Open what is needed to send a mail.

    Raises NotSealed where the key is another: the machine was off meanwhile.
    """
    return _read(unseal(key, blob[:NONCE_LENGTH], blob[NONCE_LENGTH:], b"mail"))


def _own_key(token: str) -> bytes:
    return _hmac(token.encode(), b"safeconduct/own")


def _way_key(key: bytes, address: str) -> bytes:
    return _hmac(key, f"way\0{address}".encode())


def _hmac(key: bytes, message: bytes) -> bytes:
    # As quick as hmac.digest, which lets go of Python's lock each time: in a surge another thread takes it, and a tag waits for that one.
    return hmac.new(key, message, "sha256").digest()


def _read(data: bytes) -> dict[str, Any]:
    fields = read_canonical(data)
    if not isinstance(fields, dict):
        raise NotSealed("This is not what is kept of a signature.")
    return fields
