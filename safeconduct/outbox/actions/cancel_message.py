"""Take one message out of the outbox before it leaves."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.outbox.models import Message
from safeconduct.outbox.rules import MAY_BECOME, State
from safeconduct.people.models import Member


class HasLeft(Refused):
    """It is with a mail server, or was settled already."""

    sentence = _("This message has left already, or was cancelled. Nothing was changed; what a mail server took cannot be called back.")


@transaction.atomic
def cancel_message(*, message: Message, by: Member, at: datetime) -> None:
    """Cancel it.

    :raises HasLeft: if it does not wait any more
    """
    row = Message.objects.select_for_update().get(pk=message.pk)
    if State.CANCELLED not in MAY_BECOME[State(row.state)]:
        raise HasLeft
    Message.objects.filter(pk=row.pk).update(state=State.CANCELLED, settled_at=at, next_attempt_at=None)
    record("outbox.message-cancelled", row.reference, by=by.reference, at=at, about=row.about)
