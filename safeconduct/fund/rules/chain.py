"""How an entry of a book is hashed. Pure, so that anybody can verify a book anywhere."""

import hashlib
import json

from safeconduct.fund.rules.entries import Draft

BEGINNING = "0" * 64


def entry_hash(draft: Draft, *, book: str, sequence: int, previous_hash: str) -> str:
    """Give the SHA-256 (hex) of an entry: one line of JSON, ASCII, no spaces, whole numbers, with the hash of the entry before.

    Its list is: the book's reference, number, day (ISO 8601), kind, key, commitment (hex), lines, previous hash; each line a list of
    the debited account, the credited account, the amount in the smallest unit, the currency.
    """
    lines = [[leg.debit, leg.credit, leg.minor, leg.currency] for leg in draft.lines]
    said = [book, sequence, draft.on.isoformat(), draft.kind, draft.key, draft.commitment.hex(), lines, previous_hash]
    return hashlib.sha256(json.dumps(said, ensure_ascii=True, separators=(",", ":")).encode("ascii")).hexdigest()
