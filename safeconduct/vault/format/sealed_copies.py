"""A sealed copy that leaves the coalition: an age file to one recipient's key, or to a passphrase. Pure.

Members' own things are never sealed with a passphrase (see ``ages``); a ministry has no key, so a copy for it may be. Its cost is bounded
here, so that nobody keeps a file at the server that takes a browser minutes to open.
"""

import re

from safeconduct.vault.format.ages import FIRST_LINE, LONGEST_HEADER, NotAge, check_age

# -> scrypt <16 bytes of salt> <logarithm of the cost>, and the wrapped key of 32 bytes (age-encryption.org/v1, "The scrypt recipient type")
_HEADER = re.compile(
    re.escape(FIRST_LINE) + rb"-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]?)\n[A-Za-z0-9+/]{43}\n--- [A-Za-z0-9+/]{43}\n",
)
LEAST_COST, HIGHEST_COST = 15, 20
NONCE_AND_TAG = 32


def check_copy(data: bytes, *, means: str) -> None:
    """Judge the outside of a copy. ``means`` is ``key`` or ``passphrase``.

    Raises NotAge.
    """
    if means == "key":
        check_age(data)
        return
    header = _HEADER.match(data[:LONGEST_HEADER])
    if header is None or len(data) < header.end() + NONCE_AND_TAG:
        raise NotAge("This is no age file that was sealed to one passphrase.")
    if not LEAST_COST <= int(header[1]) <= HIGHEST_COST:
        raise NotAge("The passphrase of this file is stretched too little, or so much that opening it would take minutes.")
