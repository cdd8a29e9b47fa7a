"""Timers, as docs/reference/sealed-desk.md describes their addresses."""

from typing import Any
from uuid import UUID

from django.views.decorators.http import require_POST

from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to
from safeconduct.kit.talking import Given, NotUnderstood, given_by, talks
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission
from safeconduct.vault.format.records import moment_of
from safeconduct.watch.actions.begin_check_in import Times, Words, begin_check_in
from safeconduct.watch.actions.confirm_check_in import confirm_check_in
from safeconduct.watch.actions.end_check_in import end_check_in
from safeconduct.watch.actions.move_check_in import move_check_in
from safeconduct.watch.queries.watching import check_ins_shown

MOST_LOOKED_AT = 500
HASH = 32


@opens_to(Permission.ALARM_ANSWER)
@talks
@require_POST
def begin(request: DeskRequest) -> dict[str, Any]:
    """Start a timer."""
    sent = given_by(request)
    check_in = begin_check_in(
        id_=sent.uuid("id"),
        team=sent.uuid("team"),
        times=_times(sent),
        words=Words(sent.octets("token_hash", length=HASH), sent.octets("word", length=HASH), sent.octets("duress", length=HASH)),
        ends_on=sent.day("ends_on"),
        by=request.member,
        at=now(),
    )
    return {"reference": check_in.reference, "due_at": moment_of(check_in.due_at)}


@opens_to(Permission.ALARM_ANSWER)
@talks
@require_POST
def look(request: DeskRequest) -> dict[str, Any]:
    """Tell where timers stand. A reading by POST, because ids do not belong into an address."""
    return {"check_ins": check_ins_shown(request.member, given_by(request).uuids("ids", most=MOST_LOOKED_AT))}


@opens_to(Permission.ALARM_ANSWER)
@talks
@require_POST
def confirm(request: DeskRequest, check_in: UUID) -> dict[str, Any]:
    """Note a sign of life."""
    kept = confirm_check_in(id_=check_in, said=given_by(request).text("said", most=6), by=request.member, at=now())
    return {"due_at": moment_of(kept.due_at)}


@opens_to(Permission.ALARM_ANSWER)
@talks
@require_POST
def move(request: DeskRequest, check_in: UUID) -> dict[str, Any]:
    """Wait at another time."""
    sent = given_by(request)
    ends_on = sent.day("ends_on") if sent.text("ends_on", most=10, may_be_empty=True) else None
    kept = move_check_in(id_=check_in, times=_times(sent), ends_on=ends_on, by=request.member, at=now())
    return {"due_at": moment_of(kept.due_at)}


@opens_to(Permission.ALARM_ANSWER)
@talks
@require_POST
def end(request: DeskRequest, check_in: UUID) -> dict[str, Any]:
    """Wait no longer."""
    if given_by(request).uuid("id") != check_in:
        raise NotUnderstood
    end_check_in(id_=check_in, by=request.member)
    return {"done": True}


def _times(sent: Given) -> Times:
    return Times(sent.moment("due_at"), sent.whole("every"), sent.whole("grace"))
