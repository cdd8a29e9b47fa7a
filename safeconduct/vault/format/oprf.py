"""An oblivious function of two keys: whoever asks learns what comes out, whoever holds a key learns nothing (RFC 9497, OPRF).

Base mode over ristretto255 with SHA-512. The key is a sum whose two parts lie with two holders; each multiplies a blinded point by its
part, and who asked adds the two answers. ``client/vault/oprf.js`` is the other half; both are held to ``client/vectors/oprf.json``. What
is asked in earnest is blinded in browsers: here stand the holder's side, and the whole for tests.
"""

import hashlib

import rbcl

LENGTH = 32  # bytes of a point and of a scalar
TOKEN_LENGTH = 32
KNOWN = b"safeconduct/v1/known-hub"
_CONTEXT = b"OPRFV1-\x00-ristretto255-SHA512"
_WIDE, _BLOCK = 64, 128  # bytes that SHA-512 gives, and takes at once


class NotAPoint(ValueError):
    """These bytes are no point that may be asked about."""


class NotAKey(ValueError):
    """These bytes are no part of a key."""


def new_key() -> bytes:
    """Give a part of a key: a scalar by chance, 32 bytes."""
    key = bytes(rbcl.crypto_core_ristretto255_scalar_random())
    return check_key(key)


def check_key(key: bytes) -> bytes:
    """Give the part of a key again.

    :raises NotAKey: unless it is the shortest spelling of a scalar other than nothing
    """
    if len(key) != LENGTH or key == bytes(LENGTH) or bytes(rbcl.crypto_core_ristretto255_scalar_reduce(key.ljust(_WIDE, b"\0"))) != key:
        raise NotAKey
    return key


def evaluate(key: bytes, point: bytes) -> bytes:
    """Do what a holder does: multiply a blinded point by its part of the key.

    :raises NotAKey, NotAPoint: for anything else; the point of nothing is refused too
    """
    check_key(key)
    if len(point) != LENGTH or point == bytes(LENGTH) or not rbcl.crypto_core_ristretto255_is_valid_point(point):
        raise NotAPoint
    return bytes(rbcl.crypto_scalarmult_ristretto255(key, point))


def added(one: bytes, other: bytes) -> bytes:
    """Add the answers of two holders.

    :raises NotAPoint: if one of them is none, or they come to nothing
    """
    for point in (one, other):
        if len(point) != LENGTH or point == bytes(LENGTH) or not rbcl.crypto_core_ristretto255_is_valid_point(point):
            raise NotAPoint
    both = bytes(rbcl.crypto_core_ristretto255_add(one, other))
    if both == bytes(LENGTH):
        raise NotAPoint
    return both


def blind(said: bytes, scalar: bytes) -> bytes:
    """Blind what is asked about with a scalar by chance."""
    return evaluate(scalar, _hashed_to_group(said))


def finish(said: bytes, scalar: bytes, answer: bytes) -> bytes:
    """Take the blinding off an answer, and give the 64 bytes that come of what was asked about."""
    inverse = bytes(rbcl.crypto_core_ristretto255_scalar_invert(check_key(scalar)))
    plain = evaluate(inverse, answer)
    return hashlib.sha512(_long(said) + _long(plain) + b"Finalize").digest()


def asked_of(normal_form: str) -> bytes:
    """Give the bytes that are asked about for a normal form (``casework.rules.names``)."""
    return KNOWN + b"\0" + normal_form.encode()


def token_from(result: bytes) -> bytes:
    """Give the token: the first 32 bytes of what came out."""
    return result[:TOKEN_LENGTH]


def _long(data: bytes) -> bytes:
    return len(data).to_bytes(2, "big") + data


def _hashed_to_group(said: bytes) -> bytes:
    wide = _expanded(said, b"HashToGroup-" + _CONTEXT)
    return bytes(rbcl.crypto_core_ristretto255_from_hash(wide))


def _expanded(said: bytes, domain: bytes) -> bytes:
    """Stretch a message to 64 bytes: expand_message_xmd of RFC 9380, 5.3.1, for one block."""
    tail = domain + bytes([len(domain)])
    first = hashlib.sha512(bytes(_BLOCK) + said + _WIDE.to_bytes(2, "big") + b"\0" + tail).digest()
    return hashlib.sha512(first + b"\x01" + tail).digest()
