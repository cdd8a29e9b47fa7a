"""Telephones of duty teams, as docs/reference/sealed-desk.md describes their addresses."""

from typing import Any
from uuid import UUID

from django.views.decorators.http import require_POST

from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to
from safeconduct.kit.talking import NotUnderstood, given_by, talks
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission
from safeconduct.watch.actions.add_telephone import add_telephone
from safeconduct.watch.actions.remove_telephone import remove_telephone

LONGEST_NAME = 60


@opens_to(Permission.TEAM_KEEP)
@talks
@require_POST
def add(request: DeskRequest, team: UUID) -> dict[str, Any]:
    """Make a link for one telephone. Its token is told once and kept nowhere."""
    sent = given_by(request)
    token = add_telephone(id_=sent.uuid("id"), team=team, name=sent.text("name", most=LONGEST_NAME), by=request.member, at=now())
    return {"token": token}


@opens_to(Permission.TEAM_KEEP)
@talks
@require_POST
def remove(request: DeskRequest, team: UUID, telephone: UUID) -> dict[str, Any]:
    """Take one away."""
    if given_by(request).uuid("id") != telephone:
        raise NotUnderstood
    remove_telephone(telephone=telephone, team=team, by=request.member, at=now())
    return {"done": True}
