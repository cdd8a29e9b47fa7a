"""Give a mail that came to no known address to the letter that it answers."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.outbox.models import Incoming, Message
from safeconduct.outbox.receiving import describe
from safeconduct.outbox.rules import IncomingKind


class NothingToAssign(Refused):
    """There is no such mail without a letter, or no such message."""

    sentence = _("There is no mail without a letter under this reference, or no such message. Nothing was changed.")


@transaction.atomic
def assign_mail(*, incoming: str, message: str, by: str, at: datetime) -> None:
    """Let the mail (``IN-``) belong to the message (``MS-``): from then on its organisation reads it, and a person files it.

    :raises NothingToAssign: if there is no such mail or message, or the mail belongs to a letter already
    """
    mail = Incoming.objects.select_for_update().filter(reference=incoming, message__isnull=True).exclude(raw=b"").first()
    answered = Message.objects.filter(reference=message).first()
    if mail is None or answered is None:
        raise NothingToAssign
    described = describe(bytes(mail.raw), message=answered, at=mail.received_at)
    Incoming.objects.filter(pk=mail.pk).update(message=answered, **{**described, "kind": IncomingKind.ANSWER})
    record("outbox.mail-assigned", mail.reference, by=by, at=at, message=answered.reference)
