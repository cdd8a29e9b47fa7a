"""Cancel a copy that has not left."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.advocacy.actions.withdraw_ask import withdraw_ask
from safeconduct.advocacy.models import Ask
from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.outbox.actions.cancel_message import cancel_message
from safeconduct.people.models import Member
from safeconduct.publications.actions.note_sent_by_hand import require_sender
from safeconduct.publications.models import Dispatch
from safeconduct.publications.rules.agreeing import Progress

_HERE = frozenset({Progress.PLANNED, Progress.BY_HAND, Progress.QUEUED})


class HasLeft(Refused):
    """It went out, or was cancelled already."""

    sentence = _("This copy has left already, or was cancelled. Nothing was changed. What went out can be corrected or recalled.")


@transaction.atomic
def cancel_dispatch(*, dispatch: Dispatch, by: Member, at: datetime) -> None:
    """Cancel the copy, and the message in the outbox if there is one; the demands it carried count as never put.

    :raises HasLeft: if it is with a mail server, or settled
    """
    row = (
        Dispatch.objects.select_for_update(of=("self",))
        .select_related("version__publication", "recipient__post", "message")
        .get(pk=dispatch.pk)
    )
    require_sender(row, by)
    if Progress(row.progress) not in _HERE:
        raise HasLeft
    if row.message is not None:
        cancel_message(message=row.message, by=by, at=at)
        _take_back_asks(row, by=by, at=at)
    row.progress = Progress.CANCELLED
    row.save(update_fields=["progress"])
    record("publications.dispatch-cancelled", row.version.publication.reference, by=by.reference, at=at, dispatch=row.reference)


def _take_back_asks(dispatch: Dispatch, *, by: Member, at: datetime) -> None:
    if dispatch.recipient is None or dispatch.sent_on is None:
        return
    asks = Ask.objects.filter(
        post=dispatch.recipient.post,
        instrument=dispatch.version.publication.reference,
        sent_on=dispatch.sent_on,
        withdrawn_at__isnull=True,
    )
    for ask in asks:
        withdraw_ask(ask=ask, by=by, at=at)
