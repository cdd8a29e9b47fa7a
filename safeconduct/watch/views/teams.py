"""Duty teams, as docs/reference/sealed-desk.md describes their addresses."""

from typing import Any
from uuid import UUID

from django.views.decorators.http import require_POST, require_safe

from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to
from safeconduct.kit.talking import NotUnderstood, given_by, talks
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission
from safeconduct.watch.actions.end_team import end_team
from safeconduct.watch.actions.hold_drill import hold_drill
from safeconduct.watch.actions.keep_team import keep_team
from safeconduct.watch.actions.set_address import set_address
from safeconduct.watch.actions.set_members import set_members
from safeconduct.watch.queries.watching import heard, teams_shown

LONGEST_ADDRESS, LONGEST_NAME, MOST_MEMBERS = 254, 60, 60


@opens_to(Permission.ALARM_ANSWER)
@talks
@require_safe
def teams(request: DeskRequest) -> dict[str, Any]:
    """List the teams that the member belongs to or keeps."""
    return {"teams": teams_shown(request.member), "heard": heard(now())}


@opens_to(Permission.TEAM_KEEP)
@talks
@require_POST
def make(request: DeskRequest) -> dict[str, Any]:
    """Make a team, whose first member and lead is who makes it."""
    sent = given_by(request)
    team = keep_team(
        id_=sent.uuid("id"),
        name=sent.text("name", most=LONGEST_NAME),
        language=sent.language("language"),
        address=sent.text("address", most=LONGEST_ADDRESS),
        lead_address=sent.text("lead_address", most=LONGEST_ADDRESS, may_be_empty=True),
        by=request.member,
        at=now(),
    )
    return {"reference": team.reference}


@opens_to(Permission.TEAM_KEEP)
@talks
@require_POST
def members(request: DeskRequest, team: UUID) -> dict[str, Any]:
    """Say who belongs to it, and who leads."""
    sent = given_by(request)
    wanted, leads = sent.texts("members", most=MOST_MEMBERS), sent.texts("leads", most=MOST_MEMBERS)
    set_members(team=team, members=wanted, leads=leads, by=request.member, at=now())
    return {"done": True}


@opens_to(Permission.TEAM_KEEP)
@talks
@require_POST
def address(request: DeskRequest, team: UUID) -> dict[str, Any]:
    """Say where it is told, and in which language."""
    sent = given_by(request)
    set_address(
        team=team,
        address=sent.text("address", most=LONGEST_ADDRESS),
        lead_address=sent.text("lead_address", most=LONGEST_ADDRESS, may_be_empty=True),
        language=sent.language("language"),
        by=request.member,
        at=now(),
    )
    return {"done": True}


@opens_to(Permission.TEAM_KEEP)
@talks
@require_POST
def drill(request: DeskRequest, team: UUID) -> dict[str, Any]:
    """Hold a drill."""
    _said_again(request, team)
    hold_drill(team=team, by=request.member, at=now())
    return {"done": True}


@opens_to(Permission.TEAM_KEEP)
@talks
@require_POST
def end(request: DeskRequest, team: UUID) -> dict[str, Any]:
    """End the team."""
    _said_again(request, team)
    end_team(team=team, by=request.member, at=now())
    return {"done": True}


def _said_again(request: DeskRequest, team: UUID) -> None:
    if given_by(request).uuid("id") != team:
        raise NotUnderstood
