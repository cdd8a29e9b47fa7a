"""Withdraw an ask that was never made, or was entered by mistake."""

from datetime import datetime

from django.db import transaction

from safeconduct.advocacy.actions.check_entry import AlreadyWithdrawn
from safeconduct.advocacy.models import Ask
from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.people.models import Member


@transaction.atomic
def withdraw_ask(*, ask: Ask, by: Member, at: datetime) -> None:
    """Let nobody wait for a reply to it; the row stays.

    :raises AlreadyWithdrawn: if it was withdrawn before
    """
    kept = Ask.objects.select_for_update().get(pk=ask.pk)
    if kept.withdrawn_at:
        raise AlreadyWithdrawn
    kept.withdrawn_at, kept.withdrawn_by = at, by
    kept.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record("advocacy.ask-withdrawn", kept.reference, by=by.reference, at=at)
    if kept.is_public and kept.demand.is_public:
        mark_changed(crisis=kept.demand.crisis, at=at)
    ask.refresh_from_db()
