"""Walk through the counted signatures of a roll in the order of their ids, some thousands at a time."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count

from safeconduct.signing.models import Signature
from safeconduct.signing.rules.kinds import HANDED_OVER, State

AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Counted:
    """One counted signature. ``blob`` is empty where the signer is to be counted only."""

    id: UUID
    country: str
    channel: str
    visibility: str
    blob: bytes

    @property
    def digest(self) -> bytes:
        """Give the SHA-256 of what is handed over of it."""
        return hashlib.sha256(self.blob).digest()


def counted_after(roll: UUID, after: UUID | None, *, until: date, most: int = AT_ONCE) -> list[Counted]:
    """Give the next ones that were confirmed on that day or before; an empty list at the end."""
    rows = Signature.objects.filter(roll=roll, state=State.CONFIRMED, confirmed_on__lte=until).order_by("pk")
    some = (rows.filter(pk__gt=after) if after else rows).values_list("pk", "country", "channel", "visibility", "blob")[:most]
    return [
        Counted(pk, country, channel, visibility, bytes(blob) if visibility in HANDED_OVER else b"")
        for pk, country, channel, visibility, blob in some
    ]


def all_counted(roll: UUID, *, until: date) -> Iterator[Counted]:
    """Give all of them, never more than some thousands in memory."""
    after: UUID | None = None
    while some := counted_after(roll, after, until=until):
        yield from some
        after = some[-1].id


def kinds_of(roll: UUID) -> list[tuple[str, str, str, str, int]]:
    """Give how many there are of each state, country, channel and visibility, from the signatures themselves."""
    kinds = ("state", "country", "channel", "visibility")
    return sorted(Signature.objects.filter(roll=roll).values_list(*kinds).annotate(Count("pk")))
