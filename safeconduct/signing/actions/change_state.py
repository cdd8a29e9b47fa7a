"""Bring a signature from one state into another, once, and let the count follow."""

from typing import Any

from django.db import transaction

from safeconduct.signing.models import CountEvent, PublicName, Signature, WaitingMail
from safeconduct.signing.rules.kinds import COUNTED_STATES, State
from safeconduct.signing.storing.alone import DATABASE


def change_state(signature: Signature, to: State, **changes: Any) -> bool:
    """Change the state, and tell whether it was this call that did it: two at the same time count once.

    ``signature`` is the row as it was read; where it is in another state by now, nothing is changed. ``changes`` are further fields.
    A public name goes where the signature no longer counts, and mails that wait go where nobody is to be written to any more.
    """
    with transaction.atomic(using=DATABASE):
        was = State(signature.state)
        if not Signature.objects.filter(pk=signature.pk, state=was).update(state=to, **changes):
            return False
        if to is not State.CONFIRMED:
            PublicName.objects.filter(signature=signature.pk).delete()
        if to is not State.PENDING:
            WaitingMail.objects.filter(signature=signature.pk).delete()
        CountEvent.objects.bulk_create([*step_of(signature, was, -1), *step_of(signature, to, 1)])
    signature.state = to
    return True


def step_of(signature: Signature, state: State, delta: int) -> list[CountEvent]:
    """Give the step of the count for one signature that comes into a state (1) or leaves it (-1); none where the state is not counted."""
    if state not in COUNTED_STATES:
        return []
    return [
        CountEvent(
            roll_id=signature.roll_id,
            state=state,
            country=signature.country,
            language=signature.language,
            channel=signature.channel,
            is_provisional=signature.is_provisional,
            delta=delta,
        )
    ]
