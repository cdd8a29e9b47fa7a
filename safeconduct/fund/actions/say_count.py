"""Say what was counted at the bank or in the app before any file came. A second person must say the same sum."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.fund.models import Appeal, Count
from safeconduct.fund.rules.counts import Counted, fault_of_count
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


@dataclass(frozen=True)
class Said:
    """What one person counted: all gifts since the last bank file, up to a moment. Sums in the smallest unit."""

    until: datetime
    counted: Counted


class CannotBe(Refused):
    """The numbers contradict one another; ``fault`` says how (see ``rules.counts.fault_of_count``)."""

    code = "cannot-be"
    sentence = _("These numbers do not fit one another: so many gifts with this largest one cannot come to this sum. Look at them again.")

    def __init__(self, fault: str) -> None:
        super().__init__()
        self.fault = fault


class NotItsTime(Refused):
    """The moment is yet to come, or was counted already."""

    code = "not-its-time"
    sentence = _("A count ends at a moment that is past and later than that of the last count. Look at the time; it is in UTC.")


class NotOpenYet(Refused):
    """Nobody can have given to it."""

    status, code = 409, "not-open"
    sentence = _("This appeal was not opened yet, so there is nothing to count.")


@transaction.atomic
def say_count(*, appeal: Appeal, said: Said, by: Member, at: datetime) -> Count:
    """Keep it until a second person has counted too. Nothing is published yet.

    :raises CannotBe: if the numbers contradict one another
    :raises NotItsTime: if the moment is yet to come, or not later than that of a count that was confirmed
    :raises NotOpenYet: if the appeal was never opened
    """
    locked = Appeal.objects.select_for_update(of=("self",)).get(pk=appeal.pk)
    if locked.opened_at is None:
        raise NotOpenYet
    if fault := fault_of_count(said.counted):
        raise CannotBe(fault)
    latest = Count.objects.filter(appeal=locked, confirmed_at__isnull=False).order_by("-until").first()
    if said.until > at or (latest is not None and said.until <= latest.until):
        raise NotItsTime
    told = {"gifts": said.counted.gifts, "minor": said.counted.minor, "largest_minor": said.counted.largest_minor}
    count = Count.objects.create(appeal=locked, until=said.until, said_by=by, said_at=at, **told)
    record("fund.count-said", count.reference, by=by.reference, at=at, appeal=locked.reference)
    return count
