"""Demands that a way out may be named by, as docs/reference/sealed-desk.md describes the address."""

from typing import Any

from django.views.decorators.http import require_safe

from safeconduct.casework.queries.demands import demands_of
from safeconduct.kit.doors import opens_to
from safeconduct.kit.talking import talks
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission


@opens_to(Permission.CASE_WORK)
@talks
@require_safe
def demands(request: DeskRequest) -> dict[str, Any]:
    """List the demands of the member's crises; which of them a client looks for is not asked."""
    return {"demands": demands_of(request.member)}
