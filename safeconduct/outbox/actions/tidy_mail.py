"""Take away the bytes that nobody needs any more. What was sent can still be proved by its hash."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.outbox.models import Attachment, Incoming
from safeconduct.outbox.storing import forget_read

BY = "outbox"
UNKNOWN_DAYS = 30  # a mail that belongs to no letter was not meant for us, and may be somebody's cry for help


@dataclass(frozen=True, slots=True)
class Tidied:
    """What was taken away, counted."""

    attachments: int = 0
    mails: int = 0
    files: int = 0


@transaction.atomic
def tidy_mail(*, at: datetime, days: int) -> Tidied:
    """Empty attachments of messages, and mail, that were settled ``days`` ago; and mail that belongs to no letter after thirty days.

    Words of answers that were filed or set aside stay, as do all hashes. Mails that were read go from the Maildir likewise.
    """
    before = at - timedelta(days=days)
    attachments = Attachment.objects.filter(message__settled_at__lt=before, content__isnull=False).update(content=None)
    full = Incoming.objects.exclude(raw=b"")
    mails = full.filter(settled_at__lt=before).update(raw=b"")
    sooner = max(before, at - timedelta(days=UNKNOWN_DAYS))
    mails += full.filter(message__isnull=True, received_at__lt=sooner).update(raw=b"")
    files = forget_read(before=sooner)
    if attachments or mails:
        record("outbox.mail-tidied", "outbox", by=BY, at=at, attachments=attachments, mails=mails)
    return Tidied(attachments, mails, files)
