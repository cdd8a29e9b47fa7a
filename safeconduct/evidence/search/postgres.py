"""Search by PostgreSQL's text vectors and their GIN index, through Django's connection."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db.backends.base.base import BaseDatabaseWrapper

from safeconduct.evidence.search.analyser import Query
from safeconduct.evidence.search.port import EVERYTHING, KINDS, RANKED, Entry, Hit, Narrowing, Page, Scope, conditions, stored_tokens

# The tokens are made already: no configuration of the database parts or stems them again.
_PUT = """INSERT INTO evidence_search_entry (kind, ref, date_low, date_high, tokens)
    VALUES (%s, %s, %s, %s, array_to_tsvector(string_to_array(%s, ' ')))
    ON CONFLICT (kind, ref) DO UPDATE
    SET date_low = excluded.date_low, date_high = excluded.date_high, tokens = excluded.tokens"""
_COUNT = "SELECT kind, count(*) FROM evidence_search_entry WHERE tokens @@ %s::tsquery{dated} GROUP BY kind"
_FIND = """SELECT kind, ref, ts_rank(tokens, %s::tsquery, 1) AS score FROM (
        SELECT id, kind, ref, tokens FROM evidence_search_entry WHERE tokens @@ %s::tsquery{dated}
        ORDER BY id DESC LIMIT %s
    ) AS found ORDER BY score DESC, id DESC LIMIT %s OFFSET %s"""


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
        groups = conditions(query, allowed, narrowing)
        if groups is None:
            return Page()
        match = _match(groups)
        words = _match([[token for term in query.terms for token in term.alternatives]])
        dated, dates = _dated(narrowing)
        with self._connection.cursor() as cursor:
            cursor.execute(_COUNT.format(dated=dated), [match, *dates])
            counted = dict(cursor.fetchall())
            cursor.execute(_FIND.format(dated=dated), [words, match, *dates, max(RANKED, offset + limit), limit, offset])
            hits = tuple(Hit(kind, ref, score) for kind, ref, score in cursor.fetchall())
        by_kind = {kind: counted[kind] for kind in KINDS if kind in counted}
        return Page(hits, sum(by_kind.values()), by_kind)

    def tidy(self) -> None:
        """Bring pending words into the index; vacuuming is the database's own work. See ``SearchEngine``."""
        with self._connection.cursor() as cursor:
            cursor.execute("SELECT gin_clean_pending_list('evidence_search_index')")


def _match(groups: Iterable[Iterable[str]]) -> str:
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
