"""Admit an organisation to the coalition."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.people.models import Organisation


@transaction.atomic
def admit_organisation(*, name: str, country: str = "", by: str, at: datetime) -> Organisation:
    """Add the organisation, or give the one that already has this name."""
    organisation, is_new = Organisation.objects.get_or_create(name=name, defaults={"country": country, "joined_on": at.date()})
    if is_new:
        record("people.organisation-admitted", organisation.reference, by=by, at=at)
    return organisation
