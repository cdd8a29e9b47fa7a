"""Put many signatures into the database at once, in one transaction that somebody else begins and ends.

Nearly all rows are new and go in with one statement; for the few whose address has signed before, ``duplicates`` looks at what is there.
"""

from collections.abc import Sequence
from operator import attrgetter

from safeconduct.signing.rules.kinds import MailKind
from safeconduct.signing.storing.duplicates import settle
from safeconduct.signing.storing.rows import DIALECTS, NEW, Cursor, Dialect, Row, add_mails, add_steps, insert_rows, pieces

_in_order = attrgetter("roll", "tag", "id")


def insert_signatures(cursor: Cursor, vendor: str, rows: Sequence[Row]) -> list[str]:
    """Insert the rows and the mails that go with them, and give what became of each, in the order of ``rows``.

    new: the first signature of its address. second: a second person at a shared mailbox. anew: one that was never confirmed, or withdrawn,
    begins again. already: nothing was added; the mailbox may be told so. Whoever sent the form is never told which.
    """
    dialect = DIALECTS[vendor]
    ordered = sorted(rows, key=_in_order)  # two processes that insert in different order could wait for each other for ever
    outcome = dict.fromkeys(map(id, ordered), NEW)
    added: list[Row] = []
    left: list[Row] = []
    for some in pieces(ordered):
        fresh, known = _insert(cursor, dialect, some)
        added += fresh
        left += known
    add_mails(cursor, dialect, ((row, row.id, MailKind.CONFIRM) for row in added))
    add_steps(cursor, dialect, ((row, row.state, 1) for row in added))
    for row in left:
        outcome[id(row)] = settle(cursor, dialect, row)
    return [outcome[id(row)] for row in rows]


def _insert(cursor: Cursor, dialect: Dialect, rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Insert rows at the first seat; give those that went in and those that met something."""
    if insert_rows(cursor, dialect, rows) == len(rows):
        return list(rows), []
    return _told_apart(cursor, dialect, rows)


def _told_apart(cursor: Cursor, dialect: Dialect, rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    # By the token: it is new for every row, while the id of a form that is sent twice is the same.
    marks = ", ".join([dialect.mark] * len(rows))
    cursor.execute(f"SELECT token FROM signing_signature WHERE token IN ({marks})", [row.token for row in rows])  # noqa: S608 — marks
    there = {bytes(token) for (token,) in cursor.fetchall()}
    return [row for row in rows if row.token in there], [row for row in rows if row.token not in there]
