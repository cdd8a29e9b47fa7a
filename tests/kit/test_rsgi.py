"""A WSGI application behind a server that speaks RSGI."""

import asyncio
import io
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from safeconduct.kit import rsgi
from safeconduct.kit.rsgi import SMALL, WHOLE, Arriving, ClientGone, NotTaken, WsgiDoor, environ_of
from tests.kit.rsgi_doubles import Asked, Line
from tests.looping import run as run_loop

pytestmark = pytest.mark.filterwarnings("error")
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@contextmanager
def opened(application: Application, threads: int = 2):
    door = WsgiDoor(application, threads=threads)
    door.open()
    try:
        yield door
    finally:
        door.close(patience=5)


def answered(application: Application, asked: Asked, line: Line | None = None, **more: Any) -> Line:
    line = line or Line()
    with opened(application) as door:
        run_loop(door(asked, line, **more))
    line.ended.wait(5)
    return line


def says(body: Iterable[bytes], *, status: str = "200 OK", headers: Iterable[tuple[str, str]] = ()) -> Application:
    def application(_environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        start(status, list(headers))
        return body

    return application


def test_an_application_is_told_of_the_request_as_its_standard_has_it():
    asked = Asked(
        "/en/å b/",
        query="q=1",
        headers=[("accept", "a"), ("x-real", "1"), ("x_real", "forged"), ("cookie", "a=1"), ("cookie", "b=2"), ("content-type", "text/x")],
    )

    environ = environ_of(asked)

    assert environ["PATH_INFO"].encode("latin-1").decode() == "/en/å b/"
    assert (environ["QUERY_STRING"], environ["REQUEST_METHOD"], environ["SERVER_PROTOCOL"]) == ("q=1", "GET", "HTTP/1.1")
    assert (environ["REMOTE_ADDR"], environ["SERVER_NAME"], environ["SERVER_PORT"]) == ("192.0.2.7", "127.0.0.1", "8000")
    assert (environ["HTTP_HOST"], environ["HTTP_X_REAL"], environ["HTTP_COOKIE"]) == ("localhost", "1", "a=1; b=2")
    assert (environ["CONTENT_TYPE"], environ["wsgi.url_scheme"]) == ("text/x", "http")
    assert "HTTP_CONTENT_TYPE" not in environ
    assert "CONTENT_LENGTH" not in environ


def test_an_address_of_the_sixth_kind_loses_its_brackets():
    asked = Asked()
    asked.client = "[2001:db8::1]:4711"

    assert environ_of(asked)["REMOTE_ADDR"] == "2001:db8::1"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ([("content-length", "3"), ("content-length", "4")], 400),
        ([("content-length", "three")], 400),
        ([("content-length", "-3")], 400),
        ([("content-length", "+3")], 400),
        ([("content-length", "3"), ("transfer-encoding", "chunked")], 400),
        ([("transfer-encoding", "chunked")], 411),
    ],
)
def test_a_body_whose_length_cannot_be_believed_is_not_taken(headers: list[tuple[str, str]], status: int):
    line = answered(says([b"not reached"]), Asked(method="POST", headers=headers), Line([b"abc"]))

    assert (line.status, line.body) == (status, b"")
    with pytest.raises(NotTaken):
        environ_of(Asked(method="POST", headers=headers))


