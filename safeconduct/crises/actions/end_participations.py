"""End an organisation's part in every crisis."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.crises.models import Participation
from safeconduct.people.models import Member, Organisation


@transaction.atomic
def end_participations(*, organisation: Organisation, by: Member, at: datetime) -> None:
    """Let the organisation take part in nothing any longer; what it wrote stays."""
    for part in Participation.objects.filter(organisation=organisation, until__isnull=True).select_related("crisis"):
        part.until = at.date()
        part.save(update_fields=["until"])
        record("crises.organisation-left", part.crisis.reference, by=by.reference, at=at, organisation=organisation.reference)
