"""The record of what happened."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from safeconduct.audit.queries import verify
from safeconduct.desk.queries import record_for
from safeconduct.kit.doors import opens_to
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission


@opens_to(Permission.AUDIT_READ)
@require_safe
def entries(request: DeskRequest) -> HttpResponse:
    """Show what those did with whom one works, the latest first, and whether the whole chain is whole."""
    page = Paginator(record_for(request.member), 100).get_page(request.GET.get("page"))
    verdict = verify() if "verify" in request.GET else None
    return render(request, "desk/record.html", {"page": page, "verdict": verdict})
