"""A signature on its way into the database, and the statements that put many of them there, on SQLite and PostgreSQL alike.

They take the drivers' own cursors, not Django's: a surge has no time for layers.
"""

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Protocol
from uuid import UUID

from safeconduct.signing.rules.kinds import COUNTED_STATES, State

MOST_AT_ONCE = 64  # rows of one statement: few shapes of statement, and long before any limit on parameters


class Cursor(Protocol):
    """A cursor of sqlite3 or of psycopg."""

    @property
    def rowcount(self) -> int: ...

    @property
    def lastrowid(self) -> Any: ...

    def execute(self, sql: Any, parameters: Any = ..., /) -> Any: ...

    def fetchall(self) -> list[Any]: ...


class Counted(Protocol):
    """What the count tells signatures apart by."""

    roll: UUID
    country: str
    language: str
    channel: str
    is_provisional: bool


@dataclass(slots=True)
class Row:
    """A signature on its way into the database, sealed. ``mail`` is the sealed mail that goes with it."""

    id: UUID
    roll: UUID
    tag: bytes
    person: bytes
    home: bytes
    domain: bytes
    token: bytes
    code: bytes
    state: str
    visibility: str
    country: str
    language: str
    channel: str
    is_provisional: bool
    on: date
    blob: bytes
    own: bytes
    way: bytes
    mail: bytes


NEW, SECOND, ANEW, ALREADY = "new", "second", "anew", "already"  # what becomes of a row

SIGNATURE = {
    "id": "id", "roll_id": "roll", "tag": "tag", "person": "person", "home": "home", "domain": "domain", "token": "token",
    "code": "code", "state": "state", "visibility": "visibility", "country": "country", "language": "language", "channel": "channel",
    "is_provisional": "is_provisional", "signed_on": "on", "blob": "blob", "own": "own",
    "way": "way",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dialect:
    """What differs between the two: the mark of a parameter, and how an id, a day and a truth are given."""

    mark: str
    id: Callable[[UUID], Any]
    day: Callable[[date], Any]
    truth: Callable[[bool], Any]
    returns: bool  # what was inserted is given back; on SQLite each row would be one more turn at Python's lock


DIALECTS = {
    "sqlite": Dialect("?", lambda one: one.hex, lambda day: day.isoformat(), int, returns=False),
    "postgresql": Dialect("%s", lambda one: one, lambda day: day, bool, returns=True),
}


def insert_rows(cursor: Cursor, dialect: Dialect, rows: Sequence[Row], *, seat: int = 1) -> list[Row]:
    """Insert signatures at a seat of their addresses where it is free; give those that went in."""
    cursor.execute(_insert_sql(dialect, len(rows)), [value for row in rows for value in _values(dialect, row, seat)])
    count = cursor.rowcount
    if count in {0, len(rows)}:
        return list(rows) if count else []
    if not dialect.returns:
        # SQLite gives what one statement inserts the next numbers after the last one. A row that is tried again after a broken
        # connection has the token and the id that it had; only the number tells that it was there before.
        marks = ", ".join([dialect.mark] * len(rows))
        sql = f"SELECT token FROM signing_signature WHERE token IN ({marks}) AND rowid > ?"  # noqa: S608 — marks
        cursor.execute(sql, [*(row.token for row in rows), cursor.lastrowid - count])
    there = {bytes(token) for (token,) in cursor.fetchall()}
    return [row for row in rows if row.token in there]


def add_mails(cursor: Cursor, dialect: Dialect, mails: Iterable[tuple[Row, UUID, str]]) -> None:
    """Let a mail wait for each: the row that brought it, the signature it is about, and what it says. What was set aside is held."""
    values = [
        (
            dialect.id(uuid.uuid4()),
            dialect.id(row.roll),
            dialect.id(signature),
            str(kind),
            row.language,
            "held" if row.state == State.SET_ASIDE else "waiting",
            dialect.day(row.on),
            row.mail,
        )
        for row, signature, kind in mails
    ]
    _insert_many(cursor, dialect, _MAIL, values)


def add_steps(cursor: Cursor, dialect: Dialect, steps: Iterable[tuple[Counted, str, int]]) -> None:
    """Write the steps of the count for rows that come into a counted state (1) or leave it (-1)."""
    values = [
        (
            dialect.id(uuid.uuid4()),
            dialect.id(row.roll),
            str(state),
            row.country,
            row.language,
            row.channel,
            dialect.truth(row.is_provisional),
            delta,
        )
        for row, state, delta in steps
        if state in COUNTED_STATES
    ]
    _insert_many(cursor, dialect, _STEP, values)


def pieces(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Cut rows into pieces of 64 at most: 64 shapes of each statement, all of which a connection keeps prepared (see ``link``)."""
    for place in range(0, len(rows), MOST_AT_ONCE):
        yield rows[place : place + MOST_AT_ONCE]


Table = tuple[str, tuple[str, ...], dict[str, str]]  # its name, its columns, and what is the same in every row

_MAIL: Table = ("signing_waitingmail", ("id", "roll_id", "signature_id", "kind", "language", "state", "day", "blob"), {"tries": "0"})
_STEP: Table = ("signing_countevent", ("id", "roll_id", "state", "country", "language", "channel", "is_provisional", "delta"), {})


def _values(dialect: Dialect, row: Row, seat: int) -> tuple[Any, ...]:
    return (
        dialect.id(row.id), dialect.id(row.roll), row.tag, row.person, row.home, row.domain, row.token, row.code, row.state,
        row.visibility, row.country, row.language, row.channel, dialect.truth(row.is_provisional), dialect.day(row.on), row.blob,
        row.own, row.way, seat,
    )  # fmt: skip


@cache
def _insert_sql(dialect: Dialect, count: int) -> str:
    names = ", ".join([*SIGNATURE, "seat", "mails", "batch"])
    one = f"({', '.join([dialect.mark] * (len(SIGNATURE) + 1))}, 1, '')"
    back = " RETURNING token" if dialect.returns else ""
    return f"INSERT INTO signing_signature ({names}) VALUES {', '.join([one] * count)} ON CONFLICT DO NOTHING{back}"  # noqa: S608 — marks


def _insert_many(cursor: Cursor, dialect: Dialect, table: Table, rows: Sequence[Any]) -> None:
    for some in pieces(rows):
        cursor.execute(_many_sql(dialect.mark, table[0], table[1], tuple(table[2].items()), len(some)), [v for row in some for v in row])


@cache
def _many_sql(mark: str, table: str, columns: tuple[str, ...], fixed: tuple[tuple[str, str], ...], count: int) -> str:
    names = ", ".join([*columns, *(name for name, _value in fixed)])
    one = f"({', '.join([*[mark] * len(columns), *(value for _name, value in fixed)])})"
    return f"INSERT INTO {table} ({names}) VALUES {', '.join([one] * count)}"  # noqa: S608 — names of ours and marks
