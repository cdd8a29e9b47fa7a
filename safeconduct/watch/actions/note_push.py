"""Note what became of a ring; the outbox calls this, see ``settings.PUSH_HEARERS``."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.watch.access import home
from safeconduct.watch.models import Telephone

BY = "watch"


def note_push(endpoint: str, *, is_gone: bool, at: datetime) -> None:
    """Keep the day on which the push service took a ring for the telephone; take away one that the service no longer knows."""
    found = Telephone.objects.filter(endpoint=endpoint)
    if not is_gone:
        found.update(last_on=at.date())
        return
    with transaction.atomic(using=home()):
        for telephone in found.select_related("team"):
            record("watch.telephone-removed", telephone.team.reference, by=BY, at=day_of(at))
            telephone.delete()
