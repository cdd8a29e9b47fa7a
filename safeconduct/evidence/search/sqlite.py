"""Search by SQLite's FTS5, through Django's connection."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

from safeconduct.evidence.search.analyser import Query
from safeconduct.evidence.search.port import EVERYTHING, KINDS, RANKED, Entry, Hit, Narrowing, Page, Scope, conditions, stored_tokens

_PUT = """INSERT INTO evidence_search_entry (kind, ref, date_low, date_high, tokens) VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (kind, ref) DO UPDATE
    SET date_low = excluded.date_low, date_high = excluded.date_high, tokens = excluded.tokens"""
_COUNT = "SELECT count(*) FROM evidence_search_index WHERE evidence_search_index MATCH %s"
_COUNT_DATED = """SELECT count(*) FROM evidence_search_index AS i JOIN evidence_search_entry AS e ON e.id = i.rowid
    WHERE evidence_search_index MATCH %s"""
_FIND = """SELECT e.kind, e.ref, -found.score FROM (
        SELECT i.rowid AS id, bm25(evidence_search_index) AS score FROM evidence_search_index AS i {join}
        WHERE evidence_search_index MATCH %s{dated} ORDER BY i.rowid DESC LIMIT %s
    ) AS found JOIN evidence_search_entry AS e ON e.id = found.id
    ORDER BY found.score, e.id DESC LIMIT %s OFFSET %s"""
_JOIN = "JOIN evidence_search_entry AS e ON e.id = i.rowid"


class SqliteEngine:
    """The port over one FTS5 table beside the table of entries."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        """Take the connection to search through."""
        self._connection = connection

    def put(self, entries: Iterable[Entry]) -> None:
        """Store entries; see ``SearchEngine``."""
        rows = [(e.kind, e.ref, _iso(e.date_low), _iso(e.date_high), stored_tokens(e)) for e in entries]
        with self._connection.cursor() as cursor:
            cursor.executemany(_PUT, rows)

    def remove(self, kind: str, refs: Collection[str]) -> None:
        """Take entries out; see ``SearchEngine``."""
        with self._connection.cursor() as cursor:
            cursor.executemany("DELETE FROM evidence_search_entry WHERE kind = %s AND ref = %s", [(kind, r) for r in refs])

    def find(self, query: Query, *, allowed: Scope, narrowing: Narrowing = EVERYTHING, limit: int = 20, offset: int = 0) -> Page:
        """Find entries; see ``SearchEngine``."""
        groups = conditions(query, allowed, narrowing)
        if groups is None:
            return Page()
        match = _match(groups)
        dated, dates = _dated(narrowing)
        by_kind = dict(self._counts(match, narrowing, dated, dates))
        find = _FIND.format(join=_JOIN if dated else "", dated=dated)
        with self._connection.cursor() as cursor:
            cursor.execute(find, [match, *dates, max(RANKED, offset + limit), limit, offset])
            hits = tuple(Hit(kind, ref, score) for kind, ref, score in cursor.fetchall())
        return Page(hits, sum(by_kind.values()), by_kind)

    def tidy(self) -> None:
        """Merge the index into one piece; see ``SearchEngine``."""
        with self._connection.cursor() as cursor:
            cursor.execute("INSERT INTO evidence_search_index(evidence_search_index) VALUES ('optimize')")

    def _counts(self, match: str, narrowing: Narrowing, dated: str, dates: list[str]) -> Iterator[tuple[str, int]]:
        with self._connection.cursor() as cursor:
            for kind in narrowing.kinds or KINDS:
                cursor.execute((_COUNT_DATED if dated else _COUNT) + dated, [f'{match} AND ("k_{kind}")', *dates])
                (number,) = cursor.fetchone()
                if number:
                    yield kind, number


def _match(groups: Iterable[Iterable[str]]) -> str:
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
