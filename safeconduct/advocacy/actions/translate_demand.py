"""Say a demand in a language, or say it better there."""

from datetime import datetime

from django.db import transaction

from safeconduct.advocacy.actions.check_entry import written
from safeconduct.advocacy.models import Demand, DemandText
from safeconduct.advocacy.search import index_demand
from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.people.models import Member


@transaction.atomic
def translate_demand(*, demand: Demand, language: str, text: str, by: Member, at: datetime) -> None:
    """Set the demand's text in this language.

    :raises TextMissing: if the text is empty
    """
    kept = written({language: text}, language)[language]
    DemandText.objects.update_or_create(demand=demand, language=language, defaults={"text": kept, "written_at": at, "written_by": by})
    record("advocacy.demand-translated", demand.reference, by=by.reference, at=at, language=language)
    index_demand(demand)
    if demand.is_public:
        mark_changed(crisis=demand.crisis, at=at)
