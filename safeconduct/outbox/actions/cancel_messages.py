"""Take messages that have not left yet out of the outbox."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.outbox.models import Message
from safeconduct.outbox.rules import State
from safeconduct.people.models import Member


@transaction.atomic
def cancel_messages(*, about: str, kinds: Collection[str] = (), by: Member, at: datetime) -> int:
    """Cancel all that waits, or is to be tried again, about this reference (only of these kinds, where any are named); give how many.

    What is with a mail server at this moment, and what was accepted, cannot be called back. None of all these ever goes again: not
    one that failed or came back, nor one of which nobody knows.
    """
    rows = Message.objects.select_for_update().filter(about=about)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    chosen = list(rows.values_list("pk", flat=True))
    Message.objects.filter(pk__in=chosen).update(is_taken_back=True)
    # The state is asked again in the change itself: where rows are not locked, a run may have taken one in between.
    cancelled = Message.objects.filter(pk__in=chosen, state__in=[State.WAITING, State.DEFERRED]).update(
        state=State.CANCELLED, settled_at=at, next_attempt_at=None
    )
    if cancelled:
        record("outbox.messages-cancelled", about, by=by.reference, at=at, messages=cancelled)
    return cancelled
