"""Put many signatures into the database at once, in one transaction that somebody else begins and ends.

Nearly all rows are new and go in with one statement; for the few whose address has signed before, ``duplicates`` looks at what is there.
"""

from collections.abc import Sequence
from operator import attrgetter

from safeconduct.signing.rules.kinds import MailKind
from safeconduct.signing.storing.duplicates import settle
from safeconduct.signing.storing.rows import DIALECTS, NEW, Cursor, Row, add_mails, add_steps, insert_rows, pieces

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
        fresh = insert_rows(cursor, dialect, some)
        added += fresh
        if len(fresh) < len(some):
            went_in = set(map(id, fresh))
            left += [row for row in some if id(row) not in went_in]
    add_mails(cursor, dialect, ((row, row.id, MailKind.CONFIRM) for row in added))
    add_steps(cursor, dialect, ((row, row.state, 1) for row in added))
    for row in left:
        outcome[id(row)] = settle(cursor, dialect, row)
    return [outcome[id(row)] for row in rows]
