"""Enter who said these words."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.evidence.actions.name_source import name_source
from safeconduct.evidence.models import Passage, Quotation
from safeconduct.people.models import Member


@transaction.atomic
def confirm_quotation(*, passage: Passage, speaker: str, role: str, by: Member, at: datetime, kind: str = "spokesperson") -> Quotation:
    """Attach the speaker and the office to the passage."""
    source = name_source(crisis=passage.document.crisis, name=speaker, kind=kind, office=role, by=by, at=at)
    quotation, is_new = Quotation.objects.get_or_create(
        passage=passage, speaker=source, defaults={"role": role, "confirmed_at": at, "confirmed_by": by}
    )
    if is_new:
        record("evidence.quotation-confirmed", quotation.reference, by=by.reference, at=at, passage=passage.reference)
    return quotation
