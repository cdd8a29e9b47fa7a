"""The tables of the index, for a migration: one of entries, and beside it what the database searches by."""

from __future__ import annotations

# In SQLite the row's number carries its kind in its last digit, so that kinds are counted from the index alone.
SQLITE = (
    """CREATE TABLE evidence_search_entry (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL, ref TEXT NOT NULL,
        date_low TEXT, date_high TEXT, tokens TEXT NOT NULL, UNIQUE (kind, ref))""",
    # The ascii tokenizer parts at spaces alone once "_" is a letter: the analyser has already decided what a token is.
    """CREATE VIRTUAL TABLE evidence_search_index USING fts5(
        tokens, content='evidence_search_entry', content_rowid='id', tokenize="ascii tokenchars '_'")""",
    """CREATE TRIGGER evidence_search_put AFTER INSERT ON evidence_search_entry BEGIN
        INSERT INTO evidence_search_index(rowid, tokens) VALUES (new.id, new.tokens); END""",
    """CREATE TRIGGER evidence_search_removed AFTER DELETE ON evidence_search_entry BEGIN
        INSERT INTO evidence_search_index(evidence_search_index, rowid, tokens) VALUES ('delete', old.id, old.tokens); END""",
    """CREATE TRIGGER evidence_search_changed AFTER UPDATE ON evidence_search_entry BEGIN
        INSERT INTO evidence_search_index(evidence_search_index, rowid, tokens) VALUES ('delete', old.id, old.tokens);
        INSERT INTO evidence_search_index(rowid, tokens) VALUES (new.id, new.tokens); END""",
)
SQLITE_AWAY = ("DROP TABLE IF EXISTS evidence_search_index", "DROP TABLE IF EXISTS evidence_search_entry")

POSTGRESQL = (
    """CREATE TABLE evidence_search_entry (
        id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, kind TEXT NOT NULL, ref TEXT NOT NULL,
        date_low DATE, date_high DATE, tokens TSVECTOR NOT NULL, UNIQUE (kind, ref))""",
    "CREATE INDEX evidence_search_index ON evidence_search_entry USING gin (tokens)",
)
POSTGRESQL_AWAY = ("DROP TABLE IF EXISTS evidence_search_entry",)


def create_sql(vendor: str) -> tuple[str, ...]:
    """Give the statements that make the tables in a database of this vendor (``sqlite``, ``postgresql``)."""
    return {"sqlite": SQLITE, "postgresql": POSTGRESQL}[vendor]


def drop_sql(vendor: str) -> tuple[str, ...]:
    """Give the statements that take them away again; what is not there is passed over."""
    return {"sqlite": SQLITE_AWAY, "postgresql": POSTGRESQL_AWAY}[vendor]
