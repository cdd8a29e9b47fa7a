"""Runs a WSGI application behind a server that speaks RSGI: each request in one thread of a pool, the body read as the application asks.

RSGI (granian/docs/spec/RSGI.md) answers from an event loop, which is what a surge of small requests wants; Django is written for WSGI
(PEP 3333), and its own asynchronous handler costs a page of ours three times as much. So the loop takes every request, answers what it
can, and hands the rest to this. Bodies and answers of any length pass at flat memory: nothing is read before it is asked for, and
nothing is written before the one before it has been taken.
"""

from __future__ import annotations

import asyncio
import io
import logging
import os
import select
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import chain
from queue import SimpleQueue
from threading import Thread
from typing import Any, Protocol
from wsgiref.util import FileWrapper

SMALL = 64 * 1024  # bytes of a request that are read before a thread is taken, so that who sends slowly holds none
WHOLE = 1024 * 1024  # bytes of an answer that are collected and handed over at once
PIECE = 256 * 1024
PATIENCE = 60.0  # seconds without a byte of what was announced, or without one taken
UNTIL_READ = 5.0  # seconds until the server must have begun to read an answer; it has not where the reader left
MOST_WAITING = 400  # requests; who comes then is asked to come again
WITHOUT_BODY = frozenset({HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED})
BUSY = b"<!doctype html><title>503</title><p>Too many are here at once. Nothing was lost; please try again in a moment.</p>"
_log = logging.getLogger("safeconduct.rsgi")

Headers = list[tuple[str, str]]
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Fields(Protocol):
    """The headers of a request; names are in small letters."""

    def get(self, key: str, default: Any = None) -> Any: ...
    def items(self) -> list[tuple[str, str]]: ...


class Scope(Protocol):
    """What is known of a request before its body."""

    http_version: str
    server: str
    client: str
    scheme: str
    method: str
    path: str  # decoded
    query_string: str
    authority: str | None

    @property
    def headers(self) -> Fields: ...


class Proto(Protocol):
    """The way to a request's body and to its answer; answering is possible from any thread."""

    async def __call__(self) -> bytes: ...
    def __aiter__(self) -> Any: ...
    def response_empty(self, status: int, headers: Headers) -> None: ...
    def response_bytes(self, status: int, headers: Headers, body: bytes) -> None: ...
    def response_file(self, status: int, headers: Headers, file: str) -> None: ...


class ClientGone(OSError):
    """Less came than was announced, or nothing any more; Django reads it as an upload that broke off."""


