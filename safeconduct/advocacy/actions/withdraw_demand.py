"""Withdraw a demand; it stays at the desk with the reason, and leaves the public pages."""

from datetime import datetime

from django.db import transaction

from safeconduct.advocacy.actions.check_entry import AlreadyWithdrawn, ReasonMissing
from safeconduct.advocacy.models import Demand
from safeconduct.advocacy.search import index_demand
from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.people.models import Member


@transaction.atomic
def withdraw_demand(*, demand: Demand, because: str, by: Member, at: datetime) -> None:
    """Withdraw the demand for good.

    :raises ReasonMissing: if it does not say why
    :raises AlreadyWithdrawn: if it was withdrawn before
    """
    if not because.strip():
        raise ReasonMissing
    kept = Demand.objects.select_for_update().get(pk=demand.pk)
    if kept.withdrawn_at:
        raise AlreadyWithdrawn
    kept.withdrawn_at, kept.withdrawn_by, kept.withdrawn_because = at, by, because.strip()
    kept.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    record("advocacy.demand-withdrawn", kept.reference, by=by.reference, at=at)
    index_demand(kept)
    if kept.published_at:
        mark_changed(crisis=kept.crisis, at=at)
    demand.refresh_from_db()
