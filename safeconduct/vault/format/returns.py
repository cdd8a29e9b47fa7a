"""How the address to which an undeliverable mail comes back leads to a row, and tells nothing to whoever lacks the key."""

import hmac
from base64 import b32decode, b32encode

from safeconduct.vault.format.signatures import TAG_LENGTH, tag_of

HALF = 8


def hide_id(key: bytes, number: bytes) -> str:
    """Give a row's id (16 bytes) as it may stand in the sender's address of a mail: 39 signs that tell nothing to who lacks the key.

    The tag of the id is at once what hides it and what shows that nobody made it up (the way of SIV).
    """
    tag = tag_of(key, "return", number.hex())[:HALF]
    return b32encode(tag + _xor(number, tag_of(key, "return-pad", tag.hex()))).decode().rstrip("=").lower()


def found_id(key: bytes, text: str) -> bytes | None:
    """Give the id that was hidden so; ``None`` of any other text, and under another key."""
    try:
        octets = b32decode(text.upper() + "=" * (-len(text) % 8))
    except ValueError:
        return None
    tag, hidden = octets[:HALF], octets[HALF:]
    if len(hidden) != TAG_LENGTH:
        return None
    number = _xor(hidden, tag_of(key, "return-pad", tag.hex()))
    return number if hmac.compare_digest(tag, tag_of(key, "return", number.hex())[:HALF]) else None


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
