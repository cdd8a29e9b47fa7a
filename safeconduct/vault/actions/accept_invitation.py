"""Join: somebody who was invited brings keys that their own browser made."""

import os
from datetime import datetime, timedelta
from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.kit.talking import NotUnderstood, base64_of
from safeconduct.people.access import invitation_with, root_key
from safeconduct.people.actions.enrol_member import enrol_member
from safeconduct.people.models import Member, PublicBundle, RootKey
from safeconduct.people.permissions import Role
from safeconduct.vault.actions.keep_slot import keep_factor, keep_slot
from safeconduct.vault.format.members import PublicKeys
from safeconduct.vault.reading.keys import NewKeys
from safeconduct.vault.rules.names import is_name, same_name
from safeconduct.vault.rules.one_time import step_of

ROOT_KEY_FILE = "root-key.txt"
LONGEST_NAME = 120


class NoInvitation(Refused):
    """The token opens nothing, or no longer."""

    status, code = HTTPStatus.NOT_FOUND, "no-invitation"
    sentence = _("This invitation was used, was taken back, or its day is over. Nothing was kept. Ask whoever invited you for a new one.")


class NameUnfit(Refused):
    """The name would pass for a colleague's, or holds signs that nobody sees."""

    code = "name"
    sentence = _("A colleague has this name already, or it holds signs that nobody can see. Nothing was kept. Choose another.")


class CodeWrong(Refused):
    """The telephone has another secret, or another time."""

    code = "code"
    sentence = _("This code does not fit. Nothing was kept. Wait for the next one, and check that your telephone shows the right time.")


@transaction.atomic
def accept_invitation(*, token: str, handle: str, name: str, keys: NewKeys, at: datetime) -> Member:
    """Make a member of whoever holds the token, bound to the reference that the invitation holds; the token is then worth nothing.

    The first steward's signing key becomes the one on which trust in all others rests. It is also written into a file, so that it
    can be published elsewhere.

    :raises NoInvitation: if the token opens none
    :raises NotUnderstood: if the keys are not signed by themselves, or are not somebody's first
    :raises NameUnfit: if somebody of the organisation has the same name, or one that looks the same
    :raises CodeWrong: if the code does not prove the second factor
    :raises HandleTaken, HandleUnfit: see ``enrol_member``
    """
    invitation = invitation_with(token, on=at.date())
    if invitation is None:
        raise NoInvitation
    if not _is_first_bundle(keys.bundle, invitation.member_reference, at) or not name.strip() or len(name) > LONGEST_NAME:
        raise NotUnderstood
    if step_of(keys.factor.secret, keys.factor.code, at=at) is None:
        raise CodeWrong
    if not is_name(name) or same_name(name) in {same_name(one.name) for one in invitation.organisation.members.all()}:
        raise NameUnfit
    member = enrol_member(
        handle=handle,
        name=name.strip(),
        organisation=invitation.organisation,
        roles=[Role(role) for role in invitation.roles],
        reference=invitation.member_reference,
        by=invitation.invited_by,
        at=at,
    )
    invitation.delete()
    keep_slot(member=member, kind="passphrase", slot=keys.slot, auth=keys.auth)
    keep_slot(member=member, kind="recovery", slot=keys.recovery, auth=keys.recovery_auth)
    keep_factor(member=member, secret=keys.factor.secret, auth=keys.auth)
    _keep_bundle(member, keys.bundle)
    if Role.STEWARD in invitation.roles and not root_key():
        _make_root(member, keys.bundle.signing_key, at)
    return member


def _is_first_bundle(bundle: PublicKeys, reference: str, at: datetime) -> bool:
    days = {(at.date() + timedelta(days=days)).isoformat() for days in (-1, 0, 1)}  # it is another day elsewhere
    return bundle.member == reference and bundle.sequence == 1 and not bundle.previous and bundle.created in days and bundle.is_signed()


def _keep_bundle(member: Member, bundle: PublicKeys) -> None:
    PublicBundle.objects.create(
        member=member,
        sequence=bundle.sequence,
        recipient=bundle.recipient,
        signing_key=bundle.signing_key,
        created_on=bundle.created,
        previous=bundle.previous,
        signature=bundle.signature,
    )


def _make_root(member: Member, signing_key: bytes, at: datetime) -> None:
    RootKey.objects.create(member=member, signing_key=signing_key)
    record("people.root-key-made", member.reference, by=member.reference, at=at)
    path = Path(settings.VAR) / ROOT_KEY_FILE
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(base64_of(signing_key) + "\n")
