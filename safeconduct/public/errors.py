"""Pages for when something went wrong: what happened, what is safe, what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from safeconduct.kit.doors import opens_to_everyone


@opens_to_everyone
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Tell that a form could not be trusted, and that going back keeps what was typed."""
    return render(request, "theme/csrf_failure.html", {"reason": reason}, status=403)


@opens_to_everyone
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Tell that the request could not be understood."""
    return render(request, "theme/400.html", status=400)


@opens_to_everyone
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Tell that this page is not open to the reader."""
    return render(request, "theme/403.html", status=403)


@opens_to_everyone
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Tell that nothing stands at this address, whether or not something is hidden there."""
    return render(request, "theme/404.html", status=404)


@opens_to_everyone
def broken(request: HttpRequest) -> HttpResponse:
    """Tell that we failed, and that nothing that was saved is lost."""
    return render(request, "theme/500.html", status=500)
