"""Report which demands a publication makes, so that the page of a demand can name every instrument that carries it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from safeconduct.advocacy.models import Demand, DemandUse
from safeconduct.advocacy.queries.demand_uses import demand_fingerprint
from safeconduct.crises.actions.mark_changed import mark_changed


@transaction.atomic
def report_demands(
    *, used_by: str, kind: str, title: str, is_public: bool, demands: Iterable[Demand], at: datetime, seen_anew: bool = False
) -> None:
    """Make these the demands of the publication. One that stays keeps the words it was last compared with, unless it is ``seen_anew``.

    ``used_by`` is the publication's reference; ``is_public`` says that everybody can read it.
    """
    wanted = {demand.pk: demand for demand in demands}
    touched = list(wanted.values()) if is_public else []
    for row in DemandUse.objects.filter(used_by=used_by).select_related("demand__crisis"):
        if row.is_public:
            touched.append(row.demand)
        demand = wanted.pop(row.demand_id, None)
        if demand is None:
            row.delete()
            continue
        row.kind, row.title, row.is_public = kind, title, is_public
        if seen_anew:
            row.fingerprint, row.seen_at = demand_fingerprint(demand), at
        row.save(update_fields=["kind", "title", "is_public", "fingerprint", "seen_at"])
    DemandUse.objects.bulk_create(
        DemandUse(
            demand=demand,
            used_by=used_by,
            kind=kind,
            title=title,
            is_public=is_public,
            fingerprint=demand_fingerprint(demand),
            seen_at=at,
        )
        for demand in wanted.values()
    )
    for crisis in {demand.crisis for demand in touched}:
        mark_changed(crisis=crisis, at=at)
