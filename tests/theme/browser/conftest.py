"""A browser that reaches nothing but the pages a test gives it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

BUILT = Path("safeconduct/theme/static/built")
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
HOME = "http://desk.test/"
Answer = Callable[[Route], None]
Open = Callable[..., Page]


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Open]:
    """Give a function that opens a page of the desk; ``answers`` say what other addresses answer; errors fail the test."""
    context = chromium.new_context()
    context.set_default_timeout(5000)
    problems: list[str] = []

    def open_it(html: str, answers: dict[str, Answer] | None = None) -> Page:
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))

        def serve(route: Route) -> None:
            address = route.request.url.removeprefix(HOME)
            if answers and address in answers:
                answers[address](route)
            elif address.startswith("static/built/"):
                file = BUILT / address.removeprefix("static/built/")
                route.fulfill(body=file.read_bytes(), content_type=KINDS[file.suffix])
            elif address == "" and route.request.method == "GET":
                route.fulfill(body=html, content_type="text/html; charset=utf-8")
            else:
                problems.append(f"asked for {route.request.method} {route.request.url}")
                route.abort()

        page.route("**/*", serve)
        page.goto(HOME)
        return page

    yield open_it
    context.close()
    assert problems == []
