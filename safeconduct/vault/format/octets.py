"""Bytes: how several things are joined so that nothing is read two ways, how lengths are hidden, how keys follow from keys."""

import base64
import binascii
import json
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from safeconduct.vault.format.errors import NotCanonical, NotPadded, NotSealed

KEY_LENGTH = 32
NONCE_LENGTH = 12
BUCKETS = (256, 1024, 4096, 16_384, 65_536, 262_144)
MARK = b"\x80"
BLOCK = 512
# What every language of ours reads as the same whole number.
LARGEST_NUMBER = 2**53 - 1
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True)


def u32be(number: int) -> bytes:
    """Give four bytes, the highest first."""
    return number.to_bytes(4, "big")


def pae(*parts: bytes | str) -> bytes:
    """Join the parts so that nobody can take one row of parts for another; text becomes UTF-8."""
    octets = [part.encode() if isinstance(part, str) else part for part in parts]
    return u32be(len(octets)) + b"".join(u32be(len(part)) + part for part in octets)


def bucket_of(length: int) -> int:
    """Give the smallest allowed length that holds so many bytes."""
    largest = BUCKETS[-1]
    return next((bucket for bucket in BUCKETS if bucket >= length), -(-length // largest) * largest)


def is_bucket(length: int) -> bool:
    """Tell whether padded data may have this length."""
    return length in BUCKETS or (length > 0 and length % BUCKETS[-1] == 0)


def pad(data: bytes, least: int = 0) -> bytes:
    """Lengthen to the next bucket: a mark, then zeros. ``least`` is the length of the smallest bucket that may be filled."""
    return (data + MARK).ljust(bucket_of(max(len(data) + 1, least)), b"\0")


def unpad(padded: bytes) -> bytes:
    """Take the padding away.

    Raises NotPadded where the length is no bucket or the mark is missing.
    """
    body = padded.rstrip(b"\0")
    if not is_bucket(len(padded)) or not body.endswith(MARK):
        raise NotPadded("This is not padded as it should be.")
    return body[:-1]


def padme(length: int) -> int:
    """Give the length to which a file is lengthened: at most an eighth more, so that few files have the same true length.

    Padmé, as published with PURBs (Nikitin and others, 2019), then up to a whole block of 512 bytes.
    """
    exponent = max(length, 1).bit_length() - 1
    free = exponent - exponent.bit_length() if exponent else 0
    mask = (1 << free) - 1
    rounded = (length + mask) & ~mask
    return -(-rounded // BLOCK) * BLOCK


def canonical(thing: Any) -> bytes:
    """Write as JSON in the one way there is: keys sorted, no spaces, UTF-8, whole numbers only.

    Raises NotCanonical for fractions, numbers beyond 2**53, keys that are no text, and text that is no Unicode.
    """
    _check(thing)
    try:
        return _ENCODER.encode(thing).encode()
    except UnicodeEncodeError as problem:
        raise NotCanonical("This text cannot be written as UTF-8.") from problem


def read_canonical(data: bytes) -> Any:
    """Read JSON that is written in the one way there is.

    Raises NotCanonical for anything else.
    """
    try:
        thing = json.loads(data)
    except (ValueError, RecursionError) as problem:
        raise NotCanonical("This is not JSON.") from problem
    if canonical(thing) != data:
        raise NotCanonical("This JSON is not written in the one way there is.")
    return thing


def hkdf(key: bytes, salt: bytes, info: bytes | str, length: int = KEY_LENGTH) -> bytes:
    """Derive so many bytes by HKDF-SHA256 (RFC 5869)."""
    return HKDF(SHA256(), length, salt, info.encode() if isinstance(info, str) else info).derive(key)


def to_text(data: bytes) -> str:
    """Write bytes as they stand in JSON: base64 with padding."""
    return base64.b64encode(data).decode()


def from_text(text: Any, length: int | None = None) -> bytes:
    """Read bytes as they stand in JSON; ``length`` is how many there must be.

    Raises NotSealed where this is no base64, could be written in another way, or has another length.
    """
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, TypeError, ValueError) as problem:
        raise NotSealed("These bytes cannot be read.") from problem
    if to_text(data) != text or length not in {None, len(data)}:
        raise NotSealed("These bytes cannot be read.")
    return data


def _check(thing: Any) -> None:
    if isinstance(thing, str) or thing is None:
        return
    if isinstance(thing, dict):
        for key, inner in thing.items():
            if not isinstance(key, str):
                raise NotCanonical("A key must be text.")
            if type(inner) is not str:  # most are: signatures are sealed by the thousand
                _check(inner)
    elif isinstance(thing, (list, tuple)):
        for inner in thing:
            _check(inner)
    elif isinstance(thing, int):
        if abs(thing) > LARGEST_NUMBER:
            raise NotCanonical("This number is too large.")
    else:
        raise NotCanonical(f"A {type(thing).__name__} cannot be written.")
