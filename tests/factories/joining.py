"""What the browser of somebody who was invited would send."""

import base64
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from safeconduct.kit.clock import now
from safeconduct.people.actions.invite_member import invite_member
from safeconduct.people.models import Organisation
from safeconduct.people.permissions import Role
from safeconduct.vault.format.members import MemberKeys, make_member_keys
from safeconduct.vault.format.staff import FACTOR_LENGTH, MEMORY_KIB
from safeconduct.vault.rules.one_time import code_at, step_at
from tests.factories.people import make_organisation


@dataclass
class Invited:
    """Somebody with an invitation, who has made keys in their browser."""

    token: str
    keys: MemberKeys
    factor: bytes

    def post(self, **changed: object) -> dict[str, Any]:
        """Give what a join sends; ``changed`` replaces whole parts of it."""
        return {
            "token": self.token,
            "handle": "amina",
            "name": "Amina",
            **self.keys.post(),
            "factor": factor_post(self.factor),
            **changed,
        }


def factor_post(factor: bytes) -> dict[str, str]:
    """Give a second factor with the code that proves it."""
    return {"secret": base64.b32encode(factor).decode(), "code": code_at(factor, step_at(now()))}


def invite(roles: Iterable[Role] = (Role.HOTLINE,), *, organisation: Organisation | None = None) -> Invited:
    """Invite somebody by the command line, and let them make keys. The passphrase is not stretched here: the measures only say so."""
    invitation, token = invite_member(organisation=organisation or make_organisation(), roles=roles, days=7, by="tests", at=now())
    keys = make_member_keys(invitation.member_reference, today=now().date(), memory_kib=64)
    object.__setattr__(keys.slot, "memory_kib", MEMORY_KIB)
    return Invited(token, keys, secrets.token_bytes(FACTOR_LENGTH))
