"""Bech32 (BIP 173), as far as age writes its identities in it."""

LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
WIDTH, BITS = 5, 8
KEPT = 0x1FFFFFF
CHECKSUM_LENGTH = 6


def encode(prefix: str, data: bytes) -> str:
    """Write the bytes under the prefix, in small letters."""
    values = _regroup(data)
    opened = [ord(letter) >> WIDTH for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]
    checksum = _polymod([*opened, *values, *[0] * CHECKSUM_LENGTH]) ^ 1
    tail = [(checksum >> WIDTH * place) & 31 for place in reversed(range(CHECKSUM_LENGTH))]
    return prefix + "1" + "".join(LETTERS[value] for value in [*values, *tail])


def _regroup(data: bytes) -> list[int]:
    count = -(-len(data) * BITS // WIDTH)
    number = int.from_bytes(data, "big") << (count * WIDTH - len(data) * BITS)
    return [(number >> WIDTH * place) & 31 for place in reversed(range(count))]


def _polymod(values: list[int]) -> int:
    checksum = 1
    for value in values:
        top = checksum >> 25
        checksum = (checksum & KEPT) << WIDTH ^ value
        for bit, term in enumerate(GENERATOR):
            checksum ^= term if (top >> bit) & 1 else 0
    return checksum
