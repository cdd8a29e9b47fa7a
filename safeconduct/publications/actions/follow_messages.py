"""Carry over to each copy of a publication how far its message has come."""

from datetime import datetime

from django.db import transaction

from safeconduct.outbox.rules import State
from safeconduct.publications.models import Dispatch
from safeconduct.publications.rules.agreeing import Progress

FOLLOWS: dict[State, Progress] = {
    State.WAITING: Progress.QUEUED,
    State.DEFERRED: Progress.QUEUED,
    State.SENDING: Progress.QUEUED,  # nobody knows; the outbox shows it to a person
    State.ACCEPTED: Progress.ACCEPTED,
    State.FAILED: Progress.FAILED,
    State.BOUNCED: Progress.BOUNCED,
    State.CANCELLED: Progress.CANCELLED,
}
TOLD = frozenset({State.FAILED, State.BOUNCED})  # why stands at the copy too
# What a person has said stays: an answer that was filed, a copy that was taken by hand after the message failed.
MACHINE = (Progress.QUEUED, Progress.ACCEPTED, Progress.FAILED, Progress.BOUNCED)


@transaction.atomic
def follow_messages(*, at: datetime) -> int:
    """Set the progress of every copy whose message has gone on since, with the day it was accepted; give how many changed.

    What is written here follows from the outbox alone, where each step stands in the record.
    """
    changed = 0
    for state, progress in FOLLOWS.items():
        behind = (
            Dispatch.objects.filter(message__state=state, progress__in=MACHINE)
            .exclude(progress=progress)
            .select_related("message")
            .select_for_update(of=("self",))
        )
        for dispatch in behind:
            changed += _follow(dispatch, state, progress, at)
    return changed


def _follow(dispatch: Dispatch, state: State, progress: Progress, at: datetime) -> int:
    message = dispatch.message
    if message is None:
        return 0
    dispatch.progress = progress
    dispatch.problem = message.answer if state in TOLD else ""
    if state == State.ACCEPTED and dispatch.sent_on is None:
        dispatch.sent_on = (message.settled_at or at).date()
    dispatch.address = message.to_address
    dispatch.save(update_fields=["progress", "problem", "sent_on", "address"])
    return 1