def test_a_small_body_is_read_whole_and_an_answer_given_at_once():
    def echo(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        start("201 Created", [("X-Said", "yes")])
        return [environ["wsgi.input"].read(), b"!"]

    line = answered(echo, Asked(method="POST", headers=[("content-length", "6")]), Line([b"abc", b"def"]))

    assert (line.status, line.body, line.header("x-said"), line.is_streamed) == (201, b"abcdef!", "yes", False)


def test_a_large_body_is_read_only_as_it_is_asked_for():
    pieces = [bytes([number % 256]) * 50_000 for number in range(40)]
    seen: list[int] = []
    line = Line(pieces)

    def takes(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        first = environ["wsgi.input"].read(10)
        seen.append(line.taken)
        rest = environ["wsgi.input"].read()
        start("200 OK", [])
        return [str(first + rest == b"".join(pieces)).encode(), b" ", environ["wsgi.input"].read()]

    length = str(sum(map(len, pieces)))
    answered(takes, Asked(method="POST", headers=[("content-length", length)]), line)

    assert line.body == b"True "
    assert seen[0] < len(pieces) / 2


def test_a_body_that_breaks_off_reaches_the_application_as_broken():
    failures: list[BaseException] = []

    def takes(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        try:
            environ["wsgi.input"].read()
        except OSError as error:
            failures.append(error)
        start("400 Bad Request", [])
        return []

    line = Line([b"x" * 1000])
    answered(takes, Asked(method="POST", headers=[("content-length", str(SMALL + 1))]), line)

    assert [type(one) for one in failures] == [ClientGone]


def test_a_small_body_that_breaks_off_reaches_nobody():
    line = answered_without_answer(says([b"no"]), Asked(method="POST", headers=[("content-length", "10")]), Line([b"abc"]))

    assert line.status == 0


def answered_without_answer(application: Application, asked: Asked, line: Line) -> Line:
    with opened(application) as door:
        run_loop(door(asked, line))
    return line


def test_more_than_was_announced_is_not_given():
    async def read() -> bytes:
        loop = asyncio.get_running_loop()
        arriving = io.BufferedReader(Arriving(Line([b"abcdef"]), 4, loop))
        return await asyncio.to_thread(arriving.read)

    assert run_loop(read()) == b"abcd"


def test_a_long_answer_goes_out_as_it_is_made():
    pieces = [b"x" * 300_000] * 10
    line = answered(says(iter(pieces), headers=[("Content-Length", "3000000")]), Asked())

    assert line.is_streamed
    assert line.body == b"".join(pieces)
    assert sum(map(len, pieces)) > WHOLE


def test_a_file_goes_out_in_large_pieces_and_is_closed(tmp_path: Path):
    path = tmp_path / "sealed"
    path.write_bytes(os.urandom(3_000_000))
    opened_files: list[Any] = []

    def gives(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        start("200 OK", [("Content-Length", "3000000")])
        opened_files.append(path.open("rb"))
        pieces: Iterable[bytes] = environ["wsgi.file_wrapper"](opened_files[0], 4096)
        return pieces

    line = answered(gives, Asked())

    assert line.body == path.read_bytes()
    assert opened_files[0].closed


def test_a_body_that_stands_still_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(rsgi, "PATIENCE", 0.0)

    class Stands(Line):
        async def __call__(self) -> bytes:
            await asyncio.sleep(60)
            return b""

    line = answered(says([b"no"]), Asked(method="POST", headers=[("content-length", "3")]), Stands())

    assert line.status == 408


def test_whoever_leaves_stops_a_long_answer():
    made: list[int] = []
    closed: list[bool] = []

    class Pieces:
        def __iter__(self) -> Iterator[bytes]:
            for number in range(1000):
                made.append(number)
                yield b"x" * 100_000

        def close(self) -> None:
            closed.append(True)

    class Leaves(Line):
        def _read(self, status: int, headers: list[tuple[str, str]], descriptor: int) -> None:
            os.read(descriptor, 100_000)
            os.close(descriptor)
            self._answer(status, headers, b"")

    line = Leaves()
    with opened(says(Pieces())) as door:
        run_loop(door(Asked(), line))

    assert closed == [True]
    assert len(made) < 1000


@pytest.mark.parametrize(("method", "status"), [("HEAD", "200 OK"), ("GET", "304 Not Modified"), ("GET", "204 No Content")])
def test_some_answers_have_no_body(method: str, status: str):
    line = answered(says([b"body"], status=status, headers=[("ETag", '"x"'), ("Content-Length", "4")]), Asked(method=method))

    assert (line.status, line.body, line.header("etag")) == (int(status[:3]), b"", '"x"')


def test_what_was_read_already_is_handed_on():
    def echo(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        start("200 OK", [])
        return [environ["wsgi.input"].read(), environ["safeconduct.mark"].encode()]

    line = answered(echo, Asked(method="POST", headers=[("content-length", "3")]), body=b"abc", more={"safeconduct.mark": "m"})

    assert line.body == b"abcm"


def test_an_application_that_fails_answers_five_hundred_and_the_next_request_is_served():
    def fails(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/bad":
            raise ValueError
        start("200 OK", [])
        return [b"fine"]

    bad, good = Line(), Line()
    with opened(fails, threads=1) as door:
        run_loop(door(Asked("/bad"), bad))
        run_loop(door(Asked("/good"), good))

    assert (bad.status, good.status, good.body) == (500, 200, b"fine")


def test_too_many_at_once_are_asked_to_come_again(monkeypatch):
    monkeypatch.setattr(rsgi, "MOST_WAITING", 0)

    line = answered(says([b"page"]), Asked())

    assert (line.status, line.header("retry-after")) == (503, "5")


def test_closing_waits_for_what_has_begun():
    line = Line()

    async def ask(door: WsgiDoor) -> None:
        waiting = asyncio.ensure_future(door(Asked(), line))
        await asyncio.sleep(0)
        await asyncio.to_thread(door.close, patience=5)
        await waiting

    with opened(says([b"done"])) as door:
        run_loop(ask(door))

    assert line.body == b"done"
