"""Wait for the next sign of life at another time."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.watch.access import check_in_to_change, home
from safeconduct.watch.actions.begin_check_in import NotATime, Times
from safeconduct.watch.models import CheckIn
from safeconduct.watch.rules.moments import MOST_AHEAD, to_step
from safeconduct.watch.rules.words import MISSED


class NotMoved(Refused):
    """Another time that nobody could be waited for at."""

    code = "not-a-time"
    sentence = _(
        "The next sign of life must be due in the time to come and before the last day, which lies within 400 days. Nothing was changed."
    )


def move_check_in(*, id_: UUID, times: Times, ends_on: date | None, by: Member, at: datetime) -> CheckIn:
    """Change when it is due, how often, how late it may be, and its last day where one is given. What was missed is no longer waited for.

    :raises Http404: if whoever asks does not belong to its team
    :raises NotMoved: if that is in the past, or after its last day, or that lies further than 400 days ahead
    """
    try:
        times.check(at=at)
    except NotATime as refused:
        raise NotMoved from refused
    with transaction.atomic(using=home()):
        check_in = check_in_to_change(by, id_)
        check_in.ends_on = ends_on or check_in.ends_on
        if not times.due_at.date() <= check_in.ends_on <= (at + MOST_AHEAD).date():
            raise NotMoved
        check_in.due_at = to_step(times.due_at)
        check_in.every_minutes, check_in.grace_minutes = times.every_minutes, times.grace_minutes
        check_in.alarms.filter(kind=MISSED).delete()
        if not check_in.alarms.exists():  # a word of danger stays an alarm whatever the times are
            check_in.level, check_in.level_at = 0, None
        check_in.save()
    return check_in
