"""Let a message go out again that failed or came back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.outbox.actions.queue_message import AddressUnusable
from safeconduct.outbox.models import Message
from safeconduct.outbox.rules import MAY_BECOME, State, is_address
from safeconduct.people.models import Member


class NotToRetry(Refused):
    """Only what failed or came back is sent again by hand."""

    sentence = _("Only a message that could not be sent, or that came back, can go out again. Nothing was changed.")


class TakenBack(Refused):
    """What it carries was recalled."""

    sentence = _("What this message carries was recalled, so it does not go out again. Nothing was changed.")


class FilesGone(Refused):
    """The bytes of its attachments were tidied away."""

    sentence = _("The files of this message were tidied away, so it cannot go out again as it was. Send it anew from its publication.")


@transaction.atomic
def retry_message(*, message: Message, to_address: str = "", by: Member, at: datetime) -> None:
    """Let it wait again, with all its tries before it; to another address, where one is given.

    :raises NotToRetry: if it neither failed nor came back
    :raises TakenBack: if what it carries was recalled
    :raises FilesGone: if its attachments were tidied away
    :raises AddressUnusable: if the address given is none
    """
    row = Message.objects.select_for_update().get(pk=message.pk)
    address = to_address.strip() or row.to_address
    if State.WAITING not in MAY_BECOME[State(row.state)]:
        raise NotToRetry
    if row.is_taken_back:
        raise TakenBack
    if row.attachments.filter(content__isnull=True).exists():
        raise FilesGone
    if not is_address(address):
        raise AddressUnusable
    Message.objects.filter(pk=row.pk).update(
        state=State.WAITING, to_address=address, attempts=0, next_attempt_at=None, settled_at=None, answer=""
    )
    record("outbox.message-retried", row.reference, by=by.reference, at=at, about=row.about, elsewhere=address != row.to_address)
