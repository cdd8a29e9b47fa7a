"""Proof of work: a browser shows that it worked for one signature. Pure; asked for only while somebody floods a campaign.

A proof is a short text. SHA-256 over the SHA-256 of the ticket, followed by the proof, must begin with a number of nought bits. The
ticket is signed and good for one signature, so no proof is of use twice, and nobody else's service has a part in it.
"""

import hashlib
from itertools import count

BITS = 17  # about 130,000 tries: a second on a computer, a few on an old telephone
LONGEST_PROOF = 20  # with the 32 bytes before it, one block of SHA-256


def is_worked(ticket: str, proof: str, bits: int = BITS) -> bool:
    """Tell whether the proof is one for this ticket, with at least so many nought bits."""
    if not ticket or not proof or len(proof) > LONGEST_PROOF or not proof.isascii() or not proof.isalnum():
        return False
    return _noughts(_digest(_start(ticket), proof)) >= bits


def work(ticket: str, bits: int = BITS) -> str:
    """Give a proof for a ticket, as a browser does; for tests and load generators."""
    start = _start(ticket)
    return next(proof for number in count() if _noughts(_digest(start, proof := str(number))) >= bits)


def _start(ticket: str) -> bytes:
    return hashlib.sha256(ticket.encode("utf-8", "replace")).digest()


def _digest(start: bytes, proof: str) -> bytes:
    return hashlib.sha256(start + proof.encode("ascii")).digest()


def _noughts(digest: bytes) -> int:
    return 8 * len(digest) - int.from_bytes(digest).bit_length()
