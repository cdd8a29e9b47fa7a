"""Search by PostgreSQL's text vectors and their GIN index, through Django's connection."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from safeconduct.evidence.search.analyser import Query
from safeconduct.evidence.search.port import (
    EVERYTHING,
    KINDS,
    Conditions,
    Entry,
    Groups,
    Narrowing,
    Page,
    Scope,
    conditions,
    nearest,
    stored_tokens,
)

# The tokens are made already: no configuration of the database parts or stems them again.
_PUT = """INSERT INTO evidence_search_entry (kind, ref, date_low, date_high, tokens)
    VALUES (%s, %s, %s, %s, array_to_tsvector(string_to_array(%s, ' ')))
    ON CONFLICT (kind, ref) DO UPDATE
    SET date_low = excluded.date_low, date_high = excluded.date_high, tokens = excluded.tokens"""
_FROM = "FROM evidence_search_entry WHERE tokens @@ %s::tsquery"
# Kept whole, or the planner would walk all rows from the newest in search of a rare word.
_ROWS = """WITH found AS MATERIALIZED (SELECT id, kind, ref {found})
    SELECT kind, ref FROM found ORDER BY id DESC LIMIT %s OFFSET %s"""


class PostgresEngine:
    """The port over one table with a text vector."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        """Take the connection to search through."""
        self._connection = connection

    def put(self, entries: Iterable[Entry]) -> None:
        """Store entries; see ``SearchEngine``."""
        rows = [(e.kind, e.ref, e.date_low, e.date_high, stored_tokens(e)) for e in entries]
        with self._connection.cursor() as cursor:
            cursor.executemany(_PUT, rows)

    def remove(self, kind: str, refs: Collection[str]) -> None:
        """Take entries out; see ``SearchEngine``."""
        with self._connection.cursor() as cursor:
            cursor.execute("DELETE FROM evidence_search_entry WHERE kind = %s AND ref = ANY(%s)", [kind, list(refs)])

    def find(self, query: Query, *, allowed: Scope, narrowing: Narrowing = EVERYTHING, limit: int = 20, offset: int = 0) -> Page:
        """Find entries; see ``SearchEngine``."""
        wanted = conditions(query, allowed, narrowing)
        if wanted is None:
            return Page()
        asking = _Asking(self._connection, wanted, narrowing)
        every = wanted.by_nearness[max(wanted.by_nearness)]
        counted = asking.by_kind(every, ())
        by_kind = {kind: counted[kind] for kind in KINDS if kind in counted}
        hits = nearest(wanted, limit=limit, offset=offset, rows=asking.rows, count=asking.count)
        return Page(hits, sum(by_kind.values()), by_kind)

    def tidy(self) -> None:
        """Bring pending words into the index; vacuuming is the database's own work. See ``SearchEngine``."""
        with self._connection.cursor() as cursor:
            cursor.execute("SELECT gin_clean_pending_list('evidence_search_index')")


class _Asking:
    """One search: what holds for all its questions, and the questions."""

    def __init__(self, connection: BaseDatabaseWrapper, wanted: Conditions, narrowing: Narrowing) -> None:
        self._connection = connection
        self._within = wanted.within
        dated, self._dates = _dated(narrowing)
        self._from = _FROM + dated

    def rows(self, groups: Groups, left_out: Groups, limit: int, offset: int) -> list[tuple[str, str]]:
        asked = _ROWS.format(found=self._from)
        return self._all(asked, [self._match(groups, left_out), *self._dates, limit, offset])

    def count(self, groups: Groups, left_out: Groups) -> int:
        return sum(self.by_kind(groups, left_out).values())

    def by_kind(self, groups: Groups, left_out: Groups) -> dict[str, int]:
        counted = f"SELECT kind, count(*) {self._from} GROUP BY kind"
        return dict(self._all(counted, [self._match(groups, left_out), *self._dates]))

    def _all(self, statement: str, values: list[Any]) -> list[Any]:
        with self._connection.cursor() as cursor:
            cursor.execute(statement, values)
            return list(cursor.fetchall())

    def _match(self, groups: Groups, left_out: Groups) -> str:
        found = _every((*groups, *self._within))
        return f"{found} & !({_every(left_out)})" if left_out else found


def _every(groups: Groups) -> str:
    """Write the query; every token is quoted, and tokens hold letters, digits and "_" only."""
    return " & ".join("(" + " | ".join(f"'{token}'" for token in group) + ")" for group in groups)


def _dated(narrowing: Narrowing) -> tuple[str, list[date]]:
    clause, values = "", []
    if narrowing.since is not None:
        clause += " AND coalesce(date_high, 'infinity') >= %s AND coalesce(date_low, date_high) IS NOT NULL"
        values.append(narrowing.since)
    if narrowing.until is not None:
        clause += " AND coalesce(date_low, '-infinity') <= %s AND coalesce(date_low, date_high) IS NOT NULL"
        values.append(narrowing.until)
    return clause, values
