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
    kept = Demand.objects.select_for_update().get(pk=demand.pk)
    if kept.withdrawn_at:
        raise AlreadyWithdrawn
    if kept.published_at:
        return
    require_publishable(row.passage for row in kept.passages.select_related("passage__document"))
    kept.published_at, kept.published_by = at, by
    kept.save(update_fields=["published_at", "published_by"])
    record("advocacy.demand-published", kept.reference, by=by.reference, at=at)
    mark_changed(crisis=kept.crisis, at=at)
    demand.refresh_from_db()
