"""A compressed page with a gap in it, into which a few bytes are put for each answer without compressing anything anew.

The halves are deflated once, the first ended so that nothing after it refers back (RFC 1951: a full flush). What goes into the gap
stands between them as a stored block, and the check sum of the whole is put together from those of its parts.
"""

import struct
import zlib

HEADER = b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"  # RFC 1952: deflate, no name, no time
LEVEL = 6


class Spliced:
    """A page before and after its gap."""

    def __init__(self, before: bytes, after: bytes) -> None:
        packing = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        self._before = HEADER + packing.compress(before) + packing.flush(zlib.Z_FULL_FLUSH)
        self._after = packing.compress(after) + packing.flush()
        self._size = len(before) + len(after)
        self._sum_before, self._sum_after = zlib.crc32(before), zlib.crc32(after)
        self._shift = _shifting(len(after))

    def filled(self, gap: bytes) -> bytes:
        """Give the whole page, compressed, with these bytes (65,535 at most) in its gap."""
        first, second, third, fourth = self._shift
        beginning = zlib.crc32(gap, self._sum_before)
        shifted = first[beginning & 255] ^ second[beginning >> 8 & 255] ^ third[beginning >> 16 & 255] ^ fourth[beginning >> 24]
        length = len(gap)
        stored = struct.pack("<BHH", 0, length, length ^ 0xFFFF)
        ending = struct.pack("<II", shifted ^ self._sum_after, self._size + length & 0xFFFFFFFF)
        return b"".join((self._before, stored, gap, self._after, ending))


def _shifting(length: int) -> list[list[int]]:
    """Give tables that say what a check sum becomes when so many bytes follow it, their own sum apart.

    It is linear in the bits of the sum, so that one entry for each value of each of its four bytes tells all.
    """
    noughts = bytes(length)
    of_none = zlib.crc32(noughts)
    bits = [zlib.crc32(noughts, 1 << place) ^ of_none for place in range(32)]
    tables = []
    for octet in range(4):
        table = [0] * 256
        for value in range(1, 256):
            lowest = value & -value
            table[value] = table[value ^ lowest] ^ bits[8 * octet + lowest.bit_length() - 1]
        tables.append(table)
    return tables
