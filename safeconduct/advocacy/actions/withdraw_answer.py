"""Withdraw a response or a deed; it stays at the desk with the reason, and leaves the public pages."""

from datetime import datetime

from django.db import transaction

from safeconduct.advocacy.actions.check_entry import AlreadyWithdrawn, ReasonMissing
from safeconduct.advocacy.models import Deed, Response
from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.people.models import Member


@transaction.atomic
def withdraw_answer(*, answer: Response | Deed, because: str, by: Member, at: datetime) -> None:
    """Withdraw the response or the deed for good.

    :raises ReasonMissing: if it does not say why
    :raises AlreadyWithdrawn: if it was withdrawn before
    """
    if not because.strip():
        raise ReasonMissing
    table = Deed if isinstance(answer, Deed) else Response
    kept: Response | Deed = table.objects.select_for_update().get(pk=answer.pk)
    if kept.withdrawn_at:
        raise AlreadyWithdrawn
    kept.withdrawn_at, kept.withdrawn_by, kept.withdrawn_because = at, by, because.strip()
    kept.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    record("advocacy.answer-withdrawn", kept.reference, by=by.reference, at=at)
    if kept.published_at:
        mark_changed(crisis=kept.crisis, at=at)
    answer.refresh_from_db()
