"""Invite one person into an organisation, by a link that is shown once."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.references import new_reference
from safeconduct.kit.refusals import Refused
from safeconduct.people.access import members, organisation_named, organisation_that_left
from safeconduct.people.actions.admit_organisation import admit_organisation
from safeconduct.people.models import Invitation, Member, Organisation
from safeconduct.people.permissions import Permission, Role, may_give

LONGEST = 30  # days that an invitation may hold


class NotYours(Refused):
    """The organisation chooses its people itself."""

    sentence = _("An organisation that has members invites its people itself. Nobody was invited. Ask somebody there.")


class RoleNotYours(Refused):
    """Nobody gives a role over the whole coalition who does not hold it."""

    sentence = _("Only a coordinator may invite a coordinator. Nobody was invited. Choose other roles, or ask a coordinator.")


class HasLeft(Refused):
    """It is not in the coalition any more."""

    sentence = _("This organisation has left the coalition, or was cut off. Nobody was invited. If it comes back, it needs another name.")


def may_invite_into(member: Member, organisation: Organisation) -> bool:
    """Tell whether the member may bring people into this organisation: their own, and for a coordinator one that has nobody yet."""
    if organisation.pk == member.organisation_id:
        return True
    return member.may(Permission.CRISIS_OPEN) and not members().filter(organisation=organisation).exists()


@transaction.atomic
def invite_member(
    *, organisation: Organisation | str, roles: Iterable[Role], days: int, by: Member | str, at: datetime, country: str = ""
) -> tuple[Invitation, str]:
    """Give the invitation, of which only a hash is kept, and the token that opens it, 256 random bits.

    An organisation that is named and not known is admitted. ``by`` is a member, or the word for the command line, which may invite
    anybody into anything.

    :raises NotYours: if it is another organisation, which has members already
    :raises RoleNotYours: if somebody who is no coordinator invites one
    :raises HasLeft: if the organisation was cut off, or left
    """
    wanted = sorted(set(roles))
    if isinstance(organisation, str):
        name = organisation.strip()
        known = organisation_named(name) or organisation_that_left(name)
        organisation = known or admit_organisation(name=name, country=country.upper(), by=_word_for(by), at=at)
    if organisation.left_on is not None:
        raise HasLeft
    if isinstance(by, Member):
        if not may_invite_into(by, organisation):
            raise NotYours
        if not all(may_give(by.permissions, role) for role in wanted):
            raise RoleNotYours
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        token_hash=hashlib.sha256(token.encode()).digest(),
        organisation=organisation,
        roles=wanted,
        member_reference=_free_reference(),
        invited_by=_word_for(by),
        until=at.date() + timedelta(days=min(days, LONGEST)),
    )
    record("people.member-invited", invitation.member_reference, by=_word_for(by), at=at, organisation=organisation.reference, roles=wanted)
    return invitation, token


def _word_for(by: Member | str) -> str:
    return by.reference if isinstance(by, Member) else by


def _free_reference() -> str:
    reference = new_reference("ME")
    while Member.objects.filter(reference=reference).exists():
        reference = new_reference("ME")
    return reference
