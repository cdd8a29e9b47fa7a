"""Go on with a case that was closed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.casework.access import case_to_change
from safeconduct.casework.models import Case
from safeconduct.kit.clock import day_of
from safeconduct.people.models import Member


@transaction.atomic
def reopen_case(*, case: UUID, by: Member, at: datetime) -> None:
    """Open the case again: its last day is taken back, and so is a wish to shred it that nobody has agreed to.

    :raises Http404: if the member does not hold the case
    """
    held = case_to_change(by, case)
    if held.state != "closed":
        return
    Case.objects.filter(pk=held.pk).update(state="helping", shred_on=None, shred_asked_by=None, shred_asked_on=None)
    record("casework.case-reopened", held.reference, by=by.reference, at=day_of(at))
