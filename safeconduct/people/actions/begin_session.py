"""Let a member in, and out of every other browser: one session at a time."""

import secrets
from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.people.models import Member


@transaction.atomic
def begin_session(*, member: Member, at: datetime) -> None:
    """End every session of the member, so that the one which begins now is the only one."""
    member.session_mark = secrets.token_hex(16)
    member.save(update_fields=["session_mark"])
    record("people.member-signed-in", member.reference, by=member.reference, at=day_of(at))
