"""Hold a case back from being shredded, or let it go."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.casework.access import case_to_change
from safeconduct.casework.models import Case
from safeconduct.kit.clock import day_of
from safeconduct.people.models import Member


@transaction.atomic
def hold_case(*, case: UUID, is_held: bool, by: Member, at: datetime) -> None:
    """Keep whether a duty in law forbids to shred the case. Why is sealed in it.

    :raises Http404: if the member does not hold the case
    """
    held = case_to_change(by, case)
    if held.is_held == is_held:
        return
    Case.objects.filter(pk=held.pk).update(is_held=is_held)
    record("casework.case-held", held.reference, by=by.reference, at=day_of(at), is_held=is_held)
