"""Take a press desk off the press page and off releases."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.people.models import Member
from safeconduct.publications.models import PressContact


@transaction.atomic
def end_press_contact(*, contact: PressContact, by: Member, at: datetime) -> None:
    """End it; what was printed before keeps it. Ended twice, it ended the first time."""
    if contact.ended_on is not None:
        return
    contact.ended_on = at.date()
    contact.save(update_fields=["ended_on"])
    mark_changed(crisis=contact.crisis, at=at)
    record("publications.contact-ended", contact.reference, by=by.reference, at=at)
