"""Public pages are made once, kept whole, and given again until something on them changes.

A page is kept under its address, the crisis's revision, how many embargoes are over, and the day; one small query tells whether it
still holds. A page that says
"no-store" of itself is made anew each time. Nothing on a
public page depends on who reads it or on what follows a question mark, so no cookie is read and none is set. The middleware stands
before sessions on purpose.
"""

import gzip
import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from threading import Lock

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import get_conditional_response

from safeconduct.kit.clock import now
from safeconduct.kit.languages import PUBLIC_LANGUAGES
from safeconduct.public.queries import state_of

MOST_PAGES = 2000  # of about 40 kB each
SECONDS = 15  # that a browser or proxy may show a page without asking again
_CODES = "|".join(code for code, _name in PUBLIC_LANGUAGES)
ADDRESS = re.compile(rf"/(?:{_CODES})/(?:(?P<slug>[-a-z0-9_]+)/[^?]*)?")
KEPT_HEADERS = frozenset(
    {
        "cache-control",
        "content-disposition",
        "content-language",
        "content-security-policy",
        "content-type",
        "x-content-type-options",
        "x-frame-options",
    }
)

State = tuple[tuple[tuple[str, int, int], ...], date]


@dataclass(frozen=True, slots=True)
class WholePage:
    """A page as it goes out: plain and compressed, with the headers it was made with."""

    state: State
    plain: bytes
    packed: bytes
    tag: str
    headers: tuple[tuple[str, str], ...]
    may_be_framed: bool


class WholePageMiddleware:
    """Answer a public page from memory while it holds; otherwise have it made and keep it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._pages: OrderedDict[str, WholePage] = OrderedDict()
        self._lock = Lock()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        match = ADDRESS.fullmatch(request.path)
        if match is None or request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        _forget_the_reader(request)
        moment = now()
        public = state_of(match["slug"] or "", moment)
        if public is None:
            return self.get_response(request)
        state: State = (public, moment.date())
        page = self._pages.get(request.path)
        if page is None or page.state != state:
            response = self.get_response(request)
            if response.status_code != HTTPStatus.OK or response.streaming or "no-store" in response.get("Cache-Control", ""):
                return response
            page = self._keep(request.path, state, response)
        return _answer(request, page)

    def _keep(self, path: str, state: State, response: HttpResponse) -> WholePage:
        tag = hashlib.sha256(response.content).hexdigest()[:32]
        headers = tuple((name, value) for name, value in response.items() if name.lower() in KEPT_HEADERS)
        may_be_framed = getattr(response, "xframe_options_exempt", False)
        page = WholePage(state, response.content, gzip.compress(response.content, 6, mtime=0), tag, headers, may_be_framed)
        with self._lock:
            self._pages[path] = page
            self._pages.move_to_end(path)
            while len(self._pages) > MOST_PAGES:
                self._pages.popitem(last=False)
        return page


def _forget_the_reader(request: HttpRequest) -> None:
    """Take the reader's cookies away: a page made for somebody signed in, with a message waiting, goes out to everybody."""
    request.META.pop("HTTP_COOKIE", None)
    request.COOKIES = {}


def _answer(request: HttpRequest, page: WholePage) -> HttpResponse:
    is_packed = "gzip" in request.headers.get("Accept-Encoding", "")
    tag = f'"{page.tag}{"-gzip" if is_packed else ""}"'
    response = HttpResponse(page.packed if is_packed else page.plain)
    for name, value in page.headers:
        response[name] = value
    response.xframe_options_exempt = page.may_be_framed  # as Django's own decorator says it
    if is_packed:
        response["Content-Encoding"] = "gzip"
    if "Cache-Control" not in response:
        response["Cache-Control"] = f"public, max-age={SECONDS}, stale-while-revalidate={SECONDS * 4}"
    response["Vary"] = "Accept-Encoding"
    response["ETag"] = tag
    answer = get_conditional_response(request, etag=tag, response=response)
    if isinstance(answer, HttpResponseNotModified):
        answer["Vary"], answer["ETag"] = response["Vary"], tag
    return answer or response
