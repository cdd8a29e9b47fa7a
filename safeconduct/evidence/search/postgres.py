"""Search by PostgreSQL's text vectors and their GIN index, through Django's connection."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db.backends.base.base import BaseDatabaseWrapper

from safeconduct.evidence.search.analyser import Query
from safeconduct.evidence.search.port import (
    EVERYTHING,
    KINDS,
    Entry,
    Groups,
    Hit,
    Narrowing,
    Nearness,
    Page,
    Scope,
    conditions,
    stored_tokens,
)

# The tokens are made already: no configuration of the database parts or stems them again.
_PUT = """INSERT INTO evidence_search_entry (kind, ref, date_low, date_high, tokens)
    VALUES (%s, %s, %s, %s, array_to_tsvector(string_to_array(%s, ' ')))
    ON CONFLICT (kind, ref) DO UPDATE
    SET date_low = excluded.date_low, date_high = excluded.date_high, tokens = excluded.tokens"""
# One pass over the index answers everything: it is kept whole, or the planner would walk all rows from the newest in search of
# a rare word. Rows of the page carry their place, rows of the counts their number.
_FIND = """WITH found AS MATERIALIZED (
        SELECT id, kind, ref, CASE {nearness} END AS nearness FROM evidence_search_entry WHERE tokens @@ %s::tsquery{dated}
    ), page AS (SELECT kind, ref, nearness, id FROM found ORDER BY nearness, id DESC LIMIT %s OFFSET %s)
    SELECT kind, ref, nearness, row_number() OVER (ORDER BY nearness, id DESC), 0 FROM page
    UNION ALL SELECT kind, NULL, NULL, NULL, count(*) FROM found GROUP BY kind"""
_NEARNESS = "WHEN tokens @@ %s::tsquery THEN {nearness}"


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
        dated, dates = _dated(narrowing)
        cases = " ".join(_NEARNESS.format(nearness=int(nearness)) for nearness in wanted.by_nearness)
        near = [_every(groups) for groups in wanted.by_nearness.values()]
        every = _every((*wanted.by_nearness[max(wanted.by_nearness)], *wanted.within))
        with self._connection.cursor() as cursor:
            cursor.execute(_FIND.format(nearness=cases, dated=dated), [*near, every, *dates, limit, offset])
            rows = list(cursor.fetchall())
        page = sorted((place, Hit(kind, ref, Nearness(near))) for kind, ref, near, place, _ in rows if place is not None)
        counted = {kind: number for kind, _, _, place, number in rows if place is None}
        by_kind = {kind: counted[kind] for kind in KINDS if kind in counted}
        return Page(tuple(hit for _, hit in page), sum(by_kind.values()), by_kind)

    def tidy(self) -> None:
        """Bring pending words into the index; vacuuming is the database's own work. See ``SearchEngine``."""
        with self._connection.cursor() as cursor:
            cursor.execute("SELECT gin_clean_pending_list('evidence_search_index')")


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
