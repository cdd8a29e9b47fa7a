"""Take a response or a deed off the public pages."""

from datetime import datetime

from django.db import transaction

from safeconduct.advocacy.models import Deed, Response
from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.people.models import Member


@transaction.atomic
def unpublish_answer(*, answer: Response | Deed, by: Member, at: datetime) -> None:
    """Show it at the desk only; does nothing when it is not public. Copies of the page cannot be called back."""
    table = Deed if isinstance(answer, Deed) else Response
    if table.objects.filter(pk=answer.pk, published_at__isnull=False).update(published_at=None, published_by=None):
        record("advocacy.answer-unpublished", answer.reference, by=by.reference, at=at)
        mark_changed(crisis=answer.crisis, at=at)
    answer.refresh_from_db()
