"""What the desk shows of mail that came back: letters and line breaks, and a list of what is attached. Nothing of it is ever markup."""

from dataclasses import dataclass
from datetime import date, datetime

from safeconduct.outbox.models import Incoming
from safeconduct.outbox.reading.mail import Attached, read_mail
from safeconduct.outbox.rules import IncomingKind
from safeconduct.outbox.words import INCOMING_NAMES, SETTLED_NAMES

STAMPS: dict[IncomingKind, str] = {
    IncomingKind.ANSWER: "words",
    IncomingKind.BOUNCE: "danger",
    IncomingKind.AUTOMATIC: "waiting",
    IncomingKind.UNKNOWN: "silence",
}


@dataclass(frozen=True, slots=True)
class MailLine:
    """One mail in a list."""

    reference: str
    kind: str
    kind_name: str
    stamp: str
    sender: str
    is_expected_sender: bool
    subject: str
    on: date | None
    received_at: datetime
    about: str  # reference of the publication that it answers
    message: str  # reference of the message
    settled_name: str  # empty: nobody has looked at it yet


@dataclass(frozen=True, slots=True)
class AttachedLine:
    """One file of a mail, before anybody downloads it."""

    number: int
    name: str
    media_type: str  # as the sender says
    size: int  # bytes


@dataclass(frozen=True, slots=True)
class WholeMail:
    """A mail with its words and what is attached to it."""

    line: MailLine
    text: str
    sha256: str
    attached: tuple[AttachedLine, ...]
    is_kept: bool  # False: its bytes were tidied away; words and hash stay


def mail_line(row: Incoming) -> MailLine:
    """Give one mail as a list shows it."""
    kind = IncomingKind(row.kind)
    return MailLine(
        reference=row.reference,
        kind=row.kind,
        kind_name=str(INCOMING_NAMES[kind]),
        stamp=STAMPS[kind],
        sender=row.sender,
        is_expected_sender=row.is_expected_sender,
        subject=row.subject,
        on=row.on,
        received_at=row.received_at,
        about=row.message.about if row.message else "",
        message=row.message.reference if row.message else "",
        settled_name=str(SETTLED_NAMES.get(row.settled_as, "")),
    )


def whole_mail(row: Incoming) -> WholeMail:
    """Give a mail with its words and the list of its files."""
    raw = bytes(row.raw)
    files = read_mail(raw).attached if raw else ()
    attached = tuple(AttachedLine(number, one.name, one.media_type, len(one.content)) for number, one in enumerate(files, start=1))
    return WholeMail(mail_line(row), row.text, row.sha256, attached, is_kept=bool(raw))


def file_of(row: Incoming, number: int) -> Attached | None:
    """Give the file of that number, counted from 1; ``None`` where there is none."""
    files = read_mail(bytes(row.raw)).attached if row.raw else ()
    return files[number - 1] if 1 <= number <= len(files) else None
