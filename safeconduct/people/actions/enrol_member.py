"""Enrol a member with an organisation and roles. How the member signs in, and with which keys, is added by whoever calls this."""

import re
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member, Organisation, RoleGrant
from safeconduct.people.permissions import Role

HANDLE = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,58}[a-z0-9])?")


class HandleTaken(Refused):
    """Somebody signs in with this name already."""

    sentence = _("Somebody already signs in with this name. Choose another.")
    code = "handle-taken"


class HandleUnfit(Refused):
    """The name could not be typed alike by everybody."""

    sentence = _("A sign-in name is made of small letters from a to z, digits, full stops and hyphens. Choose another.")
    code = "handle-unfit"


@transaction.atomic
def enrol_member(
    *, handle: str, name: str, organisation: Organisation, roles: Iterable[Role], by: str, at: datetime, reference: str = ""
) -> Member:
    """Add the member, who cannot sign in yet.

    ``reference`` is the one that the member's keys are bound to; without it a new one is made.

    :raises HandleTaken: if the sign-in name is in use
    :raises HandleUnfit: if the sign-in name holds anything but small letters, digits, full stops and hyphens
    """
    if not HANDLE.fullmatch(handle):
        raise HandleUnfit
    if Member.objects.filter(handle=handle).exists():
        raise HandleTaken
    member = Member(handle=handle, name=name, organisation=organisation, joined_on=at.date(), reference=reference)
    member.set_unusable_password()
    member.save()
    RoleGrant.objects.bulk_create(RoleGrant(member=member, role=role, granted_by=by, granted_at=at) for role in sorted(set(roles)))
    record("people.member-enrolled", member.reference, by=by, at=at, roles=sorted(set(roles)))
    return member
