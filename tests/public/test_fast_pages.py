"""Whole pages in memory: made once, given to everybody, each reader with a ticket of their own."""

import asyncio
import gzip
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import pytest

from safeconduct.kit.rsgi import WsgiDoor
from safeconduct.public.fast import pages as fast
from safeconduct.public.fast.pages import MARK_KEY, SHARED, Pages, Place
from safeconduct.public.fast.splicing import Spliced
from tests.kit.rsgi_doubles import Asked, Line
from tests.looping import run as run_loop

PETITION = "/en/north/petitions/easier-visa/"
PACKED = [("accept-encoding", "br, gzip")]


class Made:
    """Stands in for Django: counts what it makes."""

    def __init__(self, body: str = "<p>before {ticket} after</p>", status: str = "200 OK") -> None:
        self.body, self.status, self.times = body, status, 0
        self.headers = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store"), ("Set-Cookie", "desk=1")]
        self.headers += [("Content-Security-Policy", "default-src 'none'"), ("Vary", "Cookie"), ("Content-Length", "1")]
        self.seen: dict[str, Any] = {}

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        self.times += 1
        self.seen = environ
        start(self.status, self.headers)
        return [self.body.format(ticket=environ.get(MARK_KEY, ""), times=self.times).encode()]


@contextmanager
def opened(django: Made, *, is_shared: bool = False) -> Iterator[Pages]:
    door, numbers = WsgiDoor(django, threads=1), count(1)
    pages = Pages(django, door, Place("localhost", "https", is_shared=is_shared), lambda: f"ticket-{next(numbers)}")
    door.open()
    pages.open()
    try:
        yield pages
    finally:
        pages.close(patience=5)
        door.close(patience=5)


async def got(pages: Pages, path: str = PETITION, **asked: Any) -> Line:
    line = Line()
    await pages.answer(Asked(path, **asked), line)
    return line


@pytest.mark.parametrize("before", [b"", b"a", b"abc" * 20_000])
@pytest.mark.parametrize("after", [b"", b"z", bytes(range(256)) * 300])
@pytest.mark.parametrize("gap", [b"", b"ticket", b"x" * 65_535])
def test_a_compressed_page_with_something_put_in_reads_as_if_it_had_been_whole(before: bytes, after: bytes, gap: bytes):
    assert gzip.decompress(Spliced(before, after).filled(gap)) == before + gap + after


def test_one_page_is_made_for_many_readers_and_each_has_a_ticket_of_its_own():
    django = Made()

    async def ask() -> list[Line]:
        with opened(django) as pages:
            return await asyncio.gather(*(got(pages) for _ in range(20)))

    lines = run_loop(ask())

    assert django.times == 1
    assert len({line.body for line in lines}) == 20
    assert lines[0].body.startswith(b"<p>before ticket-")
    assert django.seen["HTTP_X_FORWARDED_PROTO"] == "https"
    assert "HTTP_COOKIE" not in django.seen


def test_a_page_carries_the_headers_that_django_gave_it_and_no_cookie():
    async def ask() -> Line:
        with opened(Made()) as pages:
            return await got(pages)

    names = {name.lower(): value for name, value in run_loop(ask()).headers}

    assert names["content-security-policy"] == "default-src 'none'"
    assert (names["cache-control"], names["vary"]) == ("no-store", "Accept-Encoding")
    assert not {"set-cookie", "content-length", "etag"} & set(names)


def test_the_compressed_page_says_the_same():
    async def ask() -> tuple[Line, Line]:
        with opened(Made()) as pages:
            return await got(pages), await got(pages, headers=PACKED)

    plain, packed = run_loop(ask())

    assert packed.header("content-encoding") == "gzip"
    assert gzip.decompress(packed.body) == plain.body.replace(b"ticket-1", b"ticket-2")


def test_a_page_without_a_ticket_is_not_sent_again_to_who_has_it():
    django = Made("<p>no form</p>")

    async def ask(headers: list[tuple[str, str]]) -> tuple[Line, Line]:
        with opened(django) as pages:
            first = await got(pages, headers=headers)
            return first, await got(pages, headers=[*headers, ("if-none-match", first.header("etag"))])

    for headers in ([], PACKED):
        first, second = run_loop(ask(headers))

        assert (first.status, second.status, second.body) == (200, 304, b"")
        assert first.header("etag") == second.header("etag") != ""


