"""Use a member's one-time code, which works once."""

import hmac
from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.people.models import Member, SecondFactor
from safeconduct.people.throttle import forget_wrong_codes, is_paused, note_wrong_code
from safeconduct.vault.format.errors import NotSealed
from safeconduct.vault.format.octets import pae
from safeconduct.vault.format.staff import open_factor
from safeconduct.vault.rules.one_time import DRIFT, step_at, step_of


@transaction.atomic
def use_code(*, member: Member, auth: bytes, code: str, at: datetime) -> bool:
    """Tell whether a code is good and was not used before, and remember it; ``auth`` must be the member's, checked already.

    Wrong ones are counted; too many pause the name, and the first pause is written into the record: somebody knows the passphrase.
    """
    if is_paused(member.handle):
        return False
    if _is_used(member, auth, code, at):
        forget_wrong_codes(member.handle)
        return True
    if note_wrong_code(member.handle):
        record("people.codes-refused", member.reference, by=member.reference, at=at)
    return False


def _is_used(member: Member, auth: bytes, code: str, at: datetime) -> bool:
    factor = SecondFactor.objects.filter(member=member.pk).first()
    if factor is None:
        return False
    try:
        secret = open_factor(auth, bytes(factor.blob), member=member.reference)
    except NotSealed:
        return False
    step = step_of(secret, code, at=at)
    if step is None:
        return False
    # Neither this code nor one that came after it may have been used.
    if factor.used in {_mark(secret, later) for later in range(step, step_at(at) + DRIFT + 1)}:
        return False
    return SecondFactor.objects.filter(member=member.pk, used=factor.used).update(used=_mark(secret, step)) == 1


def _mark(secret: bytes, step: int) -> str:
    # Keyed with what we can open only now. With a key that lies beside the database, whoever takes both would try the half minutes of
    # a year, which are a million, and know when each member signed in last.
    return hmac.digest(secret, pae("safeconduct/v1/staff/used-code", str(step)), "sha256").hex()
