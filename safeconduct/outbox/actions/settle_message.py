"""Say what became of a message of which nobody knows whether a mail server took it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.outbox.actions.retry_message import TakenBack
from safeconduct.outbox.models import Message
from safeconduct.outbox.rules import State, is_uncertain
from safeconduct.people.models import Member

SAID_SENT = "A member found that it was sent."


class NotUncertain(Refused):
    """It is known what became of it, or it is being sent at this moment."""

    sentence = _("What became of this message is known, or it is just being sent. Nothing was changed.")


@transaction.atomic
def settle_message(*, message: Message, was_sent: bool, by: Member, at: datetime) -> None:
    """Take it for accepted, or let it be tried again: then the recipient may get it twice, and whoever says so has been told.

    :raises TakenBack: if it is to be tried again, and what it carries was recalled
    :raises NotUncertain: if its state is another one, or it was claimed only minutes ago
    """
    row = Message.objects.select_for_update().get(pk=message.pk)
    if not is_uncertain(State(row.state), answer=row.answer, claimed_at=row.next_attempt_at, at=at):
        raise NotUncertain
    if row.is_taken_back and not was_sent:
        raise TakenBack
    rows = Message.objects.filter(pk=row.pk)
    if was_sent:
        rows.update(state=State.ACCEPTED, answer=SAID_SENT, next_attempt_at=None, settled_at=at)
    else:
        rows.update(state=State.DEFERRED, answer="", next_attempt_at=at)
    record("outbox.message-settled", row.reference, by=by.reference, at=at, about=row.about, was_sent=was_sent)
