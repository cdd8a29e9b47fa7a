"""The keys of the cast, made as their browsers would make them, and kept for whoever tells more of the story."""

import base64
import json
import os
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from safeconduct.kit.refusals import Refused
from safeconduct.kit.talking import Given, base64_of
from safeconduct.people.actions.invite_member import invite_member
from safeconduct.people.models import Member, Organisation
from safeconduct.people.permissions import Permission, Role
from safeconduct.vault.actions.accept_invitation import accept_invitation
from safeconduct.vault.actions.keep_keyring import keep_keyring
from safeconduct.vault.actions.vouch_for_member import vouch_for_member
from safeconduct.vault.format.members import MemberKeys, make_member_keys, vouch_statement
from safeconduct.vault.format.signing import sign
from safeconduct.vault.format.staff import FACTOR_LENGTH, seal_keyring
from safeconduct.vault.reading.keys import keys_from
from safeconduct.vault.rules.one_time import SECONDS, code_at, step_at

CODES_FILE = "demo-codes.json"


class NotOfTheCast(Refused):
    """Nobody in the demonstration signs in so."""

    sentence = _("Nobody in the demonstration has this sign-in name. Load the demonstration first; it prints the names.")


@dataclass(frozen=True, slots=True, repr=False)
class Keyed:
    """One of the cast with everything that in earnest only their browser and their telephone know."""

    member: Member
    keys: MemberKeys
    factor: bytes  # the secret of the one-time codes


def join(*, handle: str, name: str, organisation: Organisation, roles: Iterable[Role], passphrase: str, by: str, at: datetime) -> Keyed:
    """Invite somebody and let them join, as a browser does; the keys are stretched as in earnest, which takes half a second."""
    invitation, token = invite_member(organisation=organisation, roles=roles, days=1, by=by, at=at)
    keys = make_member_keys(invitation.member_reference, passphrase, today=at.date())
    factor = secrets.token_bytes(FACTOR_LENGTH)
    proof = {"secret": secret_of(factor), "code": code_at(factor, step_at(at))}
    posted = keys_from(Given({**keys.post(), "factor": proof}), member=keys.member)
    return Keyed(accept_invitation(token=token, handle=handle, name=name, keys=posted, at=at), keys, factor)


def vouch_for_all(keyed: Iterable[Keyed], *, by: Keyed, at: datetime) -> None:
    """Let the first steward vouch for everybody else, whose browsers remember the steward's key from their invitations."""
    for one in keyed:
        if one is by:
            continue
        authority = "steward" if one.member.may(Permission.MEMBER_VOUCH) else "member"
        statement = vouch_statement(
            statement=one.keys.public.statement,
            organisation=one.member.organisation.reference,
            authority=authority,
            voucher=by.member.reference,
        )
        known = {"pins": {}, "root_key": base64_of(by.keys.public.signing_key), "roots": {}}
        blob = seal_keyring(one.keys.bundle.seed, known, member=one.member.reference, version=1)
        keep_keyring(member=one.member, version=1, blob=blob)
        signature = sign(by.keys.bundle.seed, statement)
        vouch_for_member(member=one.member, sequence=1, authority=authority, signature=signature, by=by.member, at=at)


def secret_of(factor: bytes) -> str:
    """Write the secret of one-time codes as telephones take it."""
    return base64.b32encode(factor).decode()


def keep_codes(keyed: Mapping[str, Keyed]) -> None:
    """Write the secrets of the cast's one-time codes where only the operator can read them, so that nobody needs a telephone."""
    descriptor = os.open(Path(settings.VAR) / CODES_FILE, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump({one.member.handle: secret_of(one.factor) for one in keyed.values()}, file)


def present_code(handle: str, *, at: datetime) -> tuple[str, int]:
    """Give the six digits of one of the cast, and for how many seconds they are the newest.

    :raises NotOfTheCast: if there is nobody of this name, or no demonstration
    """
    path = Path(settings.VAR) / CODES_FILE
    kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    if handle not in kept:
        raise NotOfTheCast
    return code_at(base64.b32decode(kept[handle]), step_at(at)), SECONDS - int(at.timestamp()) % SECONDS
