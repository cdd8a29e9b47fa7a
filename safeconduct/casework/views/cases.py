"""Cases, as docs/reference/sealed-desk.md describes their addresses."""

from typing import Any
from uuid import UUID

from django.views.decorators.http import require_http_methods, require_POST

from safeconduct.casework.actions.add_compartment import add_compartment
from safeconduct.casework.actions.close_case import close_case
from safeconduct.casework.actions.hold_case import hold_case
from safeconduct.casework.actions.open_case import open_case
from safeconduct.casework.actions.reopen_case import reopen_case
from safeconduct.casework.actions.set_shell import set_shell
from safeconduct.casework.actions.shred_case import shred_case
from safeconduct.casework.queries.cases import shells_of
from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to
from safeconduct.kit.talking import NotUnderstood, given_by, talks
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission

MOST_COMPARTMENTS = 10


@opens_to(Permission.CASE_WORK)
@talks
@require_http_methods(["GET", "HEAD", "POST"])
def cases(request: DeskRequest) -> dict[str, Any]:
    """List the cases that the member holds, or open one."""
    if request.method != "POST":
        return {"cases": shells_of(request.member)}
    sent = given_by(request)
    compartments = sent.uuids("compartments", most=MOST_COMPARTMENTS)
    case = open_case(id_=sent.uuid("id"), vault=sent.uuid("vault"), compartments=compartments, by=request.member, at=now())
    return {"reference": case.reference}


@opens_to(Permission.CASE_WORK)
@talks
@require_POST
def shell(request: DeskRequest, case: UUID) -> dict[str, Any]:
    """Keep state and next day."""
    sent = given_by(request)
    next_day = sent.day("next_day") if sent.text("next_day", most=10, may_be_empty=True) else None
    set_shell(case=case, state=sent.text("state", most=7), next_day=next_day, by=request.member)
    return {"done": True}


@opens_to(Permission.CASE_WORK)
@talks
@require_POST
def compartments(request: DeskRequest, case: UUID) -> dict[str, Any]:
    """Add a compartment."""
    add_compartment(case=case, vault=given_by(request).uuid("vault"), by=request.member, at=now())
    return {"done": True}


@opens_to(Permission.CASE_WORK)
@talks
@require_POST
def close(request: DeskRequest, case: UUID) -> dict[str, Any]:
    """Close the case."""
    day = close_case(case=case, result=given_by(request).text("result", most=12), by=request.member, at=now())
    return {"shred_on": day.isoformat()}


@opens_to(Permission.CASE_WORK)
@talks
@require_POST
def reopen(request: DeskRequest, case: UUID) -> dict[str, Any]:
    """Open it again."""
    reopen_case(case=case, by=request.member, at=now())
    return {"shred_on": ""}


@opens_to(Permission.CASE_WORK)
@talks
@require_POST
def hold(request: DeskRequest, case: UUID) -> dict[str, Any]:
    """Hold it back from being shredded, or let it go."""
    hold_case(case=case, is_held=given_by(request).yes_or_no("held"), by=request.member, at=now())
    return {"done": True}


@opens_to(Permission.CASE_WORK)
@talks
@require_POST
def shred(request: DeskRequest, case: UUID) -> dict[str, Any]:
    """Ask that it be shredded, or agree, once its id has been said again."""
    if given_by(request).uuid("id") != case:
        raise NotUnderstood
    return {"state": shred_case(case=case, by=request.member, at=now())}
