"""Close a case, and draw the day on which it is shredded."""

import secrets
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.casework.access import case_to_change
from safeconduct.casework.models import Case
from safeconduct.casework.rules.retention import PLAY, RESULTS, shred_day
from safeconduct.kit.clock import day_of
from safeconduct.kit.talking import NotUnderstood
from safeconduct.people.models import Member


@transaction.atomic
def close_case(*, case: UUID, result: str, by: Member, at: datetime) -> date:
    """Close the case and give its last day; closed already, it keeps the day it has. How it ended is not kept here: it is sealed.

    :raises NotUnderstood: if there is no such result
    :raises Http404: if the member does not hold the case
    """
    if result not in RESULTS:
        raise NotUnderstood
    held = case_to_change(by, case)
    if held.shred_on is not None:
        return held.shred_on
    day = shred_day(at.date(), result=result, drawn=secrets.randbelow(2 * PLAY + 1))
    Case.objects.filter(pk=held.pk).update(state="closed", next_day=None, shred_on=day)
    record("casework.case-closed", held.reference, by=by.reference, at=day_of(at))
    return day
