"""Pages for when something went wrong: what happened, what is safe, what to do."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from safeconduct.kit.doors import opens_to_everyone
from safeconduct.kit.languages import PUBLIC_LANGUAGES
from safeconduct.kit.talking import too_old


def _say(request: HttpRequest, template: str, status: int, **context: Any) -> HttpResponse:
    """Make the page in the language of the address, where it has one."""
    language = request.path.lstrip("/").partition("/")[0]
    if language not in dict(PUBLIC_LANGUAGES):
        return render(request, template, context, status=status)
    with translation.override(language):
        return render(request, template, context, status=status)


@opens_to_everyone
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Tell that a form could not be trusted, and that going back keeps what was typed."""
    if request.content_type == "application/json":
        return too_old()
    return _say(request, "theme/csrf_failure.html", 403, reason=reason)


@opens_to_everyone
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Tell that the request could not be understood."""
    return _say(request, "theme/400.html", 400)


@opens_to_everyone
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Tell that this page is not open to the reader."""
    return _say(request, "theme/403.html", 403)


@opens_to_everyone
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Tell that nothing stands at this address, whether or not something is hidden there."""
    return _say(request, "theme/404.html", 404)


@opens_to_everyone
def broken(request: HttpRequest) -> HttpResponse:
    """Tell that we failed, and that nothing that was saved is lost."""
    return _say(request, "theme/500.html", 500)
