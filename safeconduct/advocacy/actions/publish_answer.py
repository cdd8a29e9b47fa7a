"""Show a response or a deed to everybody."""

from datetime import datetime

from django.db import transaction

from safeconduct.advocacy.actions.check_entry import AlreadyWithdrawn, require_publishable
from safeconduct.advocacy.models import Deed, Response
from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.people.models import Member


@transaction.atomic
def publish_answer(*, answer: Response | Deed, by: Member, at: datetime) -> None:
    """Make the response or the deed public; does nothing when it already is. A deed's ``publish_after`` still holds it back.

    :raises AlreadyWithdrawn: if it was withdrawn
    :raises SourceIsPrivate: if it rests on a document that one organisation keeps to itself
    """
    table = Deed if isinstance(answer, Deed) else Response
    kept: Response | Deed = table.objects.select_for_update().get(pk=answer.pk)
    if kept.withdrawn_at:
        raise AlreadyWithdrawn
    if kept.published_at:
        return
    require_publishable([kept.passage] if kept.passage else [])
    kept.published_at, kept.published_by = at, by
    kept.save(update_fields=["published_at", "published_by"])
    record("advocacy.answer-published", kept.reference, by=by.reference, at=at)
    mark_changed(crisis=kept.crisis, at=at)
    answer.refresh_from_db()
