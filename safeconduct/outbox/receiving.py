"""Take in a mail that came to a reply address: keep its bytes, find the message it answers, and tell what it is."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.outbox.models import Incoming, Message
from safeconduct.outbox.reading.mail import TOKEN, Mail, read_mail
from safeconduct.outbox.reading.reports import Report, report_of
from safeconduct.outbox.rules import MAY_BECOME, IncomingKind, State, domain_of

BY = "outbox"
AHEAD = timedelta(days=2)  # a clock may be wrong by a zone; a mail from next year is not dated


class MailTooLarge(Refused):
    """More bytes than are taken in."""

    sentence = _("This mail is larger than this installation takes. Nothing was kept.")


class MailEmpty(Refused):
    """No bytes at all."""

    sentence = _("There is nothing in it. Nothing was kept.")


class TakenElsewhere(Refused):
    """Somebody else's mail: a part of the program above the outbox has dealt with it, and nothing of it may be kept here."""

    code = "taken-elsewhere"
    sentence = _("This mail is about a signature. What it says was noted, and nothing of it was kept.")


def take_in(raw: bytes, *, at: datetime, recipients: Sequence[str] = (), message: Message | None = None, by: str = BY) -> Incoming:
    """Keep a mail, once. ``recipients`` are those of its envelope where they are known; ``message`` is what a person says it answers.

    The same bytes again give the same row. A bounce changes the state of its message; an answer waits for a person.

    :raises MailEmpty: if there are no bytes
    :raises MailTooLarge: if there are more than ``LARGEST_CAPTURE``
    :raises TakenElsewhere: if one of ``settings.MAIL_TAKERS`` has taken it; then no byte of it may stay anywhere
    """
    if not raw.strip():
        raise MailEmpty
    if len(raw) > settings.LARGEST_CAPTURE:
        raise MailTooLarge
    if message is None and any(import_string(taker)(raw, recipients=recipients, at=at) for taker in settings.MAIL_TAKERS):
        raise TakenElsewhere
    sha256 = hashlib.sha256(raw).hexdigest()
    if known := Incoming.objects.filter(sha256=sha256).first():
        return known
    mail, report = read_mail(raw), report_of(raw)
    try:
        with transaction.atomic():
            return _keep(raw, sha256, mail, report, message or _message_for(mail, report, recipients), at=at, by=by)
    except IntegrityError:  # another worker took the same mail in at this moment
        return Incoming.objects.get(sha256=sha256)


def describe(raw: bytes, *, message: Message, at: datetime) -> dict[str, Any]:
    """Give what is told of a mail once it belongs to a message: from whom, its subject, its words, its day."""
    return _described(read_mail(raw), message, at)


def _described(mail: Mail, message: Message, at: datetime) -> dict[str, Any]:
    return {
        "sender": mail.sender,
        "is_expected_sender": _is_expected(mail.sender, message.to_address),
        "subject": mail.subject,
        "text": mail.text,
        "on": _believable(mail.on, at),
    }


def _keep(raw: bytes, sha256: str, mail: Mail, report: Report, message: Message | None, *, at: datetime, by: str) -> Incoming:
    kind = report.kind if message is not None else IncomingKind.UNKNOWN
    if message is not None and kind == IncomingKind.UNKNOWN:
        kind = IncomingKind.ANSWER  # nobody could read it, but it came to the address of a letter: a person has to look
    # Of what belongs to no letter only the bytes are kept, until it is tidied away: a person at risk may have written to the wrong address.
    described = _described(mail, message, at) if message is not None else {}
    settled_at = at if kind == IncomingKind.BOUNCE else None  # nobody has to look at it: the message says that it came back
    incoming = Incoming.objects.create(
        message=message, kind=kind, sha256=sha256, raw=raw, received_at=at, settled_at=settled_at, **described
    )
    about = message.reference if message else ""
    record("outbox.mail-received", incoming.reference, by=by, at=at, kind=kind.value, message=about)
    if message is not None and kind == IncomingKind.BOUNCE:
        _come_back(message, report.because, at)
    return incoming


def _message_for(mail: Mail, report: Report, recipients: Sequence[str]) -> Message | None:
    """Find the message by the token of its reply address; else by the Message-ID that is answered or came back."""
    envelope = [token.lower() for recipient in recipients for token in TOKEN.findall(recipient)]
    for token in [*envelope, *mail.tokens]:
        if message := Message.objects.filter(reply_token=token).first():
            return message
    for message_id in [*report.about, *mail.answers]:
        if message := Message.objects.filter(message_id=message_id).first():
            return message
    return None


def _come_back(message: Message, because: str, at: datetime) -> None:
    row = Message.objects.select_for_update().get(pk=message.pk)
    if State.BOUNCED not in MAY_BECOME[State(row.state)]:
        return  # it has bounced before, or never left
    Message.objects.filter(pk=row.pk).update(state=State.BOUNCED, answer=because[:300], settled_at=at)
    record("outbox.message-bounced", row.reference, by=BY, at=at, about=row.about)


def _is_expected(sender: str, to_address: str) -> bool:
    """Tell whether it comes from the domain that was written to, from one below it or from the one above it."""
    theirs, ours = domain_of(sender), domain_of(to_address)
    if not theirs or not ours:
        return False
    return theirs == ours or theirs.endswith(f".{ours}") or (ours.endswith(f".{theirs}") and "." in theirs)


def _believable(day: date | None, at: datetime) -> date | None:
    return day if day is not None and day <= (at + AHEAD).date() and day.year >= at.year - 1 else None
