"""Settle an alarm: it is deleted, and nothing of it stays but that there was one."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.kit.talking import NotUnderstood
from safeconduct.people.models import Member
from safeconduct.watch.access import alarm_to_change, home
from safeconduct.watch.actions.confirm_check_in import begin_anew
from safeconduct.watch.rules.words import GONE_ON, MISSED, OUTCOMES


class NotTaken(Refused):
    """An alarm that nobody has looked at would be gone."""

    code = "not-taken"
    sentence = _("Take the alarm first, so that colleagues know who is at it. Nothing was changed.")


class DangerOpen(Refused):
    """Beside the alarm another one has come that nobody has looked at."""

    status, code = 409, "danger-open"
    sentence = _("Another alarm about the same person has come meanwhile, and nobody has taken it. Take it first. Nothing was changed.")


def settle_alarm(*, id_: UUID, outcome: str, by: Member, at: datetime) -> None:
    """End the alarm. ``safe`` and ``false`` let the timer begin anew; ``gone-on`` ends it, because the work goes on in the case.

    A word of danger that came meanwhile stays: nobody has seen it.

    :raises Http404: if whoever asks does not belong to the team
    :raises NotUnderstood: if there is no such outcome
    :raises NotTaken: if nobody has taken it
    :raises DangerOpen: if the timer would go while another of its alarms waits for somebody
    """
    if outcome not in OUTCOMES:
        raise NotUnderstood
    with transaction.atomic(using=home()):
        alarm = alarm_to_change(by, id_)
        if not alarm.taken_by:
            raise NotTaken
        check_in = alarm.check_in
        if outcome == GONE_ON and check_in.alarms.filter(taken_by="").exclude(pk=alarm.pk).exists():
            raise DangerOpen
        record("watch.alarm-settled", check_in.team.reference, by=by.reference, at=day_of(at))
        if outcome == GONE_ON:
            check_in.delete()
            return
        check_in.alarms.filter(Q(pk=alarm.pk) | Q(kind=MISSED)).delete()
        begin_anew(check_in, at=at)
