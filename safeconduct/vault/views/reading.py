"""Reading many vaults at once, and the registers among them, as docs/reference/sealed-desk.md describes their addresses."""

from typing import Any

from django.views.decorators.http import require_http_methods, require_POST

from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to
from safeconduct.kit.talking import NotUnderstood, given_by, talks
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission
from safeconduct.vault.actions.create_register import create_register
from safeconduct.vault.queries.deltas import Wanted, changed_in
from safeconduct.vault.queries.registers import registers_of

MOST_VAULTS = 600
MOST_TYPES = 20
MOST_KNOWN = 5000


@opens_to(Permission.VAULT_HOLD)
@talks
@require_POST
def read(request: DeskRequest) -> dict[str, Any]:
    """Give what is new in these vaults. A POST, since what is known does not fit into an address; it changes nothing."""
    wanted = [
        Wanted(one.uuid("id"), frozenset(one.texts("types", most=MOST_TYPES)), dict(one.pairs("known", most=MOST_KNOWN)))
        for one in given_by(request).each("vaults", most=MOST_VAULTS)
    ]
    if len({one.vault for one in wanted}) != len(wanted):
        raise NotUnderstood
    return changed_in(request.member, wanted)


@opens_to(Permission.VAULT_HOLD)
@talks
@require_http_methods(["GET", "HEAD", "POST"])
def registers(request: DeskRequest) -> dict[str, Any]:
    """List the registers that the member holds, or make a vault one."""
    if request.method != "POST":
        return {"registers": registers_of(request.member)}
    sent = given_by(request)
    register = create_register(
        id_=sent.uuid("id"),
        vault=sent.uuid("vault"),
        purpose=sent.text("purpose", most=10),
        scope=sent.text("scope", most=16),
        by=request.member,
        at=now(),
    )
    return {"id": str(register.pk)}
