"""Sign a member out, in every browser: a session lives in its cookie, and a cookie that was copied must end with it."""

import secrets
from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.people.models import Member


@transaction.atomic
def end_sessions(*, member: Member, by: str, at: datetime) -> None:
    """Make every session of the member worth nothing."""
    Member.objects.filter(pk=member.pk).update(session_mark=secrets.token_hex(16))
    record("people.member-signed-out", member.reference, by=by, at=day_of(at))
