"""What the desk shows of messages: what waits, what went, what failed or came back and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from safeconduct.outbox.access import message_for, messages_for, unsettled_for
from safeconduct.outbox.models import Incoming, Message
from safeconduct.outbox.queries.mail import MailLine, mail_line
from safeconduct.outbox.rules import MAY_BECOME, STILL_BUSY, State, is_uncertain
from safeconduct.outbox.rules.office_hours import next_opening
from safeconduct.outbox.words import BEING_SENT, KIND_NAMES, STATE_NAMES
from safeconduct.people.models import Member

MOST = 100  # of what waits, and of what needs somebody: a page that is read, not a file
STAMPS: dict[State, str] = {
    State.WAITING: "waiting",
    State.SENDING: "danger",
    State.ACCEPTED: "accepted",
    State.DEFERRED: "held",
    State.FAILED: "danger",
    State.BOUNCED: "danger",
    State.CANCELLED: "withdrawn",
}
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
    is_uncertain: bool
    is_taken_back: bool

    @property
    def may_cancel(self) -> bool:
        return State.CANCELLED in MAY_BECOME[State(self.state)]

    @property
    def may_retry(self) -> bool:
        return State.WAITING in MAY_BECOME[State(self.state)] and not self.is_taken_back


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
    messages, mail = messages_for(member), unsettled_for(member)
    if about:
        messages, mail = messages.filter(about=about), mail.filter(message__about=about)
    trouble, waiting = messages.filter(_needs_somebody(at)), messages.filter(_is_on_its_way(at))
    settled = Paginator(messages.filter(state__in=[State.ACCEPTED, State.CANCELLED]), 50).get_page(page)
    return Overview(
        trouble=_lines(trouble[:MOST], at),
        trouble_count=trouble.count(),
        waiting=_lines(waiting.order_by("queued_at", "pk")[:MOST], at),
        waiting_count=waiting.count(),
        settled=settled,
        settled_lines=_lines(settled.object_list, at),
        unsettled_mail=tuple(mail_line(row) for row in mail.select_related("message")[:MOST]),
        mail_count=mail.count(),
        has_server=bool(settings.MAIL_HOST),
    )


def count_trouble(member: Member, *, at: datetime) -> int:
    """Give how many messages of the member's organisation need somebody."""
    return messages_for(member).filter(_needs_somebody(at)).count()


def whole_message(member: Member, reference: str, *, at: datetime) -> WholeMessage:
    """Give one message of the member's organisation.

    :raises Http404: if there is none
    """
    message = message_for(member, reference)
    files = tuple(FileLine(one.name, one.media_type, one.sha256, one.content is not None) for one in message.attachments.order_by("pk"))
    return WholeMessage(_line(message, at), message.text, files, _mail_of(message.incoming.order_by("received_at", "pk")))


def _needs_somebody(at: datetime) -> Q:
    uncertain = Q(state=State.SENDING) & (~Q(answer="") | Q(next_attempt_at__lte=at - STILL_BUSY))
    return uncertain | Q(state__in=[State.FAILED, State.BOUNCED])


def _is_on_its_way(at: datetime) -> Q:
    return Q(state__in=STILL_WAITING) | Q(state=State.SENDING, answer="", next_attempt_at__gt=at - STILL_BUSY)


def _mail_of(rows: QuerySet[Incoming]) -> tuple[MailLine, ...]:
    return tuple(mail_line(row) for row in rows.select_related("message"))


def _lines(rows: Iterable[Message], at: datetime) -> tuple[MessageLine, ...]:
    return tuple(_line(row, at) for row in rows)


def _line(row: Message, at: datetime) -> MessageLine:
    state = State(row.state)
    is_unknown = is_uncertain(state, answer=row.answer, claimed_at=row.next_attempt_at, at=at)
    is_busy = state is State.SENDING and not is_unknown
    return MessageLine(
        reference=row.reference,
        kind_name=str(KIND_NAMES.get(row.kind, row.kind)),
        about=row.about,
        to_name=row.to_name,
        to_address=row.to_address,
        language=row.language,
        subject=row.subject,
        state=row.state,
        state_name=str(BEING_SENT if is_busy else STATE_NAMES[state]),
        stamp=STAMPS[State.WAITING] if is_busy else STAMPS[state],
        answer=row.answer,
        attempts=row.attempts,
        queued_at=row.queued_at,
        settled_at=row.settled_at,
        next_at=_next(row, at) if state in STILL_WAITING else None,
        is_uncertain=is_unknown,
        is_taken_back=row.is_taken_back,
    )


def _next(row: Message, at: datetime) -> datetime:
    """Give when it leaves at the earliest: after its hour, after its wait, and when the office is open."""
    return next_opening(max(moment for moment in (at, row.not_before, row.next_attempt_at) if moment), row.zone)
