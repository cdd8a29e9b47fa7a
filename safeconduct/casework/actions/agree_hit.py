"""Agree that the team of another case may learn of mine: it may be of the same person."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.http import Http404

from safeconduct.audit.actions.record import record
from safeconduct.casework.access import case_for, hit_to_change
from safeconduct.casework.models import KnownHit
from safeconduct.kit.clock import day_of
from safeconduct.people.models import Member


@transaction.atomic
def agree_hit(*, id_: UUID, case: UUID, by: Member, at: datetime) -> bool:
    """Keep that this side agrees, and tell whether both do.

    :raises Http404: if the member does not hold this case, or it is none of the two
    """
    hit, mine = hit_to_change(by, id_), case_for(by, case)
    if mine.pk not in {hit.one_id, hit.other_id}:
        raise Http404
    side = "one_agrees" if hit.one_id == mine.pk else "other_agrees"
    if not getattr(hit, side):
        KnownHit.objects.filter(pk=id_).update(**{side: True})
        record("casework.hit-agreed", mine.reference, by=by.reference, at=day_of(at))
    hit.refresh_from_db()
    return hit.one_agrees and hit.other_agrees
