"""Open a crisis's public page to the world."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.crises.models import Crisis
from safeconduct.people.models import Member


@transaction.atomic
def publish_crisis(*, crisis: Crisis, by: Member, at: datetime) -> None:
    """Make the crisis's page public; does nothing when it already is."""
    if Crisis.objects.filter(pk=crisis.pk, published_at__isnull=True).update(published_at=at, published_by=by):
        crisis.refresh_from_db()
        mark_changed(crisis=crisis, at=at)
        record("crises.crisis-published", crisis.reference, by=by.reference, at=at)
