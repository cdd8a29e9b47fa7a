"""Enrol a member with an organisation and roles.

A password opens the door for now; the member's own keys take its place when the vault is built.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member, Organisation, RoleGrant
from safeconduct.people.permissions import Role

SHORTEST_PASSPHRASE = 12


class HandleTaken(Refused):
    """Somebody signs in with this name already."""

    sentence = _("Somebody already signs in with this name. Choose another.")


class PassphraseTooShort(Refused):
    """The passphrase would be guessed."""

    sentence = _("The passphrase is too short. Use at least twelve characters; four unrelated words are easy to remember.")


@transaction.atomic
def enrol_member(
    *, handle: str, name: str, organisation: Organisation, roles: Iterable[Role], passphrase: str, by: str, at: datetime
) -> Member:
    """Make the member able to sign in.

    :raises HandleTaken: if the sign-in name is in use
    :raises PassphraseTooShort: if the passphrase has fewer than twelve characters
    """
    if Member.objects.filter(handle=handle).exists():
        raise HandleTaken
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise PassphraseTooShort
    member = Member(handle=handle, name=name, organisation=organisation, joined_on=at.date())
    member.set_password(passphrase)
    member.save()
    RoleGrant.objects.bulk_create(RoleGrant(member=member, role=role, granted_by=by, granted_at=at) for role in sorted(set(roles)))
    record("people.member-enrolled", member.reference, by=by, at=at, roles=sorted(set(roles)))
    return member
