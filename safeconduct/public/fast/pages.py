"""Whole pages and counts in memory: made by Django at most once a second while somebody asks, given to everybody in the meantime.

A page that was asked for a moment ago is given as it is while a newer one is being made: stale rather than slow. One that nobody asked
for is made anew first. When Django fails, what was made in the last five minutes still goes out.

The one thing that differs between two readers is the ticket in the form. Django writes a mark in its place, and each answer gets a
ticket of its own there. Behind a cache that readers share the page goes out without one.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import io
import logging
import re
import secrets
import sys
import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from safeconduct.kit.languages import PUBLIC_LANGUAGES
from safeconduct.kit.rsgi import Headers, Proto, Scope, Wsgi, WsgiDoor, ask
from safeconduct.public.fast.splicing import Spliced

SECONDS = 1.0  # that a page holds
WARM = 5.0  # seconds: so old a page goes out while it is made anew
WAIT = 2.0  # seconds that a reader waits for a newer page where an older one is there
STALE = 300.0  # seconds: so old a page goes out where there is nothing better
MOST_KEPT = 500
SHARED = "public, max-age=2, stale-while-revalidate=30, stale-if-error=300"
MARK_KEY = "safeconduct.ticket"  # where Django's page looks for what to write in place of a ticket
OF_THE_MOMENT = frozenset({"content-length", "set-cookie", "etag", "vary", "date", "connection"})
_LANGUAGES = "|".join(code for code, _name in PUBLIC_LANGUAGES)
KEPT = re.compile(
    rf"/(?:{_LANGUAGES})/[-a-zA-Z0-9_]+/petitions/[-a-zA-Z0-9_]+/(?:sign/|signed/|names/(?:page/[0-9]{{1,6}}/)?|widget/)?"
    rf"|/(?:{_LANGUAGES})/give/[-a-zA-Z0-9_]+/(?:embed/)?|/give/[-a-zA-Z0-9_]+/(?:count\.json|(?:{_LANGUAGES})/count\.svg)"
    rf"|/p/[-A-Z0-9]{{1,20}}/(?:count\.json|(?:(?:{_LANGUAGES})/)?count\.svg)"
)
_log = logging.getLogger("safeconduct.fast")


@dataclass(frozen=True, slots=True)
class Place:
    """How this installation is reached, and how many threads make its pages."""

    host: str
    scheme: str = "http"
    is_shared: bool = False  # behind a cache that readers share
    threads: int = 4


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it goes out. With ``gap`` the ticket stands between ``plain`` and ``rest``."""

    made: float  # by the clock that only goes forward
    headers: Headers
    packed_headers: Headers
    plain: bytes
    packed: bytes
    tag: str = ""
    rest: bytes = b""
    gap: Spliced | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What Django answered where it was no page to be kept."""

    status: int
    headers: Headers
    body: bytes


Made = Page | Said


class Pages:
    """The pages of this process."""

    def __init__(self, django: Wsgi, door: WsgiDoor, place: Place, ticket: Callable[[], str]) -> None:
        self._django, self._door = django, door
        self._maker = WsgiDoor(django, threads=1)  # apart, so that no slow page of the desk delays it
        self._place, self._ticket = place, ticket
        self._mark = secrets.token_urlsafe(36)
        self._pages: OrderedDict[str, Page] = OrderedDict()
        self._making: dict[str, asyncio.Future[Made]] = {}
        self._not_kept: OrderedDict[str, None] = OrderedDict()
        self._late: dict[str, float] = {}  # when Django last failed, or took too long

    def open(self) -> None:
        """Start making pages."""
        self._maker.open()

    def close(self, *, patience: float) -> None:
        """Finish the page that is being made."""
        self._maker.close(patience=patience)

    def holds(self, path: str) -> bool:
        """Tell whether this is the address of a page that is kept."""
        return path in self._pages or (KEPT.fullmatch(path) is not None and path not in self._not_kept)

    async def answer(self, scope: Scope, proto: Proto) -> None:
        """Answer from memory, or with what Django makes of it now."""
        path = scope.path
        page: Made | None = self._pages.get(path)
        if page is None or time.monotonic() - page.made > SECONDS:  # type: ignore[union-attr]  # what is kept is a page
            page = await self._newer(path, page if isinstance(page, Page) else None)
        if isinstance(page, Page):
            self._give(page, scope, proto)
        elif path in self._not_kept:
            await self._door(scope, proto)
        elif scope.method == "HEAD":
            proto.response_empty(page.status, page.headers)
        else:
            proto.response_bytes(page.status, page.headers, page.body)

    def _give(self, page: Page, scope: Scope, proto: Proto) -> None:
        headers = scope.headers
        is_packed = "gzip" in headers.get("accept-encoding", "")
        said = page.packed_headers if is_packed else page.headers
        if page.tag and (asked := headers.get("if-none-match")) and page.tag in asked:
            proto.response_empty(HTTPStatus.NOT_MODIFIED, said)
        elif scope.method == "HEAD":
            proto.response_empty(HTTPStatus.OK, said)
        elif page.gap is None:
            proto.response_bytes(HTTPStatus.OK, said, page.packed if is_packed else page.plain)
        else:
            ticket = self._ticket().encode()
            body = page.gap.filled(ticket) if is_packed else b"".join((page.plain, ticket, page.rest))
            proto.response_bytes(HTTPStatus.OK, said, body)

    async def _newer(self, path: str, page: Page | None) -> Made:
        making = self._making.get(path) or self._begin(path)
        if page is None:
            return await asyncio.shield(making)
        now = time.monotonic()
        age = now - page.made
        if age < WARM or (age < STALE and now - self._late.get(path, -WARM) < WARM):
            return page
        try:
            return await asyncio.wait_for(asyncio.shield(making), WAIT if age < STALE else None)
        except TimeoutError:
            self._late[path] = now
            return page

    def _begin(self, path: str) -> asyncio.Future[Made]:
        loop = asyncio.get_running_loop()
        making: asyncio.Future[Made] = loop.create_future()
        self._making[path] = making

        def make() -> None:
            made = self._make(path)
            with suppress(RuntimeError):  # the loop is closed: nobody waits
                loop.call_soon_threadsafe(self._take, path, made)

        self._maker.submit(make)
        return making

    def _take(self, path: str, made: Made) -> None:
        """Keep what was made, and let everybody who waits for it have it."""
        before = self._pages.get(path)
        if isinstance(made, Page):
            self._pages[path] = made
            self._pages.move_to_end(path)
            self._late.pop(path, None)
            while len(self._pages) > MOST_KEPT:
                self._late.pop(self._pages.popitem(last=False)[0], None)
        elif made.status >= HTTPStatus.INTERNAL_SERVER_ERROR and before is not None and time.monotonic() - before.made < STALE:
            made, self._late[path] = before, time.monotonic()
        else:
            self._pages.pop(path, None)
            self._late.pop(path, None)
        making = self._making.pop(path)
        if not making.done():
            making.set_result(made)

    def _make(self, path: str) -> Made:
        try:
            status, headers, body = ask(self._django, {**as_nobody(path, self._place), MARK_KEY: self._mark})
        except Exception:  # noqa: BLE001 — a page that could not be made; the one before it goes on being given
            _log.exception("A page could not be made")
            return Said(HTTPStatus.INTERNAL_SERVER_ERROR, [], b"")
        headers = [(name, value) for name, value in headers if name.lower() not in {"set-cookie", "content-length"}]
        if status != HTTPStatus.OK:
            return Said(status, headers, body)
        if body.count(self._mark.encode()) > 1:
            self._not_kept[path] = None  # two forms on one page would get one ticket, which is good once
            while len(self._not_kept) > MOST_KEPT:
                self._not_kept.popitem(last=False)
            return Said(status, headers, body)
        return self._page(headers, body)

    def _page(self, headers: Headers, body: bytes) -> Page:
        kept = [(name, value) for name, value in headers if name.lower() not in OF_THE_MOMENT]
        mark, made = self._mark.encode(), time.monotonic()
        if mark in body and not self._place.is_shared:
            before, _, after = body.partition(mark)
            return Page(made, *_said(kept, ""), before, b"", rest=after, gap=Spliced(before, after))
        if mark in body:
            body = body.replace(mark, b"")
            kept = [(name, value) for name, value in kept if name.lower() != "cache-control"] + [("Cache-Control", SHARED)]
        tag = hashlib.sha256(body).hexdigest()[:32]
        said, packed_said = _said(kept, tag)
        return Page(made, said, packed_said, body, gzip.compress(body, 6, mtime=0), tag)


def as_nobody(path: str, place: Place) -> dict[str, Any]:
    """Give what PEP 3333 wants to be told of a request by nobody in particular."""
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": place.host,
        "SERVER_PORT": "443" if place.scheme == "https" else "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": place.host,
        "HTTP_X_FORWARDED_PROTO": place.scheme,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": place.scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }


def _said(headers: Headers, tag: str) -> tuple[Headers, Headers]:
    """Give the headers of the plain and of the compressed page."""
    common = [*headers, ("Vary", "Accept-Encoding")]
    plain = [*common, ("ETag", f'"{tag}"')] if tag else common
    packed = [*common, ("Content-Encoding", "gzip"), *([("ETag", f'"{tag}-gzip"')] if tag else [])]
    return plain, packed
