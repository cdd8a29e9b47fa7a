"""The chain over what the sealed desk was sent, carried along from piece to piece by who asks, and signed so that nobody else writes it.

The server keeps nothing meanwhile and walks nothing twice: however many signatures there are, it knows at the end that the package has
exactly those that it gave out.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.signing import BadSignature, Signer

from safeconduct.petitions.models import Handover
from safeconduct.petitions.rules.chain import Chain, Link
from safeconduct.signing.queries.walked import Counted

GOOD_FOR = timedelta(days=1)  # one that began before midnight may end after it


def walked_on(handover: Handover, walked: str, after: UUID | None, rows: list[Counted], *, on: date) -> str:
    """Give the walk that goes on with these rows; empty if it is not the one that stopped at ``after``. Without rows it has ended."""
    chain = Chain(handover.campaign.reference)
    begun = on.isoformat()
    if after is not None:
        before = _read(handover, walked)
        if before is None or before["last"] != after.hex or before["ended"]:
            return ""
        chain = Chain(handover.campaign.reference, bytes.fromhex(before["head"]), before["count"], last=before["last"])
        begun = before["begun"]
    for row in rows:
        chain.add(Link(row.id, row.country, row.channel, row.visibility, row.digest).line)
    state = {"head": chain.head.hex(), "count": chain.count, "last": chain.last, "begun": begun, "ended": not rows}
    return _signer(handover).sign_object(state)


def end_of_walk(handover: Handover, walked: str, *, on: date) -> tuple[str, int] | None:
    """Give head (hex) and number of a walk that has ended; ``None`` if it has not, is of another handover, or of another day."""
    state = _read(handover, walked)
    if state is None or not state["ended"] or on - date.fromisoformat(state["begun"]) > GOOD_FOR:
        return None
    return state["head"], state["count"]


def _signer(handover: Handover) -> Signer:
    return Signer(salt=f"petitions.walked.{handover.reference}")


def _read(handover: Handover, walked: str) -> dict[str, Any] | None:
    try:
        state: dict[str, Any] = _signer(handover).unsign_object(walked)
    except BadSignature:
        return None
    return state
