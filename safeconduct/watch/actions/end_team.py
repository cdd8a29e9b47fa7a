"""End a duty team."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.watch.access import home, team_to_keep


class TimersRun(Refused):
    """Somebody would be watched by nobody."""

    code = "timers-run"
    sentence = _("Check-ins of this team still run. End them, or begin them anew with another team, first. Nothing was changed.")


def end_team(*, team: UUID, by: Member, at: datetime) -> None:
    """Delete the team and its drills.

    :raises Http404: if the organisation of whoever asks has no such team
    :raises TimersRun: while one of its timers runs
    """
    with transaction.atomic(using=home()):
        kept = team_to_keep(by, team)
        if kept.check_ins.exists():
            raise TimersRun
        record("watch.team-ended", kept.reference, by=by.reference, at=day_of(at))
        kept.delete()
