"""A key holder: it multiplies blinded points by its half of a key, counts them, and can tell nobody what they were of.

It knows no server's database. What it keeps is a day, who asked, and how many: no point, no answer, no address, no hour.
"""

import hmac
import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any

from safeconduct.vault.format import oprf

MOST_POINTS = 9
MOST_BYTES = 4096
LONGEST_NAME = 16
KEPT = timedelta(days=90)

Answers = Callable[[Mapping[str, Any], Callable[..., Any]], Iterable[bytes]]


class CapReached(Exception):
    """So many may be asked about in a day and no more."""


class NotUnderstood(Exception):
    """This is no question to a key holder."""


@dataclass(frozen=True, slots=True)
class Caps:
    """How many points a day: of one organisation, and of a server with all of its organisations."""

    each: int
    all: int


class Counts:
    """The small file of days and counts."""

    def __init__(self, file: Path) -> None:
        self._file = file
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
        with closing(self._open()) as there:
            there.execute(
                "CREATE TABLE IF NOT EXISTS counts (day TEXT, server TEXT, organisation TEXT, count INTEGER NOT NULL,"
                " PRIMARY KEY (day, server, organisation))"
            )

    def add(self, count: int, *, server: str, organisation: str, day: date, caps: Caps) -> None:
        """Count so many points, or none of them.

        :raises CapReached: if the organisation, or the server with all of its organisations, would have asked about too many
        """
        with closing(self._open()) as there:
            there.execute("BEGIN IMMEDIATE")  # two requests at once are counted one after the other
            asked = there.execute("SELECT organisation, count FROM counts WHERE day = ? AND server = ?", (str(day), server)).fetchall()
            if dict(asked).get(organisation, 0) + count > caps.each or sum(number for _name, number in asked) + count > caps.all:
                there.execute("ROLLBACK")
                raise CapReached
            there.execute(
                "INSERT INTO counts VALUES (?, ?, ?, ?)"
                " ON CONFLICT (day, server, organisation) DO UPDATE SET count = count + excluded.count",
                (str(day), server, organisation, count),
            )
            there.execute("DELETE FROM counts WHERE day < ?", (str(day - KEPT),))
            there.execute("COMMIT")

    def lines(self) -> list[tuple[str, str, str, int]]:
        """Give day, server, organisation and count, in their order."""
        with closing(self._open()) as there:
            return there.execute("SELECT day, server, organisation, count FROM counts ORDER BY day, server, organisation").fetchall()

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self._file, isolation_level=None, timeout=10)


@dataclass(frozen=True)
class Holder:
    """Half a key, who may ask, and how much."""

    key: bytes
    askers: Mapping[str, str]  # name of a server: its bearer token
    counts: Counts
    caps: Caps
    today: Callable[[], date]

    def who(self, shown: str) -> str:
        """Give the name of the server that shows this token; empty if it is nobody's."""
        token = shown.removeprefix("Bearer ").encode()
        found = [name for name, kept in self.askers.items() if hmac.compare_digest(kept.encode(), token)]
        return found[0] if found and shown.startswith("Bearer ") else ""

    def answer(self, body: bytes, *, server: str) -> list[str]:
        """Give the answers to a question: ``{"organisation", "points": [hex]}``. Counted first, then answered.

        :raises NotUnderstood, CapReached: accordingly; nothing is answered then
        """
        organisation, points = _read(body)
        try:
            answers = [oprf.evaluate(self.key, point).hex() for point in points]
        except oprf.NotAPoint:
            raise NotUnderstood from None
        self.counts.add(len(points), server=server, organisation=organisation, day=self.today(), caps=self.caps)
        return answers


def application(holder: Holder) -> Answers:
    """Give the WSGI application of a holder: one address, ``POST /evaluate/``."""

    def serve(request: Mapping[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        status, said = _served(holder, request)
        data = json.dumps(said).encode()
        headers = [("Content-Type", "application/json"), ("Content-Length", str(len(data))), ("Cache-Control", "no-store")]
        start(f"{status.value} {status.phrase}", headers)
        return [data]

    return serve


def _served(holder: Holder, request: Mapping[str, Any]) -> tuple[HTTPStatus, dict[str, Any]]:
    if request.get("PATH_INFO") != "/evaluate/":
        return HTTPStatus.NOT_FOUND, {"code": "not-there"}
    if request.get("REQUEST_METHOD") != "POST":
        return HTTPStatus.METHOD_NOT_ALLOWED, {"code": "not-allowed"}
    server = holder.who(str(request.get("HTTP_AUTHORIZATION", "")))
    if not server:
        return HTTPStatus.UNAUTHORIZED, {"code": "nobody"}
    length = str(request.get("CONTENT_LENGTH", ""))
    if not length.isdecimal() or int(length) > MOST_BYTES:
        return HTTPStatus.BAD_REQUEST, {"code": "not-understood"}
    try:
        return HTTPStatus.OK, {"answers": holder.answer(request["wsgi.input"].read(int(length)), server=server)}
    except NotUnderstood:
        return HTTPStatus.BAD_REQUEST, {"code": "not-understood"}
    except CapReached:
        return HTTPStatus.TOO_MANY_REQUESTS, {"code": "cap-reached"}


def _read(body: bytes) -> tuple[str, list[bytes]]:
    try:
        said = json.loads(body)
        organisation, points = said["organisation"], [bytes.fromhex(one) for one in said["points"]]
    except (ValueError, KeyError, TypeError):
        raise NotUnderstood from None
    is_name = isinstance(organisation, str) and organisation.isascii() and organisation.replace("-", "").isalnum()
    if not is_name or len(organisation) > LONGEST_NAME or not 1 <= len(points) <= MOST_POINTS:
        raise NotUnderstood
    return organisation, points
