"""Write what happened into the record, in the same transaction as the thing itself."""

from datetime import datetime
from typing import Any

from django.db import transaction

from safeconduct.audit.models import Entry, Head
from safeconduct.audit.rules import BEGINNING, entry_hash


@transaction.atomic
def record(kind: str, subject: str, /, *, by: str, at: datetime, **detail: Any) -> Entry:
    """Append one entry to the chain.

    ``kind`` is ``desk.thing-verbed``; ``subject`` a reference such as ``CL-7Q4MZK``; ``by`` a member's reference.
    ``detail`` holds JSON values and nothing that identifies a person at risk.
    """
    Head.objects.get_or_create(pk=1, defaults={"hash": BEGINNING})
    head = Head.objects.select_for_update().get(pk=1)
    facts: dict[str, Any] = {"sequence": head.sequence + 1, "at": at, "kind": kind, "by": by, "subject": subject, "detail": detail}
    entry = Entry.objects.create(
        **facts,
        previous_hash=head.hash,
        hash=entry_hash(**facts, previous_hash=head.hash),
    )
    head.sequence, head.hash = entry.sequence, entry.hash
    head.save(update_fields=["sequence", "hash"])
    return entry
