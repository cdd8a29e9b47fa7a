"""Alarms, as docs/reference/sealed-desk.md describes their addresses."""

from typing import Any
from uuid import UUID

from django.views.decorators.http import require_POST, require_safe

from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to
from safeconduct.kit.talking import NotUnderstood, given_by, talks
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission
from safeconduct.watch.actions.settle_alarm import settle_alarm
from safeconduct.watch.actions.take_alarm import take_alarm
from safeconduct.watch.queries.watching import alarms_shown, heard


@opens_to(Permission.ALARM_ANSWER)
@talks
@require_safe
def alarms(request: DeskRequest) -> dict[str, Any]:
    """List what is open in the member's teams, and tell whether the ring is heard."""
    return {"alarms": alarms_shown(request.member), "heard": heard(now())}


@opens_to(Permission.ALARM_ANSWER)
@talks
@require_POST
def take(request: DeskRequest, alarm: UUID) -> dict[str, Any]:
    """Take it."""
    if given_by(request).uuid("id") != alarm:
        raise NotUnderstood
    take_alarm(id_=alarm, by=request.member, at=now())
    return {"done": True}


@opens_to(Permission.ALARM_ANSWER)
@talks
@require_POST
def settle(request: DeskRequest, alarm: UUID) -> dict[str, Any]:
    """Settle it."""
    settle_alarm(id_=alarm, outcome=given_by(request).text("outcome", most=8), by=request.member, at=now())
    return {"done": True}
