"""Pages for when something went wrong, in the language of the address."""

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from safeconduct.ask.rules import spoken_in
from safeconduct.ask.views.frame import CODES, page
from safeconduct.kit.doors import opens_to_everyone


def _say(request: HttpRequest, kind: str, status: int) -> HttpResponse:
    language = request.path.lstrip("/").partition("/")[0]
    language = language if language in CODES else "en"
    with translation.override(spoken_in(language)):
        return page(request, "problem", language, status=status, kind=kind)


@opens_to_everyone
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Tell that what came was not whole."""
    return _say(request, "cut", 400)


@opens_to_everyone
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Tell that this did not come from our own page."""
    return _say(request, "elsewhere", 403)


@opens_to_everyone
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Tell that nothing stands here."""
    return _say(request, "nothing", 404)


@opens_to_everyone
def broken(request: HttpRequest) -> HttpResponse:
    """Tell that we failed."""
    return _say(request, "broken", 500)
