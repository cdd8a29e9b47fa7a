"""By what a payment is known again, when the same money is reported in another file."""

from __future__ import annotations

import hashlib
import json
from collections import Counter

from safeconduct.fund.reading.shape import Payment


def line_key(payment: Payment, occurrence: int, *, account: str, secret: bytes) -> str:
    """Give the key of a payment: 64 hexadecimal digits, the same in whatever format it is reported.

    Where the bank gives a reference: account, reference, number inside the deposit, day, sum. Where it gives none: everything
    it says. ``occurrence`` counts, inside one file, the payments that are alike in all of that: two equal gifts are two gifts.
    ``secret`` (16 to 64 bytes) is the organisation's: without it nobody can try telephone numbers until a key comes out.
    """
    return hashlib.blake2b(_facts(payment, account, occurrence), key=secret, digest_size=32, person=b"fund payment key").hexdigest()


class Occurrences:
    """Counts, along one file, which payments are alike. Holds 16 bytes for each different one."""

    def __init__(self) -> None:
        self.seen: Counter[bytes] = Counter()

    def of(self, payment: Payment, *, account: str) -> int:
        """Tell the how-manieth payment of its kind this is, from one."""
        kind = hashlib.blake2b(_facts(payment, account, 0), digest_size=16).digest()
        self.seen[kind] += 1
        return self.seen[kind]


def _facts(payment: Payment, account: str, occurrence: int) -> bytes:
    known = [account, payment.on.isoformat(), payment.minor, payment.currency, occurrence]
    if payment.bank_reference:
        known += [payment.bank_reference, payment.number]
    else:
        said = (payment.payer_name, payment.payer_account, payment.message, payment.note, payment.end_to_end)
        known += ["", *said, *payment.references]
    return json.dumps(known, ensure_ascii=True, separators=(",", ":")).encode("ascii")
