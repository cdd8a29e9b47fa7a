"""Withdraw a demand; it stays at the desk with the reason, and leaves the public pages."""

from datetime import datetime

from django.db import transaction

from safeconduct.advocacy.actions.check_entry import AlreadyWithdrawn, ReasonMissing
from safeconduct.advocacy.models import Demand
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
    demand = Demand.objects.select_for_update().get(pk=demand.pk)
    if demand.withdrawn_at:
        raise AlreadyWithdrawn
    demand.withdrawn_at, demand.withdrawn_by, demand.withdrawn_because = at, by, because.strip()
    demand.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    record("advocacy.demand-withdrawn", demand.reference, by=by.reference, at=at)
    if demand.published_at:
        mark_changed(crisis=demand.crisis, at=at)
