"""Where an addressee fetches the signatures of a petition, sealed, once. Fetched or over, it looks like what does not exist."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from safeconduct.kit.clock import today
from safeconduct.kit.doors import opens_to_everyone
from safeconduct.petitions.access import package_behind
from safeconduct.petitions.actions.fetch_package import fetch_package
from safeconduct.public.views.frame import in_language
from safeconduct.publications.rules.tokens import token_hash

LONGEST_TOKEN = 64
STEP = 1024 * 1024


@opens_to_everyone
@require_http_methods(["GET", "HEAD", "POST"])
@in_language
def handover(request: HttpRequest, language: str, token: str) -> HttpResponse:
    """Say what lies here and how to open it; a POST gives the sealed package, and nothing is left here."""
    if len(token) > LONGEST_TOKEN:
        raise Http404
    found = package_behind(token_hash(token), on=today())
    if request.method == "POST":
        name = f"{found.reference}.zip.age"
        response: HttpResponseBase = FileResponse(
            fetch_package(handover=found, on=today()), content_type="application/octet-stream", as_attachment=True, filename=name
        )
        response.block_size = STEP  # type: ignore[attr-defined]
    else:
        response = render(
            request, "public/handover.html", {"reference": found.reference, "expires_on": found.expires_on, "language": language}
        )
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response  # type: ignore[return-value]  # a stream is answered as it is
