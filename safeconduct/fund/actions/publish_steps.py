"""Let out what may be said of the appeals' sums: every few minutes, and never so little that a gift could be read from it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from safeconduct.fund.models import Appeal, StepPart
from safeconduct.fund.models import Step as StepRow
from safeconduct.fund.queries.appeal_sums import counts_let_out, waiting_of
from safeconduct.fund.rules.counts import free_of
from safeconduct.fund.rules.ticks import Part, next_step


def publish_steps(*, at: datetime) -> int:
    """Make the next step of every appeal that was opened, where enough waits, and give how many were made. Closed ones go on: gifts do."""
    opened = Appeal.objects.filter(opened_at__isnull=False).order_by("pk").values_list("pk", flat=True)
    return sum(_publish(key, at) for key in list(opened))


@transaction.atomic
def _publish(key: int, at: datetime) -> bool:
    appeal = Appeal.objects.select_for_update(of=("self",)).select_related("fund").get(pk=key)
    last = counts_let_out(appeal).last()
    step = next_step(free_of(waiting_of(appeal), last.until.date() if last else None))
    if step is None:
        return False
    keep_step(appeal, step.parts, at=at)
    return True


def keep_step(appeal: Appeal, parts: Iterable[Part], *, at: datetime, is_preliminary: bool = False) -> None:
    """Keep a step. The appeal must be locked: two steps never have one number."""
    held = list(parts)
    number = (StepRow.objects.filter(appeal=appeal).order_by("-number").values_list("number", flat=True).first() or 0) + 1
    minor = sum(part.minor for part in held)
    row = StepRow.objects.create(appeal=appeal, number=number, at=at, minor=minor, is_preliminary=is_preliminary)
    StepPart.objects.bulk_create((StepPart(step=row, key=part.key, minor=part.minor) for part in held), batch_size=1000)
