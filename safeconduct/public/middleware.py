"""Public pages are made once, kept whole, and given again until something on them changes."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class WholePageMiddleware:
    """Pass the request on; the cache of whole pages comes to stand here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)
