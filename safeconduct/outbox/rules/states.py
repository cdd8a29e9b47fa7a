"""States of a message and kinds of what comes back. Pure."""

from datetime import datetime, timedelta
from enum import StrEnum


class State(StrEnum):
    """How far a message has come. "Accepted" is what a mail server answered; it is never shown as delivered or read."""

    WAITING = "waiting"  # for its hour, or for the next run
    SENDING = "sending"  # handed to a mail server that has not answered; after a crash it is shown, and never sent again by itself
    ACCEPTED = "accepted"  # the server of the recipient, or of our provider, took it (SMTP 250)
    DEFERRED = "deferred"  # try again later (SMTP 4xx, or no connection)
    FAILED = "failed"  # refused for good (SMTP 5xx), or too many tries
    BOUNCED = "bounced"  # came back after it had been accepted (RFC 3464)
    CANCELLED = "cancelled"


class IncomingKind(StrEnum):
    """What came to a reply address."""

    ANSWER = "answer"
    BOUNCE = "bounce"
    AUTOMATIC = "automatic"  # out of office, receipt (RFC 3834)
    UNKNOWN = "unknown"


MAY_BECOME: dict[State, frozenset[State]] = {
    State.WAITING: frozenset({State.SENDING, State.CANCELLED}),
    State.SENDING: frozenset({State.ACCEPTED, State.DEFERRED, State.FAILED}),
    State.DEFERRED: frozenset({State.SENDING, State.CANCELLED, State.FAILED}),
    State.ACCEPTED: frozenset({State.BOUNCED}),
    State.FAILED: frozenset({State.WAITING}),
    State.BOUNCED: frozenset({State.WAITING}),
    State.CANCELLED: frozenset(),
}

# A mail server that is slow to answer is waited for; after this nothing of ours can be waiting any more.
STILL_BUSY = timedelta(minutes=10)


def is_uncertain(state: State, *, answer: str, claimed_at: datetime | None, at: datetime) -> bool:
    """Tell whether nobody knows if a mail server took it: handed over, and the line broke (``answer`` says so) or nothing came for long."""
    return state is State.SENDING and (bool(answer) or claimed_at is None or at - claimed_at >= STILL_BUSY)
