"""A secret split among two to five people, of whom any two have it again and one alone has nothing: Shamir's way, over GF(2⁸).

A share is as long as the secret and one byte more: the values of straight lines, one a byte of the secret, at a place from 1 to 255,
and last that place. The browser's half is the library ``shamir-secret-sharing``, which writes shares in the same way.
"""

import secrets
from collections.abc import Sequence

from safeconduct.vault.format.errors import NotSealed

FEWEST, MOST = 2, 5
LAST_PLACE = 255
MODULUS = 0x11B  # x⁸ + x⁴ + x³ + x + 1, as in AES
BITS = 8


class NotAShare(NotSealed):
    """These bytes are no share, or not one of the same secret's."""


def split(secret: bytes, count: int) -> list[bytes]:
    """Split a secret into so many shares, 2 to 5, at places drawn at random.

    :raises ValueError: for another number of shares, or an empty secret
    """
    if not FEWEST <= count <= MOST or not secret:
        raise ValueError(f"A secret is split among {FEWEST} to {MOST} people.")
    places = secrets.SystemRandom().sample(range(1, LAST_PLACE + 1), count)
    return share_at(secret, secrets.token_bytes(len(secret)), places)


def share_at(secret: bytes, slopes: bytes, places: Sequence[int]) -> list[bytes]:
    """Give the shares at these places of the lines with these slopes, one a byte; whoever chooses the slopes must do it by chance."""
    lines = list(zip(secret, slopes, strict=True))
    return [bytes(start ^ multiply(slope, place) for start, slope in lines) + bytes([place]) for place in places]


def join(one: bytes, other: bytes) -> bytes:
    """Give the secret of two shares. Shares of different secrets give bytes that mean nothing: what they should open tells it.

    Raises NotAShare where they cannot belong together: of different lengths, at the same place, or at the place of the secret itself.
    """
    if len(one) != len(other) or len(one) < FEWEST or one[-1] == other[-1] or 0 in {one[-1], other[-1]}:
        raise NotAShare("These are no two shares of one secret.")
    # The line through both, at nothing: the first weighs y/(x+y), the second x/(x+y).
    turned = inverse(one[-1] ^ other[-1])
    weights = multiply(other[-1], turned), multiply(one[-1], turned)
    return bytes(multiply(a, weights[0]) ^ multiply(b, weights[1]) for a, b in zip(one[:-1], other[:-1], strict=True))


def multiply(one: int, other: int) -> int:
    """Multiply two bytes of GF(2⁸), without a table or a branch that a byte of the secret would decide."""
    product = 0
    for bit in range(BITS):
        product ^= -(other >> bit & 1) & one
        one = (one << 1) ^ (-(one >> (BITS - 1)) & MODULUS)
    return product


def inverse(number: int) -> int:
    """Give what a byte of GF(2⁸) is divided by; it is the 254th power, as the 255th is one."""
    power = result = number
    for _ in range(BITS - 2):
        power = multiply(power, power)
        result = multiply(result, power)
    return multiply(result, result)
