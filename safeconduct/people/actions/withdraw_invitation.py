"""Take an invitation back before it is used."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.people.models import Member


@transaction.atomic
def withdraw_invitation(*, reference: str, by: Member, at: datetime) -> bool:
    """Destroy the own organisation's invitation of who would have this reference; tell whether there was one."""
    gone, _rows = by.organisation.invitations.filter(member_reference=reference).delete()
    if gone:
        record("people.invitation-withdrawn", reference, by=by.reference, at=at)
    return bool(gone)
