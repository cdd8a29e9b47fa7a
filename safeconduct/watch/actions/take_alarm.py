"""Take an alarm upon oneself."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.watch.access import alarm_to_change, home
from safeconduct.watch.models import Drill
from safeconduct.watch.rules.words import DRILL


class TakenAlready(Refused):
    """Two people would each think that the other does something else."""

    code, status = "taken", 409
    sentence = _("A colleague has taken this alarm. Speak with them before you do anything.")


def take_alarm(*, id_: UUID, by: Member, at: datetime) -> None:
    """Let everybody see who has it. A drill ends here, and what stays of it is how many minutes it took.

    :raises Http404: if whoever asks does not belong to the team
    :raises TakenAlready: if somebody else has it
    """
    with transaction.atomic(using=home()):
        alarm = alarm_to_change(by, id_)
        if alarm.taken_by and alarm.taken_by != by.reference:
            raise TakenAlready
        team = alarm.check_in.team
        record("watch.alarm-taken", team.reference, by=by.reference, at=day_of(at))
        if alarm.kind == DRILL:
            minutes = int((at - alarm.check_in.due_at).total_seconds() // 60)
            drill = Drill.objects.filter(team=team, minutes__isnull=True).order_by("-day").first()
            if drill is not None:
                drill.minutes = max(0, minutes)
                drill.save(update_fields=["minutes"])
            alarm.check_in.delete()
        elif not alarm.taken_by:
            alarm.taken_by, alarm.taken_at = by.reference, at
            alarm.save(update_fields=["taken_by", "taken_at"])
