"""Show a demand to everybody."""

from datetime import datetime

from django.db import transaction

from safeconduct.advocacy.actions.check_entry import AlreadyWithdrawn, require_publishable
from safeconduct.advocacy.models import Demand
from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.people.models import Member


@transaction.atomic
def publish_demand(*, demand: Demand, by: Member, at: datetime) -> None:
    """Make the demand public; does nothing when it already is.

    :raises AlreadyWithdrawn: if it was withdrawn
    :raises SourceIsPrivate: if only documents that one organisation keeps to itself carry it
    """
    demand = Demand.objects.select_for_update().get(pk=demand.pk)
    if demand.withdrawn_at:
        raise AlreadyWithdrawn
    if demand.published_at:
        return
    require_publishable(row.passage for row in demand.passages.select_related("passage__document"))
    demand.published_at, demand.published_by = at, by
    demand.save(update_fields=["published_at", "published_by"])
    record("advocacy.demand-published", demand.reference, by=by.reference, at=at)
    mark_changed(crisis=demand.crisis, at=at)
