"""Mail that belongs to no letter, as the operator of the server sees it: that it is there, and nothing of what it says."""

from dataclasses import dataclass
from datetime import date

from safeconduct.outbox.models import Incoming


@dataclass(frozen=True, slots=True)
class UnknownLine:
    """One such mail."""

    reference: str
    received_on: date
    size: int  # bytes


def unknown_mail() -> tuple[UnknownLine, ...]:
    """Give every such mail whose bytes are still kept, the newest first."""
    rows = Incoming.objects.filter(message__isnull=True).exclude(raw=b"").order_by("-received_at", "-pk")
    return tuple(UnknownLine(row.reference, row.received_at.date(), len(row.raw)) for row in rows.iterator())
