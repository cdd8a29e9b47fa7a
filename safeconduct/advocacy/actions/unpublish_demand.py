"""Take a demand off the public pages."""

from datetime import datetime

from django.db import transaction

from safeconduct.advocacy.models import Demand
from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.people.models import Member


@transaction.atomic
def unpublish_demand(*, demand: Demand, by: Member, at: datetime) -> None:
    """Show the demand at the desk only; does nothing when it is not public. Copies of the page cannot be called back."""
    if Demand.objects.filter(pk=demand.pk, published_at__isnull=False).update(published_at=None, published_by=None):
        record("advocacy.demand-unpublished", demand.reference, by=by.reference, at=at)
        mark_changed(crisis=demand.crisis, at=at)
    demand.refresh_from_db()
