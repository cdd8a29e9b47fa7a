"""Set a verdict aside: the second person does not agree, or it was a mistake. It stays, with the reason."""

from datetime import datetime

from django.db import transaction

from safeconduct.advocacy.actions.check_entry import ReasonMissing
from safeconduct.advocacy.actions.confirm_verdict import DecidedAlready
from safeconduct.advocacy.models import Verdict
from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.people.models import Member


@transaction.atomic
def set_verdict_aside(*, verdict: Verdict, because: str, by: Member, at: datetime) -> None:
    """Let the verdict stand no more; the one before it, if two people gave one, stands again.

    :raises ReasonMissing: if it does not say why
    :raises DecidedAlready: if it was set aside before
    """
    if not because.strip():
        raise ReasonMissing
    kept = Verdict.objects.select_for_update().select_related("demand__crisis").get(pk=verdict.pk)
    if kept.set_aside_at:
        raise DecidedAlready
    kept.set_aside_at, kept.set_aside_by, kept.set_aside_because = at, by, because.strip()
    kept.save(update_fields=["set_aside_at", "set_aside_by", "set_aside_because"])
    record("advocacy.verdict-set-aside", kept.reference, by=by.reference, at=at)
    if kept.confirmed_at and kept.demand.is_public:
        mark_changed(crisis=kept.demand.crisis, at=at)
    verdict.refresh_from_db()
