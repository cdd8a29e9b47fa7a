"""Count that a copy of the annex was fetched, by day alone: no address, no agent, no hour."""

from datetime import date

from django.db import transaction
from django.db.models import F

from safeconduct.publications.models import AnnexCopy, AnnexOpening


@transaction.atomic
def count_opening(*, copy: AnnexCopy, on: date) -> None:
    """Add one to the day's count."""
    AnnexOpening.objects.get_or_create(copy=copy, on=on, defaults={"times": 0})
    AnnexOpening.objects.filter(copy=copy, on=on).update(times=F("times") + 1)
