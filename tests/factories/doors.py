"""How members of the tests sign in and join: by what their browser and their telephone would send."""

from datetime import datetime
from typing import Any

from django.test import Client

from safeconduct.kit.clock import now
from safeconduct.vault.rules.one_time import code_at, step_at
from tests.factories.vault import KeyedMember

DOOR = "/desk/sign-in/"
WRONG_CODE = "abcdef"  # six letters are never a code


def post(client: Client, address: str, body: object) -> Any:
    """Send JSON, as the browser's script does."""
    return client.post(address, body, content_type="application/json")


def code_of(keyed: KeyedMember, at: datetime | None = None, *, later: int = 0) -> str:
    """Give what the member's telephone shows, now or so many half minutes later."""
    return code_at(keyed.factor_secret, step_at(at or now()) + later)


def sign_in(client: Client, keyed: KeyedMember, **changed: str) -> Any:
    """Sign in by the door; ``changed`` sends something else: ``code="000000"``, ``next="/desk/search/"``."""
    body = {"handle": keyed.member.handle, "auth": keyed.auth, "code": code_of(keyed), "next": "", **changed}
    return post(client, DOOR, body)
