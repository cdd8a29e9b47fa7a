"""Recover: whoever has the recovery kit sets a new passphrase and a new second factor."""

import secrets
from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.people.models import Member
from safeconduct.vault.actions.accept_invitation import CodeWrong
from safeconduct.vault.actions.keep_slot import keep_factor, keep_slot
from safeconduct.vault.reading.keys import NewFactor, NewSlot
from safeconduct.vault.rules.one_time import step_of


@transaction.atomic
def renew_keys(*, member: Member, auth: bytes, slot: NewSlot, factor: NewFactor, at: datetime) -> None:
    """Put a new passphrase slot and a new second factor in the place of those before; every session ends. The kit stays good.

    ``member`` is whoever the kit was checked to belong to, never whom the browser names.

    :raises CodeWrong: if the code does not prove the second factor
    """
    if step_of(factor.secret, factor.code, at=at) is None:
        raise CodeWrong
    keep_slot(member=member, kind="passphrase", slot=slot, auth=auth)
    keep_factor(member=member, secret=factor.secret, auth=auth)
    member.session_mark = secrets.token_hex(16)
    member.save(update_fields=["session_mark"])
    record("people.keys-renewed", member.reference, by=member.reference, at=at)
