"""Search by SQLite's FTS5, through Django's connection."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from safeconduct.evidence.search.analyser import Query
from safeconduct.evidence.search.port import (
    EVERYTHING,
    KINDS,
    Conditions,
    Entry,
    Groups,
    Hit,
    Narrowing,
    Page,
    Scope,
    conditions,
    stored_tokens,
)

_PUT = """INSERT INTO evidence_search_entry (id, kind, ref, date_low, date_high, tokens)
    VALUES ((SELECT coalesce(max(id) / 10, 0) + 1 FROM evidence_search_entry) * 10 + %s, %s, %s, %s, %s, %s)
    ON CONFLICT (kind, ref) DO UPDATE
    SET date_low = excluded.date_low, date_high = excluded.date_high, tokens = excluded.tokens"""
_FROM = "FROM evidence_search_index AS i {join} WHERE evidence_search_index MATCH %s"
_ROWS = """SELECT e.kind, e.ref FROM (SELECT i.rowid AS id {found} ORDER BY i.rowid DESC LIMIT %s OFFSET %s) AS page
    JOIN evidence_search_entry AS e ON e.id = page.id ORDER BY e.id DESC"""
_DATES = "JOIN evidence_search_entry AS e ON e.id = i.rowid"


class SqliteEngine:
    """The port over one FTS5 table beside the table of entries."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        """Take the connection to search through."""
        self._connection = connection

    def put(self, entries: Iterable[Entry]) -> None:
        """Store entries; see ``SearchEngine``."""
        rows = [(KINDS.index(e.kind), e.kind, e.ref, _iso(e.date_low), _iso(e.date_high), stored_tokens(e)) for e in entries]
        with self._connection.cursor() as cursor:
            cursor.executemany(_PUT, rows)

    def remove(self, kind: str, refs: Collection[str]) -> None:
        """Take entries out; see ``SearchEngine``."""
        with self._connection.cursor() as cursor:
            cursor.executemany("DELETE FROM evidence_search_entry WHERE kind = %s AND ref = %s", [(kind, r) for r in refs])

    def find(self, query: Query, *, allowed: Scope, narrowing: Narrowing = EVERYTHING, limit: int = 20, offset: int = 0) -> Page:
        """Find entries; see ``SearchEngine``."""
        wanted = conditions(query, allowed, narrowing)
        if wanted is None:
            return Page()
        asking = _Asking(self._connection, wanted, narrowing)
        every = wanted.by_nearness[max(wanted.by_nearness)]
        counted = asking.by_kind(every, ())
        by_kind = {kind: counted[kind] for kind in KINDS if kind in counted}
        hits = _nearest(asking, wanted, limit, offset)
        return Page(hits, sum(by_kind.values()), by_kind)

    def tidy(self) -> None:
        """Merge the index into one piece; see ``SearchEngine``."""
        with self._connection.cursor() as cursor:
            cursor.execute("INSERT INTO evidence_search_index(evidence_search_index) VALUES ('optimize')")


def _nearest(asking: _Asking, wanted: Conditions, limit: int, offset: int) -> tuple[Hit, ...]:
    """Gather a page from one nearness after another, each leaving out what the nearer ones gave."""
    hits: list[Hit] = []
    nearer: Groups = ()
    for nearness, groups in wanted.by_nearness.items():
        if groups == nearer:
            continue
        found = asking.rows(groups, nearer, limit - len(hits), offset)
        hits += [Hit(kind, ref, nearness) for kind, ref in found]
        if len(hits) == limit:
            break
        offset = max(0, offset - sum(asking.by_kind(groups, nearer).values())) if offset and not found else 0
        nearer = groups
    return tuple(hits)


class _Asking:
    """One search: what holds for all its questions, and the questions."""

    def __init__(self, connection: BaseDatabaseWrapper, wanted: Conditions, narrowing: Narrowing) -> None:
        self._connection = connection
        self._within = wanted.within
        dated, self._dates = _dated(narrowing)
        self._from = _FROM.format(join=_DATES if dated else "") + dated

    def rows(self, groups: Groups, left_out: Groups, limit: int, offset: int) -> list[tuple[str, str]]:
        asked = _ROWS.format(found=self._from)
        return self._all(asked, [self._match(groups, left_out), *self._dates, limit, offset])

    def by_kind(self, groups: Groups, left_out: Groups) -> dict[str, int]:
        counted = f"SELECT i.rowid % 10, count(*) {self._from} GROUP BY 1"
        found = self._all(counted, [self._match(groups, left_out), *self._dates])
        return {KINDS[number]: count for number, count in found}

    def _all(self, statement: str, values: list[Any]) -> list[Any]:
        with self._connection.cursor() as cursor:
            cursor.execute(statement, values)
            return list(cursor.fetchall())

    def _match(self, groups: Groups, left_out: Groups) -> str:
        found = _every((*groups, *self._within))
        return f"({found}) NOT ({_every(left_out)})" if left_out else found


def _every(groups: Groups) -> str:
    """Write the expression of FTS5; every token is quoted, and tokens hold letters, digits and "_" only."""
    return " AND ".join("(" + " OR ".join(f'"{token}"' for token in group) + ")" for group in groups)


def _dated(narrowing: Narrowing) -> tuple[str, list[str]]:
    clause, values = "", []
    if narrowing.since is not None:
        clause += " AND coalesce(e.date_high, '9999') >= %s AND coalesce(e.date_low, e.date_high) IS NOT NULL"
        values.append(narrowing.since.isoformat())
    if narrowing.until is not None:
        clause += " AND coalesce(e.date_low, '') <= %s AND coalesce(e.date_low, e.date_high) IS NOT NULL"
        values.append(narrowing.until.isoformat())
    return clause, values


def _iso(day: object) -> str | None:
    return None if day is None else str(day)
