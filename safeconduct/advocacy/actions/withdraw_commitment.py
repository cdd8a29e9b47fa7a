"""Withdraw a commitment that nobody made."""

from datetime import datetime

from django.db import transaction

from safeconduct.advocacy.actions.check_entry import AlreadyWithdrawn, ReasonMissing
from safeconduct.advocacy.models import Commitment
from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.people.models import Member


@transaction.atomic
def withdraw_commitment(*, commitment: Commitment, because: str, by: Member, at: datetime) -> None:
    """Withdraw it for good; it stays at the desk with the reason.

    :raises ReasonMissing: if it does not say why
    :raises AlreadyWithdrawn: if it was withdrawn before
    """
    if not because.strip():
        raise ReasonMissing
    kept = Commitment.objects.select_for_update().get(pk=commitment.pk)
    if kept.withdrawn_at:
        raise AlreadyWithdrawn
    kept.withdrawn_at, kept.withdrawn_by, kept.withdrawn_because = at, by, because.strip()
    kept.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    record("advocacy.commitment-withdrawn", kept.reference, by=by.reference, at=at)
    if kept.response.is_public:
        mark_changed(crisis=kept.response.crisis, at=at)
    commitment.refresh_from_db()