def test_behind_a_shared_cache_no_page_carries_a_ticket():
    async def ask() -> Line:
        with opened(Made(), is_shared=True) as pages:
            return await got(pages)

    line = run_loop(ask())

    assert line.body == b"<p>before  after</p>"
    assert line.header("cache-control") == SHARED
    assert line.header("etag")


def test_a_page_that_was_just_asked_for_goes_out_while_it_is_made_anew(monkeypatch):
    django = Made("{times}")
    monkeypatch.setattr(fast, "SECONDS", -1.0)

    async def ask() -> list[bytes]:
        with opened(django) as pages:
            return [(await got(pages)).body for _ in range(2)]

    assert run_loop(ask()) == [b"1", b"1"]


def test_a_page_that_nobody_asked_for_is_made_anew_first(monkeypatch):
    django = Made("{times}")
    monkeypatch.setattr(fast, "SECONDS", -1.0)
    monkeypatch.setattr(fast, "WARM", -1.0)

    async def ask() -> list[bytes]:
        with opened(django) as pages:
            return [(await got(pages)).body for _ in range(3)]

    assert run_loop(ask()) == [b"1", b"2", b"3"]


def test_while_django_fails_what_was_made_before_goes_on_being_given(monkeypatch):
    django = Made("{times}")
    monkeypatch.setattr(fast, "SECONDS", -1.0)
    monkeypatch.setattr(fast, "WARM", -1.0)

    async def ask() -> list[Line]:
        with opened(django) as pages:
            lines = [await got(pages)]
            django.status = "500 Internal Server Error"
            lines += [await got(pages), await got(pages)]
            monkeypatch.setattr(fast, "STALE", -1.0)
            return [*lines, await got(pages)]

    lines = run_loop(ask())

    assert [line.status for line in lines] == [200, 200, 200, 500]
    assert {line.body for line in lines[:3]} == {b"1"}


@pytest.mark.parametrize("status", ["404 Not Found", "302 Found"])
def test_what_is_no_page_is_answered_and_not_kept(status: str):
    django = Made("{times}", status)

    async def ask() -> list[Line]:
        with opened(django) as pages:
            return [await got(pages), await got(pages)]

    lines = run_loop(ask())

    assert [line.status for line in lines] == [int(status[:3])] * 2
    assert [line.body for line in lines] == [b"1", b"2"]


def test_a_page_with_two_forms_is_left_to_django():
    django = Made("{ticket} and {ticket}")

    async def ask() -> tuple[Line, bool]:
        with opened(django) as pages:
            return await got(pages), pages.holds(PETITION)

    line, is_held = run_loop(ask())

    assert line.body == b" and "
    assert not is_held


def test_who_asks_for_the_head_alone_gets_no_body():
    async def ask() -> Line:
        with opened(Made()) as pages:
            return await got(pages, method="HEAD")

    line = run_loop(ask())

    assert (line.status, line.body) == (200, b"")


@pytest.mark.parametrize(
    ("path", "is_held"),
    [
        (PETITION, True),
        (f"{PETITION}sign/", True),
        (f"{PETITION}signed/", True),
        (f"{PETITION}names/page/2/", True),
        ("/p/PE-7Q4MZK/count.json", True),
        ("/p/PE-7Q4MZK/count.svg", True),
        ("/p/PE-7Q4MZK/ar/count.svg", True),
        (f"{PETITION}reasons/", False),
        ("/xx/north/petitions/easier-visa/", False),
        ("/en/north/petitions/", False),
        ("/en/signature/ABC/", False),
        ("/desk/north/petitions/PE-7Q4MZK/", False),
    ],
)
def test_only_pages_that_are_the_same_for_everybody_are_kept(path: str, is_held: bool):
    with opened(Made()) as pages:
        assert pages.holds(path) is is_held


def test_memory_stays_within_bounds(monkeypatch):
    monkeypatch.setattr(fast, "MOST_KEPT", 3)

    async def ask() -> int:
        with opened(Made()) as pages:
            for number in range(10):
                await got(pages, f"/en/north/petitions/p{number}/")
            return len(pages._pages)

    assert run_loop(ask()) == 3
