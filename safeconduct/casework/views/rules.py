"""What the law says, clear and the same for everybody; docs/reference/sealed-desk.md describes the address."""

from typing import Any

from django.views.decorators.http import require_safe

from safeconduct.casework.queries.rules import rules as all_rules
from safeconduct.kit.doors import opens_to
from safeconduct.kit.talking import talks
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission


@opens_to(Permission.CASE_WORK)
@talks
@require_safe
def rules(request: DeskRequest) -> dict[str, Any]:
    """Give rule sets and mechanisms with their days and sources."""
    return all_rules()
