"""Documents at the desk: the list, and one as it was captured."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from safeconduct.crises.access import crisis_for
from safeconduct.evidence.access import document_for, documents_for
from safeconduct.evidence.queries.documents import document_page, narrowed, narrowings
from safeconduct.kit.doors import opens_to_members
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission

PER_PAGE = 50


@opens_to_members
@require_safe
def documents(request: DeskRequest, slug: str) -> HttpResponse:
    """List the documents of a crisis, narrowed by state and kind."""
    crisis = crisis_for(request.member, slug)
    rows = narrowed(documents_for(request.member, crisis), request.GET)
    context = {
        "crisis": crisis,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "narrowings": narrowings(request.GET),
        "may_capture": request.member.may(Permission.DOCUMENT_CAPTURE),
    }
    return render(request, "evidence/documents.html", context)


@opens_to_members
@require_safe
def document(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Show a document: what it is, its bytes' fingerprints, its text with the furniture greyed, what came of it."""
    crisis = crisis_for(request.member, slug)
    row = document_for(request.member, crisis, reference)
    context = {
        "crisis": crisis,
        "document": row,
        "shown": document_page(row),
        "may_review": request.member.may(Permission.DOCUMENT_REVIEW) and not row.problem,
    }
    return render(request, "evidence/document.html", context)
