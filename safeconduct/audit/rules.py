"""How an entry is hashed. Pure, so that a record can be verified anywhere."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

BEGINNING = "0" * 64


def entry_hash(*, sequence: int, at: datetime, kind: str, by: str, subject: str, detail: Mapping[str, Any], previous_hash: str) -> str:
    """Give the SHA-256 (hex) of the entry in canonical JSON, the previous entry's hash included."""
    canonical = json.dumps(
        [sequence, at.isoformat(), kind, by, subject, detail, previous_hash],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(canonical.encode()).hexdigest()
