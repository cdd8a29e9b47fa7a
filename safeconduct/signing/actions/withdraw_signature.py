"""Take one's own signature back, or have it deleted: at any time, also once the campaign is closed."""

import secrets
from typing import Any

from django.db import transaction

from safeconduct.signing.actions.change_state import change_state, step_of
from safeconduct.signing.actions.confirm_signature import LinkUnknown
from safeconduct.signing.models import CountEvent, Signature
from safeconduct.signing.queries.own import behind_link
from safeconduct.signing.rules.kinds import State
from safeconduct.signing.storing.alone import DATABASE
from safeconduct.vault.format.signatures import TAG_LENGTH

TRIES = 3  # a state that changes under our hands is read again
MAY_BE_WITHDRAWN = {State.PENDING, State.CONFIRMED, State.BOUNCED, State.SET_ASIDE}


def withdraw_signature(token: str) -> Signature:
    """Take the signature back: it no longer counts, and nothing of who signed is kept, not even by which the address could be known again.

    So the same person may sign anew. Doing it again changes nothing.

    :raises LinkUnknown: if the link leads nowhere
    """
    for _try in range(TRIES):
        signature = _found(token)
        if signature.state not in MAY_BE_WITHDRAWN or change_state(signature, State.WITHDRAWN, **nothing_kept()):
            break
    return signature


def erase_signature(token: str) -> Signature:
    """Delete the signature with all that hangs on it; the count goes down by one. Gives what it was.

    :raises LinkUnknown: if the link leads nowhere
    """
    found = _found(token)
    with transaction.atomic(using=DATABASE):
        signature = Signature.objects.select_for_update().filter(pk=found.pk).first()
        if signature is None:  # deleted a moment ago by the same hand
            raise LinkUnknown
        CountEvent.objects.bulk_create(step_of(signature, State(signature.state), -1))
        Signature.objects.filter(pk=signature.pk).delete()
    return found


def nothing_kept() -> dict[str, Any]:
    """Give the fields of a signature of which nothing is kept but that there was one."""
    unknown = {"tag": secrets.token_bytes(TAG_LENGTH), "person": b"", "home": b"", "domain": b""}
    return unknown | {"blob": b"", "own": b"", "way": b"", "code": None}


def _found(token: str) -> Signature:
    signature = behind_link(token)
    if signature is None:
        raise LinkUnknown
    return signature
