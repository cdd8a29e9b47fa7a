"""Let what the bank has reported take the place of what people counted."""

from datetime import date, datetime

from django.db import transaction

from safeconduct.fund.actions.publish_steps import keep_step
from safeconduct.fund.models import Appeal, Book, Count
from safeconduct.fund.queries.appeal_sums import counts_let_out, waiting_of
from safeconduct.fund.rules.counts import covering, of_that_time


def cover_counts(*, book: Book, until: date, at: datetime) -> int:
    """Replace the counts of the book's appeals up to a day, and give how many were replaced. Called twice, it does nothing more.

    To be called when a bank file is booked wholly, in the transaction of its last entries or after it.

    :param until: the last day of which the file reports everything
    """
    appeals = Appeal.objects.filter(fund__book=book, counts__replaced_on__isnull=True, counts__until__date__lte=until)
    return sum(_cover(appeal, until, at) for appeal in list(appeals.order_by("pk").values_list("pk", flat=True).distinct()))


@transaction.atomic
def _cover(key: int, until: date, at: datetime) -> int:
    appeal = Appeal.objects.select_for_update(of=("self",)).select_related("fund").get(pk=key)
    covered = list(counts_let_out(appeal).filter(until__date__lte=until))
    waiting = waiting_of(appeal)
    # Counts that were never let out, or never confirmed, have nothing to be replaced; they are only over.
    over = Count.objects.filter(appeal=appeal, replaced_on__isnull=True, until__date__lte=until).update(replaced_on=at.date())
    if covered:
        last = covered[-1]
        step = covering(sum(one.published_minor for one in covered), of_that_time(waiting, last.until.date()), key=last.reference)
        keep_step(appeal, step.parts, at=at)
    return over