class NotTaken(Exception):
    """A request whose length cannot be believed; ``status`` says why."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


class Arriving(io.RawIOBase):
    """The body of a request as it comes; read from one thread, never more than is announced, never more kept than one piece."""

    def __init__(self, proto: Proto, length: int, loop: asyncio.AbstractEventLoop) -> None:
        self._chunks: Any = None
        self._proto = proto
        self._left = length
        self._kept = b""
        self._loop = loop

    def readable(self) -> bool:
        return True

    def readinto(self, target: Any) -> int:
        """Read what is there, at least a byte of what is announced.

        :raises ClientGone: if the body ends too early, or stands still for a minute
        """
        if not self._kept and self._left:
            waiting = asyncio.run_coroutine_threadsafe(self._gather(), self._loop)
            try:
                self._kept = waiting.result(PATIENCE)
            except (TimeoutError, RuntimeError) as error:
                waiting.cancel()
                raise ClientGone from error
            self._left -= len(self._kept)
            if not self._kept:
                raise ClientGone
        given = self._kept[: len(target)]
        target[: len(given)] = given
        self._kept = self._kept[len(given) :]
        return len(given)

    async def _gather(self) -> bytes:
        """Take several small chunks in one turn: changing threads costs more than reading."""
        if self._chunks is None:
            self._chunks = self._proto.__aiter__()
        most, pieces, size = min(PIECE, self._left), [], 0
        while size < most:
            piece = await anext(self._chunks, b"")
            if not piece:
                break
            pieces.append(piece)
            size += len(piece)
        return b"".join(pieces)[: self._left]


@dataclass
class Answer:
    """What an application says of its answer before the body."""

    status: int = 0
    headers: Headers = field(default_factory=list)
    written: list[bytes] = field(default_factory=list)

    def start(self, status: str, headers: Headers, _failure: Any = None) -> Callable[[bytes], None]:
        """Take status and headers, as PEP 3333 has it."""
        self.status, self.headers = int(status[:3]), list(headers)
        return self.written.append


class WsgiDoor:
    """A WSGI application that can be asked as an RSGI one."""

    def __init__(self, application: Wsgi, *, threads: int) -> None:
        self._application = application
        self._threads = threads
        self._work: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._running: list[Thread] = []
        self.waiting = 0  # requests taken and not answered

    def open(self) -> None:
        """Start the threads."""
        self._running = [Thread(target=self._serve, name=f"pages-{number}", daemon=True) for number in range(self._threads)]
        for thread in self._running:
            thread.start()

    def close(self, *, patience: float) -> None:
        """Let every thread finish what it has begun, and go; wait for each so many seconds at most."""
        for _thread in self._running:
            self._work.put(None)
        for thread in self._running:
            thread.join(patience)

    def submit(self, work: Callable[[], None]) -> None:
        """Have something else done by the threads that make pages."""
        self._work.put(work)

    async def __call__(self, scope: Scope, proto: Proto, *, body: bytes | None = None, more: dict[str, Any] | None = None) -> None:
        """Answer one request. ``body`` is what was read of it already, ``more`` is added to what the application is told."""
        loop = asyncio.get_running_loop()
        if self.waiting >= MOST_WAITING:
            say_busy(proto)
            return
        try:
            environ = environ_of(scope)
            environ["wsgi.input"] = await _input_of(environ, proto, body, loop)
        except NotTaken as error:
            proto.response_empty(error.status, [("connection", "close")])
            return
        except TimeoutError:
            proto.response_empty(HTTPStatus.REQUEST_TIMEOUT, [("connection", "close")])
            return
        except ClientGone:
            return
        environ.update(more or {})
        done: asyncio.Future[None] = loop.create_future()
        self.waiting += 1
        self._work.put(lambda: self._answer(environ, proto, loop, done))
        try:
            await done
        finally:
            self.waiting -= 1

    def _serve(self) -> None:
        while (work := self._work.get()) is not None:
            try:
                work()
            except Exception:  # noqa: BLE001 — whatever it was, the thread goes on with the next request
                _log.exception("A page could not be answered")

    def _answer(self, environ: dict[str, Any], proto: Proto, loop: asyncio.AbstractEventLoop, done: asyncio.Future[None]) -> None:
        try:
            send(self._application, environ, proto)
        except Exception:  # noqa: BLE001 — as a server does: one request failed, not the process
            _log.exception("An application failed")
            proto.response_empty(HTTPStatus.INTERNAL_SERVER_ERROR, [])  # where an answer has begun, this says nothing
        finally:
            with suppress(RuntimeError):  # the loop is closed: nobody waits
                loop.call_soon_threadsafe(_finish, done)


def environ_of(scope: Scope) -> dict[str, Any]:
    """Give what PEP 3333 wants an application to know.

    Names with an underscore are left out, since a name with a dash would become the same one.

    :raises NotTaken: if the length of the body is announced twice and differently, is no number, or is not announced at all
    """
    address, _, port = scope.server.rpartition(":")
    environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": address.strip("[]"),
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": client_of(scope),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.errors": sys.stderr,
        "wsgi.file_wrapper": _in_large_pieces,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope.headers.items():
        if "_" in name:
            continue
        key = f"HTTP_{name.replace('-', '_').upper()}"
        environ[key] = f"{environ[key]}{'; ' if name == 'cookie' else ','}{value}" if key in environ else value
    if scope.authority and "HTTP_HOST" not in environ:
        environ["HTTP_HOST"] = scope.authority
    if "HTTP_CONTENT_TYPE" in environ:
        environ["CONTENT_TYPE"] = environ.pop("HTTP_CONTENT_TYPE")
    if (length := length_of(scope)) is not None:
        environ["CONTENT_LENGTH"] = str(length)
    environ.pop("HTTP_CONTENT_LENGTH", None)
    return environ


def _in_large_pieces(file: Any, _size: int = 0) -> FileWrapper:
    """Read a file that is to be sent in pieces of our size: Django's own are of four kilobytes."""
    return FileWrapper(file, PIECE)


