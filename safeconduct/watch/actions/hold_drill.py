"""Hold a drill: a timer of nobody's, that is missed at once and goes the whole way to a human."""

import secrets
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.watch.access import home, team_to_keep
from safeconduct.watch.models import CheckIn, Drill
from safeconduct.watch.rules.moments import MOST_EVERY

LENGTH = 32


class DrillRuns(Refused):
    """Two drills at once would measure neither."""

    code = "drill-runs"
    sentence = _("A drill of this team is running. It ends when somebody takes its alarm.")


def hold_drill(*, team: UUID, by: Member, at: datetime) -> None:
    """Begin one. The ring raises it within seconds, alerts go out as for a person, and whoever takes the alarm ends it.

    :raises Http404: if the organisation of whoever asks has no such team
    :raises DrillRuns: if one runs
    """
    with transaction.atomic(using=home()):
        kept = team_to_keep(by, team)
        if kept.check_ins.filter(is_drill=True).exists():
            raise DrillRuns
        record("watch.drill-held", kept.reference, by=by.reference, at=day_of(at))
        Drill.objects.create(team=kept, day=at.date())
        CheckIn.objects.create(
            team=kept,
            due_at=at,
            every_minutes=MOST_EVERY,
            grace_minutes=0,
            is_drill=True,
            ends_on=at.date(),
            token_hash=secrets.token_bytes(LENGTH),
            word=secrets.token_bytes(LENGTH),
            duress=secrets.token_bytes(LENGTH),
        )
