"""Where the recipient of a confidential annex fetches their sealed copy. It looks like what does not exist once it is over or recalled."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from safeconduct.kit.clock import today
from safeconduct.kit.doors import opens_to_everyone
from safeconduct.public.views.frame import in_language
from safeconduct.publications.actions.count_opening import count_opening
from safeconduct.publications.queries.annexes import copy_behind

LONGEST_TOKEN = 64


@opens_to_everyone
@require_http_methods(["GET", "HEAD", "POST"])
@in_language
def annex(request: HttpRequest, language: str, token: str) -> HttpResponse:
    """Say what lies here and how to open it; a POST gives the sealed file and is counted by day."""
    copy = copy_behind(token, on=today()) if len(token) <= LONGEST_TOKEN else None
    if copy is None:
        raise Http404
    if request.method == "POST":
        count_opening(copy=copy, on=today())
        response = HttpResponse(bytes(copy.blob), content_type="application/octet-stream")
        response["Content-Disposition"] = f'attachment; filename="{copy.annex.reference}.html.age"'
    else:
        response = render(request, "public/annex.html", {"copy": copy, "language": language}, status=HTTPStatus.OK)
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
