"""Note that another document makes the same demand."""

from datetime import datetime

from django.db import transaction

from safeconduct.advocacy.actions.check_entry import require_crisis
from safeconduct.advocacy.models import Demand, DemandPassage
from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.evidence.models import Passage
from safeconduct.people.models import Member


@transaction.atomic
def add_demand_passage(*, demand: Demand, passage: Passage, by: Member, at: datetime) -> None:
    """Let the demand be carried by this passage too; does nothing when it is already.

    :raises OtherCrisis: if the passage belongs to another crisis
    """
    require_crisis(demand.crisis, [passage])
    _row, is_new = DemandPassage.objects.get_or_create(demand=demand, passage=passage, defaults={"confirmed_at": at, "confirmed_by": by})
    if is_new:
        record("advocacy.demand-found-again", demand.reference, by=by.reference, at=at, passage=passage.reference)
        if demand.is_public:
            mark_changed(crisis=demand.crisis, at=at)
