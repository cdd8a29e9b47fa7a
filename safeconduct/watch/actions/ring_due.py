"""Look at every timer and say what has to be said. Runs in the server, every few seconds, with nobody there."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, transaction

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.outbox.actions.queue_alert import queue_alert
from safeconduct.outbox.actions.queue_push import queue_push
from safeconduct.watch.access import home
from safeconduct.watch.models import Alarm, CheckIn, Telephone
from safeconduct.watch.rules.ladder import AGAIN, DUE, KIT, MISSED, WAITS, Timer, step
from safeconduct.watch.rules.words import DRILL, DURESS
from safeconduct.watch.rules.words import MISSED as MISSED_KIND

BY = "watch"  # who does it, in the record


def ring_due(*, at: datetime) -> int:
    """Raise what has to be raised at this moment, and give how many rungs were climbed.

    Alerts and entries are kept before the rung is: if the line to a database breaks between, somebody is told twice and never not at all.
    One timer that fails keeps no other waiting; its failure is raised once all have been looked at.
    """
    CheckIn.objects.filter(level=WAITS, ends_on__lt=at.date(), due_at__gt=at, alarms__isnull=True).delete()  # over, and all was well
    Telephone.objects.filter(link_until__lte=at).delete()  # nobody opened its link
    due = CheckIn.objects.filter(level__lt=KIT, due_at__lte=at)
    climbing = CheckIn.objects.filter(level=AGAIN)
    danger = CheckIn.objects.filter(alarms__kind=DURESS, alarms__level=0)
    keys = {*due.values_list("pk", flat=True), *climbing.values_list("pk", flat=True), *danger.values_list("pk", flat=True)}
    rung, problem = 0, None
    for key in keys:
        try:
            rung += _ring(key, at)
        except DatabaseError as failed:
            problem = failed
    if problem is not None:
        raise problem
    return rung


def _ring(key: UUID, at: datetime) -> bool:
    with transaction.atomic(using=home()):
        check_in = CheckIn.objects.select_for_update().filter(pk=key).first()
        if check_in is None:
            return False
        is_new_danger = check_in.alarms.filter(kind=DURESS, level=0).exists()
        is_taken = check_in.alarms.exclude(taken_by="").exists()
        timer = Timer(check_in.due_at, timedelta(minutes=check_in.grace_minutes), check_in.level, check_in.level_at)
        level = step(timer, at, is_taken=is_taken)
        if is_new_danger:
            level = max(level, AGAIN)
        if level == check_in.level and not is_new_danger:
            return False
        with transaction.atomic():
            _tell(check_in, level, at)
            if level >= MISSED:
                _raise(check_in, level, is_new_danger=is_new_danger, at=at)
        CheckIn.objects.filter(pk=key).update(level=level, level_at=at)
    return True


def _tell(check_in: CheckIn, level: int, at: datetime) -> None:
    """Queue the alerts: the team, and from the second rung on its lead too. They hold the reference and nothing else."""
    team = check_in.team
    addresses = [team.address] if level == DUE else [team.address, team.lead_address]
    for address in dict.fromkeys(one for one in addresses if one):
        queue_alert(to_address=address, language=team.language, reference=check_in.reference, at=at)
    if settings.WEB_PUSH_KEY:
        for endpoint in dict.fromkeys(team.telephones.exclude(endpoint="").values_list("endpoint", flat=True)):
            queue_push(endpoint=endpoint, at=at)


def _raise(check_in: CheckIn, level: int, *, is_new_danger: bool, at: datetime) -> None:
    kind = DRILL if check_in.is_drill else MISSED_KIND
    is_late = at >= check_in.due_at + timedelta(minutes=check_in.grace_minutes)
    is_new = False
    if is_late:
        _alarm, is_new = Alarm.objects.get_or_create(check_in=check_in, kind=kind, defaults={"raised_at": at})
    check_in.alarms.filter(level__lt=level).update(level=level)
    if is_new or is_new_danger:
        record("watch.alarm-raised", check_in.team.reference, by=BY, at=day_of(at))
