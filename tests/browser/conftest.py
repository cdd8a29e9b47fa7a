"""A browser before the served system: at the desk as a member, or before the public pages as nobody."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from safeconduct.people.models import Member
from safeconduct.public.middleware import WholePageMiddleware

PATIENCE = 20_000  # milliseconds; these tests share their machine with many others
Visit = Callable[..., Page]


@pytest.fixture(autouse=True)
def _no_page_of_another_story(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the server, which outlives a test, forget the pages of the story before."""
    answer, first = WholePageMiddleware.__call__, iter([True])

    def forget_and_answer(self: WholePageMiddleware, request: HttpRequest) -> HttpResponse:
        if next(first, False):
            self._pages.clear()
        return answer(self, request)

    monkeypatch.setattr(WholePageMiddleware, "__call__", forget_and_answer)


@pytest.fixture
def visit(chromium: Browser, live_server: LiveServer) -> Iterator[Visit]:
    """Give a function that opens a page; whatever the browser complains of, or asks of anybody else, fails the test."""
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def watch(page: Page) -> None:
        page.on("pageerror", lambda error: problems.append(f"{page.url}: {error}"))
        page.on(
            "console", lambda message: problems.append(f"{page.url}: {message.text}") if _is_complaint(message.type, message.text) else None
        )
        page.on("request", lambda request: problems.append(f"{page.url} asked {request.url}") if _is_abroad(request.url) else None)

    def open_it(member: Member | None = None, *, scripts: bool = True, width: int = 1280, dark: bool = False) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            java_script_enabled=scripts,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        if member is not None:
            _let_in(context, member, live_server.url)
        page = context.new_page()
        watch(page)
        return page

    def _is_abroad(address: str) -> bool:
        return urlsplit(address).netloc not in {urlsplit(live_server.url).netloc, ""}

    yield open_it
    for context in contexts:
        context.close()
    assert problems == []


def _is_complaint(kind: str, text: str) -> bool:
    # A refusal answers 409 or 422, which the browser notes; what a refusal says is tested where it belongs.
    expected = ("status of 409", "status of 422", "ERR_INTERNET_DISCONNECTED")
    return kind in {"error", "warning"} and not any(words in text for words in expected)


def _let_in(context: BrowserContext, member: Member, address: str) -> None:
    client = Client()
    client.force_login(member)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])
