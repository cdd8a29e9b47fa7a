"""Say that one counted the same. What of it may be published then is."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.fund.actions.publish_steps import keep_step
from safeconduct.fund.models import Appeal, Count
from safeconduct.fund.queries.appeal_sums import counts_let_out
from safeconduct.fund.rules.counts import NOTHING, Counted, let_out
from safeconduct.fund.rules.ticks import Part
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class SaidByYou(Refused):
    """Two people count."""

    status, code = 409, "said-by-you"
    sentence = _("You said this count yourself. A colleague counts again and types the sum. Nothing was published.")


class OtherSum(Refused):
    """The second person came to another sum."""

    code = "other-sum"
    sentence = _(
        "This is not the sum that your colleague typed. Nothing was published: count again, each of you, up to the same moment, "
        "and say a new count if the first was wrong."
    )


class CountIsOver(Refused):
    """It was confirmed, overtaken, or reported by the bank."""

    status, code = 409, "over"
    sentence = _("This count is confirmed already, or a later count or a bank file has taken its place. Nothing was changed.")


@transaction.atomic
def confirm_count(*, count: Count, minor: int, by: Member, at: datetime) -> Count:
    """Confirm a count by the sum that the second person came to (smallest unit), and publish what the rule lets out.

    :raises SaidByYou: if it is one's own
    :raises OtherSum: if the sum differs
    :raises CountIsOver: if it was confirmed, a later one was, or the bank has reported that time
    """
    appeal = Appeal.objects.select_for_update(of=("self",)).get(pk=count.appeal_id)
    row = Count.objects.select_for_update(of=("self",)).get(pk=count.pk)
    later = Count.objects.filter(appeal=appeal, confirmed_at__isnull=False, until__gte=row.until)
    if row.confirmed_at or row.replaced_on or later.exists():
        raise CountIsOver
    if row.said_by_id == by.pk:
        raise SaidByYou
    if row.minor != minor:
        raise OtherSum
    last = counts_let_out(appeal).last()
    row.published_minor = let_out(_counted(row), _counted(last) if last else NOTHING, goal_minor=appeal.goal_minor)
    row.confirmed_by, row.confirmed_at = by, at
    row.save(update_fields=["published_minor", "confirmed_by", "confirmed_at"])
    if row.published_minor:
        keep_step(appeal, [Part(row.reference, row.published_minor)], at=at, is_preliminary=True)
    record("fund.count-confirmed", row.reference, by=by.reference, at=at, appeal=appeal.reference, published=bool(row.published_minor))
    return row


def _counted(row: Count) -> Counted:
    return Counted(row.gifts, row.minor, row.largest_minor)
