"""End a journalist's access to a release."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.people.models import Member
from safeconduct.publications.models import PressAccess


@transaction.atomic
def end_press_access(*, access: PressAccess, by: Member, at: datetime) -> None:
    """End it at once: from now on its address looks like one that never was. Ended twice, it ended the first time."""
    if access.ended_at is not None:
        return
    access.ended_at = at
    access.save(update_fields=["ended_at"])
    record("publications.access-ended", access.publication.reference, by=by.reference, at=at, journalist=access.journalist.reference)
