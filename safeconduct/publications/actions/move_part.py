"""Move a part up or down by one."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.publications.actions.take_in_hand import take_in_hand
from safeconduct.publications.models import Part


@transaction.atomic
def move_part(*, part: Part, up: bool, by: Member, at: datetime) -> None:
    """Let it change places with the part before it, or after it; at the end of the row nothing happens.

    :raises NotLeading, NotPermitted, WasRecalled: see ``take_in_hand``
    """
    publication = take_in_hand(publication=part.publication, permission=Permission.PUBLICATION_WRITE, by=by)
    row = list(publication.parts.order_by("position", "pk"))
    here = row.index(part)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(row):
        return
    row[here], row[there] = row[there], row[here]
    for position, one in enumerate(row, start=1):
        one.position = position
    Part.objects.bulk_update(row, ["position"])
    record("publications.part-moved", publication.reference, by=by.reference, at=at, part=part.reference)
