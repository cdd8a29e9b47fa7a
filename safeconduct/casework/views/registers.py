"""Registers of a crisis, as docs/reference/sealed-desk.md describes their address."""

from typing import Any

from django.views.decorators.http import require_http_methods

from safeconduct.casework.queries.registers import crises_with_registers
from safeconduct.crises.access import crises_for
from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to
from safeconduct.kit.talking import given_by, talks
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission
from safeconduct.vault.actions.create_register import create_register


@opens_to(Permission.CASE_WORK)
@talks
@require_http_methods(["GET", "HEAD", "POST"])
def registers(request: DeskRequest) -> dict[str, Any]:
    """Say who holds which register of the member's crises, or make a vault one."""
    if request.method != "POST":
        return {"crises": crises_with_registers(request.member)}
    sent = given_by(request)
    register = create_register(
        id_=sent.uuid("id"),
        vault=sent.uuid("vault"),
        purpose=sent.text("purpose", most=10),
        scope=sent.text("scope", most=16),
        by=request.member,
        at=now(),
        crises=[crisis.reference for crisis in crises_for(request.member)],
    )
    return {"id": str(register.pk)}
