"""A member's own keys."""

from typing import Any

from django.middleware.csrf import get_token
from django.views.decorators.http import require_POST, require_safe

from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to_members
from safeconduct.kit.talking import given_by, talks
from safeconduct.people.middleware import DeskRequest, keep_session
from safeconduct.vault.actions.change_passphrase import NotProved, change_passphrase
from safeconduct.vault.actions.keep_keyring import keep_keyring
from safeconduct.vault.queries.keys import keys_of
from safeconduct.vault.reading.keys import LARGEST_KEYRING, auth_from, sealed_from, slot_from


@opens_to_members
@require_safe
@talks
def me(request: DeskRequest) -> dict[str, Any]:
    """Give who is signed in, and what their passphrase opens."""
    return {**keys_of(request.member), "csrf": get_token(request)}


@opens_to_members
@require_POST
@talks
def keyring(request: DeskRequest) -> dict[str, Any]:
    """Take the next version of what the client remembers."""
    given = given_by(request)
    version = given.whole("version", least=1)
    keep_keyring(member=request.member, version=version, blob=sealed_from(given, largest=LARGEST_KEYRING))
    return {"version": version}


@opens_to_members
@require_POST
@talks
def passphrase(request: DeskRequest) -> dict[str, Any]:
    """Change the passphrase; this session goes on, every other one ends."""
    given = given_by(request)
    new = given.inner("new")
    is_changed = change_passphrase(
        member=request.member,
        auth=auth_from(given),
        code=given.text("code", most=20),
        new_auth=auth_from(new),
        slot=slot_from(new.inner("slot")),
        at=now(),
    )
    if not is_changed:
        raise NotProved
    keep_session(request, request.member)
    return {"done": True, "csrf": get_token(request)}
