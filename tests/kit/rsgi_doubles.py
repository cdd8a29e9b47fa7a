"""Stands in for what an RSGI server hands to an application."""

import os
from collections.abc import Iterable
from threading import Event, Thread
from typing import Any


class Fields:
    """Headers, names in small letters, in the order they came."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self.pairs = list(pairs)

    def get(self, key: str, default: Any = None) -> Any:
        return next((value for name, value in self.pairs if name == key), default)

    def items(self) -> list[tuple[str, str]]:
        return self.pairs


class Asked:
    """A request before its body."""

    http_version = "1.1"
    server = "127.0.0.1:8000"
    client = "192.0.2.7:4711"
    scheme = "http"
    authority: str | None = None

    def __init__(self, path: str = "/", *, method: str = "GET", query: str = "", headers: Iterable[tuple[str, str]] = ()) -> None:
        self.path, self.method, self.query_string = path, method, query
        self.headers = Fields([("host", "localhost"), *headers])


class Line:
    """The way to a body and to an answer. ``pieces`` come one after the other; what is answered is kept."""

    def __init__(self, pieces: Iterable[bytes] = ()) -> None:
        self.pieces = list(pieces)
        self.taken = 0
        self.status = 0
        self.headers: list[tuple[str, str]] = []
        self.body = b""
        self.is_streamed = False
        self.ended = Event()

    async def __call__(self) -> bytes:
        return b"".join(self.pieces)

    def __aiter__(self) -> "Line":
        return self

    async def __anext__(self) -> bytes:
        if self.taken == len(self.pieces):
            raise StopAsyncIteration
        self.taken += 1
        return self.pieces[self.taken - 1]

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name), "")

    def response_empty(self, status: int, headers: list[tuple[str, str]]) -> None:
        self._answer(status, headers, b"")

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self._answer(status, headers, body)

    def response_file(self, status: int, headers: list[tuple[str, str]], file: str) -> None:
        self.is_streamed = True
        Thread(target=self._read, args=(status, headers, os.open(file, os.O_RDONLY)), daemon=True).start()

    def _read(self, status: int, headers: list[tuple[str, str]], descriptor: int) -> None:
        with os.fdopen(descriptor, "rb") as file:
            self._answer(status, headers, file.read())

    def _answer(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        if not self.status:
            self.status, self.headers, self.body = status, headers, body
        self.ended.set()
