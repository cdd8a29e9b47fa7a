"""Find out who asks to come in. Every failure costs the same work and is answered the same."""

from datetime import datetime
from functools import cache

from django.contrib.auth.hashers import check_password, is_password_usable, make_password

from safeconduct.kit.talking import base64_of
from safeconduct.people.access import member_with_handle
from safeconduct.people.models import Member, UnlockSlot
from safeconduct.vault.actions.use_code import use_code


def check_member(*, handle: str, auth: bytes, code: str, at: datetime) -> Member | None:
    """Give the member whose name, passphrase and one-time code these are; ``None`` for everybody else. The code is then used up."""
    member = member_with_handle(handle)
    if not fits(auth, member.password if member else ""):
        return None
    return member if member and use_code(member=member, auth=auth, code=code, at=at) else None


def check_kit(*, handle: str, auth: bytes) -> tuple[Member, UnlockSlot] | None:
    """Give the member whose name and recovery kit these are, with the slot it opens; ``None`` where keys are withheld, too.

    A kit has 160 random bits: it needs no second factor, which may be lost with the telephone, and guesses need no counting.
    """
    member = member_with_handle(handle)
    slot = UnlockSlot.objects.filter(member=member.pk, kind="recovery").first() if member else None
    if not fits(auth, slot.auth if slot else "") or member is None or slot is None or member.withheld_on is not None:
        return None
    return member, slot


def fits(auth: bytes, kept: str) -> bool:
    """Tell whether this was sent before: ``kept`` is a hash of it. Without one the work is done all the same."""
    if is_password_usable(kept) and kept:
        return check_password(base64_of(auth), kept)
    check_password(base64_of(auth), _of_nobody())
    return False


@cache
def _of_nobody() -> str:
    return make_password("nobody")
