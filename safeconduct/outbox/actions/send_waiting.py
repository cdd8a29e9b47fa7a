"""Send what waits and whose hour has come."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet

from safeconduct.audit.actions.record import record
from safeconduct.outbox.channels import channel
from safeconduct.outbox.channels.carrying import Channel, Enclosed, Letter, Outcome
from safeconduct.outbox.channels.composing import compose
from safeconduct.outbox.models import Message
from safeconduct.outbox.rules import State, domain_of
from safeconduct.outbox.rules.office_hours import is_open
from safeconduct.outbox.rules.retrying import wait_after

BY = "outbox"  # who does it, in the record
AT_ONCE = 30  # messages of a run
FOR_ONE_DOMAIN = 5  # of these: a ministry that gets forty at once takes them for unwanted mail


@dataclass(frozen=True, slots=True)
class Sent:
    """What a run did, counted."""

    accepted: int = 0
    deferred: int = 0
    failed: int = 0
    uncertain: int = 0


def send_waiting(*, at: datetime, limit: int = AT_ONCE, is_stopped: Callable[[], bool] = lambda: False) -> Sent:
    """Send at most ``limit`` messages, those that wait longest first, each claimed before anything is said to a mail server.

    A message is SENDING in the database before the connection carries a word of it. One that is found so after a crash may have been
    sent: it is shown to a person, and nothing sends it again by itself. ``is_stopped`` is asked before each.
    """
    done: Counter[State] = Counter()
    with channel() as way:
        for pk in _chosen(at, limit):
            if is_stopped():
                break
            message = _claim(pk, at)
            if message is None:
                continue  # cancelled, or taken by another run, since it was chosen
            outcome = _hand_over(way, _letter(message), at)
            done[_settle(message, outcome, at)] += 1
            if outcome.ends_run:
                break
    return Sent(done[State.ACCEPTED], done[State.DEFERRED], done[State.FAILED], done[State.SENDING])


def _hand_over(way: Channel, letter: Letter, at: datetime) -> Outcome:
    try:
        raw = compose(letter, sender=f"letters@{settings.MAIL_DOMAIN}", at=at)
    except ValueError:  # half a letter from somewhere: it would stop all that wait behind it
        return Outcome(State.FAILED, "These words could not be written as a mail. Nothing was sent.")
    return way.carry(letter, raw)


def _due(at: datetime) -> QuerySet[Message]:
    return Message.objects.filter(
        Q(not_before__isnull=True) | Q(not_before__lte=at),
        Q(next_attempt_at__isnull=True) | Q(next_attempt_at__lte=at),
        state__in=[State.WAITING, State.DEFERRED],
        is_taken_back=False,
    )


def _chosen(at: datetime, limit: int) -> Iterator[int]:
    """Give the keys of what may go now: offices that are open, not too many to one domain."""
    zones = _due(at).order_by().values_list("zone", flat=True).distinct()
    open_now = [zone for zone in zones if is_open(at, zone)]
    waiting = _due(at).filter(zone__in=open_now).order_by("queued_at", "pk").values_list("pk", "to_address")
    taken: Counter[str] = Counter()
    chosen: list[int] = []
    for pk, address in waiting.iterator(chunk_size=500):
        domain = domain_of(address)
        if len(chosen) == limit:
            break
        if taken[domain] < FOR_ONE_DOMAIN:
            taken[domain] += 1
            chosen.append(pk)
    yield from chosen


def _claim(pk: int, at: datetime) -> Message | None:
    """Make the message SENDING, for everybody to see, before anything is sent; ``None`` where it is no longer ours to send."""
    with transaction.atomic(durable=True):
        rows = Message.objects.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked)
        message = rows.filter(pk=pk, state__in=[State.WAITING, State.DEFERRED], is_taken_back=False).first()
        if message is None:
            return None
        Message.objects.filter(pk=pk).update(state=State.SENDING, attempts=F("attempts") + 1, next_attempt_at=at, answer="")
    return Message.objects.select_related("organisation").prefetch_related("attachments").get(pk=pk)


def _letter(message: Message) -> Letter:
    earlier = (
        Message.objects.filter(about=message.about, to_address=message.to_address, organisation=message.organisation_id)
        .filter(pk__lt=message.pk, state=State.ACCEPTED)
        .order_by("pk")
        .values_list("message_id", flat=True)
        .first()
    )
    return Letter(
        reference=message.reference,
        from_name=message.organisation.name,
        to_name=message.to_name,
        to_address=message.to_address,
        reply_address=f"letter+{message.reply_token}@{settings.MAIL_DOMAIN}",
        subject=message.subject,
        language=message.language,
        text=message.text,
        page=message.page,
        message_id=message.message_id,
        answers=earlier or "",
        files=tuple(Enclosed(one.name, one.media_type, bytes(one.content or b"")) for one in message.attachments.all()),
    )


@transaction.atomic
def _settle(message: Message, outcome: Outcome, at: datetime) -> State:
    """Keep what the server said, and give the state that follows from it."""
    state, wait = outcome.state, wait_after(message.attempts)
    is_taken_back = Message.objects.filter(pk=message.pk, is_taken_back=True).exists()  # while the server had it
    if state == State.DEFERRED and (wait is None or is_taken_back):
        state = State.FAILED
    changes = {"state": state, "answer": outcome.answer}
    if state == State.DEFERRED and wait is not None:
        Message.objects.filter(pk=message.pk).update(**changes, next_attempt_at=at + wait)
    elif state == State.SENDING:
        Message.objects.filter(pk=message.pk).update(**changes)
    else:
        Message.objects.filter(pk=message.pk).update(**changes, next_attempt_at=None, settled_at=at)
    if state == State.ACCEPTED:
        record("outbox.message-accepted", message.reference, by=BY, at=at, about=message.about)
    elif state == State.FAILED:
        record("outbox.message-failed", message.reference, by=BY, at=at, about=message.about)
    return state
