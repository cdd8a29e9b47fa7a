"""Note a sign of life that a colleague heard."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from safeconduct.kit.talking import NotUnderstood
from safeconduct.people.models import Member
from safeconduct.watch.access import check_in_to_change, home
from safeconduct.watch.actions.raise_danger import raise_danger
from safeconduct.watch.models import CheckIn
from safeconduct.watch.rules.moments import next_due
from safeconduct.watch.rules.words import DURESS, MISSED, SAID, WELL


def confirm_check_in(*, id_: UUID, said: str, by: Member, at: datetime) -> CheckIn:
    """Let the timer begin anew. Where the word of danger was heard, an alarm is raised beside, as by the link.

    :raises Http404: if whoever asks does not belong to its team
    :raises NotUnderstood: if ``said`` is neither well nor danger
    """
    if said not in SAID:
        raise NotUnderstood
    with transaction.atomic(using=home()):
        check_in = check_in_to_change(by, id_)
        if said == WELL:
            check_in.alarms.filter(kind=MISSED).delete()
        else:
            raise_danger(check_in, at=at)
        begin_anew(check_in, at=at)
    return check_in


def begin_anew(check_in: CheckIn, *, at: datetime) -> None:
    """Wait for the next sign of life. An alarm of danger keeps the timer on its rung until it is settled."""
    due = next_due(at=at, every_minutes=check_in.every_minutes)
    changes = {"due_at": due, "tries": 0}
    if not check_in.alarms.filter(kind=DURESS).exists():
        changes |= {"level": 0, "level_at": None}
    CheckIn.objects.filter(pk=check_in.pk).update(**changes)
    check_in.refresh_from_db()
