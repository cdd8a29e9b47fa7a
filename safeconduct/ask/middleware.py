"""What holds for every answer: whoever counts bytes on the line learns little, and no other site sends anything in our name."""

import secrets
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse

from safeconduct.ask.views.errors import forbidden
from safeconduct.kit.talking import problem

PAGES = (16 * 1024, 32 * 1024, 64 * 1024, 128 * 1024)
TALK = (1024, 4096, 16 * 1024, 64 * 1024, 256 * 1024)
OPENING, CLOSING = b"<!--", b"-->"
SAFE = {"GET", "HEAD", "OPTIONS"}
HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
    "X-DNS-Prefetch-Control": "off",
}


class EvenLengthMiddleware:
    """Lengthens every page and every answer to one of a few lengths."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        kind = response.get("Content-Type", "").split(";")[0]
        if response.streaming or kind not in {"text/html", "application/json"}:
            return response
        if kind == "text/html":
            missing = length_for(len(response.content) + len(OPENING + CLOSING), PAGES) - len(response.content) - len(OPENING + CLOSING)
            # Random letters: a proxy that packs pages would make equal ones short again.
            response.content += OPENING + secrets.token_hex(missing // 2 + 1)[:missing].encode() + CLOSING
        else:
            response.content = response.content.ljust(length_for(len(response.content), TALK))
        response["Content-Length"] = str(len(response.content))
        return response


class OwnPagesMiddleware:
    """Takes a POST from our own pages only, and says for every answer that nobody may keep it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.setdefault(name, value)
        response.setdefault("Cache-Control", "no-store")
        return response

    def process_view(self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        """Refuse what another site sends through somebody's browser. Nothing has been read of it yet."""
        if request.method in SAFE or is_from_here(request):
            return None
        if getattr(view, "talks", False):
            return problem(403, "elsewhere", "This did not come from our own page. Nothing was kept.")
        return forbidden(request)


def is_from_here(request: HttpRequest) -> bool:
    """Tell whether a browser says that our own page sent this. Browsers that say nothing, old telephones, are let through."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin") or request.headers.get("Referer")
    try:
        return origin is None or urlsplit(origin).netloc == request.get_host()
    except ValueError:  # no address at all
        return False


def length_for(length: int, lengths: tuple[int, ...]) -> int:
    """Give the smallest of the lengths that holds so much; beyond the last, whole times the last."""
    return next((one for one in lengths if one >= length), -(-length // lengths[-1]) * lengths[-1])
