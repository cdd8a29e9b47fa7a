"""What the desk shows of messages: what waits, what went, what failed or came back and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet

from safeconduct.outbox.access import incoming_for, message_for, messages_for
from safeconduct.outbox.models import Incoming, Message
from safeconduct.outbox.queries.mail import MailLine, mail_line
from safeconduct.outbox.rules import MAY_BECOME, State
from safeconduct.outbox.rules.office_hours import next_opening
from safeconduct.outbox.words import KIND_NAMES, STATE_NAMES
from safeconduct.people.models import Member

MOST = 100  # of what waits, and of what needs somebody: a page that is read, not a file
STAMPS: dict[State, str] = {
    State.WAITING: "waiting",
    State.SENDING: "danger",
    State.ACCEPTED: "accepted",
    State.DEFERRED: "held",
    State.FAILED: "rejected",
    State.BOUNCED: "rejected",
    State.CANCELLED: "withdrawn",
}
TROUBLE = (State.SENDING, State.FAILED, State.BOUNCED)
STILL_WAITING = (State.WAITING, State.DEFERRED)


@dataclass(frozen=True, slots=True)
class MessageLine:
    """One message as a page shows it. ``next_at`` is when it leaves at the earliest, where it waits."""

    reference: str
    kind_name: str
    about: str
    to_name: str
    to_address: str
    language: str
    subject: str
    state: str
    state_name: str
    stamp: str
    answer: str
    attempts: int
    queued_at: datetime
    settled_at: datetime | None
    next_at: datetime | None

    @property
    def may_cancel(self) -> bool:
        return State.CANCELLED in MAY_BECOME[State(self.state)]

    @property
    def may_retry(self) -> bool:
        return State.WAITING in MAY_BECOME[State(self.state)]

    @property
    def is_uncertain(self) -> bool:
        return self.state == State.SENDING


@dataclass(frozen=True, slots=True)
class FileLine:
    """An attachment: its hash is shown for ever, its bytes are there until they are tidied away."""

    name: str
    media_type: str
    sha256: str
    is_kept: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """The outbox of an organisation on one page."""

    trouble: tuple[MessageLine, ...]
    trouble_count: int
    waiting: tuple[MessageLine, ...]
    waiting_count: int
    settled: Page[Message]
    settled_lines: tuple[MessageLine, ...]
    unsettled_mail: tuple[MailLine, ...]
    mail_count: int
    has_server: bool  # False: messages become files, and reach nobody


@dataclass(frozen=True, slots=True)
class WholeMessage:
    """One message with its words, its files and what came back to it."""

    line: MessageLine
    text: str
    files: tuple[FileLine, ...]
    mail: tuple[MailLine, ...]


def overview(member: Member, *, at: datetime, about: str = "", page: str = "1") -> Overview:
    """Give the outbox of the member's organisation; with ``about`` only what carries that publication."""
    messages, mail = messages_for(member), incoming_for(member).filter(settled_at__isnull=True)
    if about:
        messages, mail = messages.filter(about=about), mail.filter(message__about=about)
    counts = {row["state"]: row["count"] for row in messages.order_by().values("state").annotate(count=Count("pk"))}
    settled = Paginator(messages.filter(state__in=[State.ACCEPTED, State.CANCELLED]), 50).get_page(page)
    return Overview(
        trouble=_lines(messages.filter(state__in=TROUBLE)[:MOST], at),
        trouble_count=sum(counts.get(state, 0) for state in TROUBLE),
        waiting=_lines(messages.filter(state__in=STILL_WAITING).order_by("queued_at", "pk")[:MOST], at),
        waiting_count=sum(counts.get(state, 0) for state in STILL_WAITING),
        settled=settled,
        settled_lines=_lines(settled.object_list, at),
        unsettled_mail=tuple(mail_line(row) for row in mail.select_related("message")[:MOST]),
        mail_count=mail.count(),
        has_server=bool(settings.MAIL_HOST),
    )


def whole_message(member: Member, reference: str, *, at: datetime) -> WholeMessage:
    """Give one message of the member's organisation.

    :raises Http404: if there is none
    """
    message = message_for(member, reference)
    files = tuple(FileLine(one.name, one.media_type, one.sha256, one.content is not None) for one in message.attachments.order_by("pk"))
    return WholeMessage(_line(message, at), message.text, files, _mail_of(message.incoming.order_by("received_at", "pk")))


def _mail_of(rows: QuerySet[Incoming]) -> tuple[MailLine, ...]:
    return tuple(mail_line(row) for row in rows.select_related("message"))


def _lines(rows: Iterable[Message], at: datetime) -> tuple[MessageLine, ...]:
    return tuple(_line(row, at) for row in rows)


def _line(row: Message, at: datetime) -> MessageLine:
    state = State(row.state)
    return MessageLine(
        reference=row.reference,
        kind_name=str(KIND_NAMES.get(row.kind, row.kind)),
        about=row.about,
        to_name=row.to_name,
        to_address=row.to_address,
        language=row.language,
        subject=row.subject,
        state=row.state,
        state_name=str(STATE_NAMES[state]),
        stamp=STAMPS[state],
        answer=row.answer,
        attempts=row.attempts,
        queued_at=row.queued_at,
        settled_at=row.settled_at,
        next_at=_next(row, at) if state in STILL_WAITING else None,
    )


def _next(row: Message, at: datetime) -> datetime:
    """Give when it leaves at the earliest: after its hour, after its wait, and when the office is open."""
    return next_opening(max(moment for moment in (at, row.not_before, row.next_attempt_at) if moment), row.zone)