def length_of(scope: Scope) -> int | None:
    """Give the announced length of a body; ``None`` where none is announced.

    :raises NotTaken: if it is no number, several different ones, or the body says itself where it ends
    """
    announced = scope.headers.get("content-length")
    if scope.headers.get("transfer-encoding") is not None:
        raise NotTaken(HTTPStatus.LENGTH_REQUIRED if announced is None else HTTPStatus.BAD_REQUEST)
    if announced is None:
        return None
    lengths = {value for name, value in scope.headers.items() if name == "content-length"}
    if len(lengths) > 1 or not announced.isascii() or not announced.isdigit():
        raise NotTaken(HTTPStatus.BAD_REQUEST)
    return int(announced)


def client_of(scope: Scope) -> str:
    """Give the address that the request came from, without the port."""
    return scope.client.rpartition(":")[0].strip("[]")


async def body_of(proto: Proto, length: int) -> bytes:
    """Read a small body to its end.

    :raises ClientGone: if it breaks off
    :raises TimeoutError: if it stands still
    """
    try:
        async with asyncio.timeout(PATIENCE):
            body = await proto()
    except RuntimeError as error:  # the server's word for a line that is gone
        raise ClientGone from error
    if len(body) != length:
        raise ClientGone
    return body


async def _input_of(environ: dict[str, Any], proto: Proto, body: bytes | None, loop: asyncio.AbstractEventLoop) -> Any:
    if body is not None:
        return io.BytesIO(body)
    length = int(environ.get("CONTENT_LENGTH", 0))
    if length > SMALL:
        return io.BufferedReader(Arriving(proto, length, loop), PIECE)
    return io.BytesIO(await body_of(proto, length) if length else b"")


def say_busy(proto: Proto) -> None:
    """Ask to come again."""
    said = [("content-type", "text/html; charset=utf-8"), ("retry-after", "5"), ("cache-control", "no-store")]
    proto.response_bytes(HTTPStatus.SERVICE_UNAVAILABLE, said, BUSY)


def ask(application: Wsgi, environ: dict[str, Any]) -> tuple[int, Headers, bytes]:
    """Ask an application for something small, and give its whole answer."""
    answer = Answer()
    given = application(environ, answer.start)
    try:
        body = b"".join(given)
    finally:
        _close(given)
    return answer.status, answer.headers, b"".join(answer.written) + body


def send(application: Wsgi, environ: dict[str, Any], proto: Proto) -> None:
    """Ask an application and send what it answers, at once or as it is made."""
    answer = Answer()
    given = application(environ, answer.start)
    try:
        if environ["REQUEST_METHOD"] == "HEAD" or answer.status in WITHOUT_BODY:
            for _piece in () if answer.status else given:  # an application may wait with its status until the first piece
                break
            proto.response_empty(answer.status, answer.headers)
            return
        pieces = iter(given)
        first, is_all = _first_of(pieces)
        beginning = b"".join([*answer.written, *first])
        if is_all:
            proto.response_bytes(answer.status, answer.headers, beginning)
        else:
            _stream(proto, answer, chain([beginning], pieces))
    finally:
        _close(given)


def _first_of(pieces: Iterator[bytes]) -> tuple[list[bytes], bool]:
    """Take pieces until there are enough for a stream; tell whether these were all."""
    taken, size = [], 0
    for piece in pieces:
        taken.append(piece)
        size += len(piece)
        if size > WHOLE:
            return taken, False
    return taken, True


def _stream(proto: Proto, answer: Answer, pieces: Iterable[bytes]) -> None:
    """Send a long answer through a pipe that the server reads as a file, at the pace of whoever takes it.

    RSGI's own way of streaming keeps in memory whatever the reader has not taken yet, half a gigabyte of it for a slow reader.
    """
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    proto.response_file(answer.status, answer.headers, f"/dev/fd/{reading}")
    ready = select.poll()
    ready.register(writing, select.POLLOUT)
    is_read = False  # until the server has opened its end, ours must stay open
    try:
        for piece in pieces:
            rest = memoryview(piece)
            while rest:
                try:
                    rest = rest[os.write(writing, rest[:PIECE]) :]
                except BlockingIOError:
                    if not ready.poll(1000 * (PATIENCE if is_read else UNTIL_READ)):
                        return
                    if not is_read:
                        os.close(reading)
                        is_read = True
    except BrokenPipeError:
        return
    finally:
        os.close(writing)
        if not is_read:
            os.close(reading)


def _close(given: Iterable[bytes]) -> None:
    close = getattr(given, "close", None)
    if close is not None:
        close()


def _finish(done: asyncio.Future[None]) -> None:
    if not done.done():
        done.set_result(None)
