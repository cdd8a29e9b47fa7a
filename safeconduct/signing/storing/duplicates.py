"""What becomes of a signature whose address has signed before (campaigning.md 5.3). Nobody but the mailbox learns of it."""

from dataclasses import dataclass
from uuid import UUID

from safeconduct.signing.rules.kinds import MOST_AT_ONE_ADDRESS, MOST_MAILS, MailKind, State
from safeconduct.signing.storing.rows import ALREADY, ANEW, SECOND, Cursor, Dialect, Row, add_mails, add_steps, insert_rows

OVER = (State.WITHDRAWN, State.BOUNCED)  # the mailbox may begin again


@dataclass(slots=True)
class Seat:
    """A signature that is there already."""

    roll: UUID
    id: UUID
    seat: int
    person: bytes
    home: bytes
    state: str
    mails: int
    country: str
    language: str
    channel: str
    is_provisional: bool


def settle(cursor: Cursor, dialect: Dialect, row: Row) -> str:
    """Decide about one row that met something, and do it: a second person at a shared mailbox, a new beginning, or a mail at most."""
    seats = _seats(cursor, dialect, row)
    if not seats or any(seat.id == row.id for seat in seats):
        return ALREADY  # the same form once more
    if _is_second_person(row, seats) and insert_rows(cursor, dialect, [row], seat=MOST_AT_ONE_ADDRESS):
        add_mails(cursor, dialect, [(row, row.id, MailKind.CONFIRM)])
        add_steps(cursor, dialect, [(row, row.state, 1)])
        return SECOND
    meant = next((seat for seat in seats if seat.person == row.person), seats[0])
    if row.state == State.SET_ASIDE or meant.mails >= MOST_MAILS:
        return ALREADY
    if meant.state in OVER or (meant.state == State.PENDING and not _has_mail(cursor, dialect, meant)):
        return _begin_anew(cursor, dialect, row, meant)
    if meant.state == State.CONFIRMED:
        add_mails(cursor, dialect, [(row, meant.id, MailKind.ALREADY)])
        _count_mail(cursor, dialect, meant)
    elif meant.state == State.PENDING and _send_again(cursor, dialect, meant):
        _count_mail(cursor, dialect, meant)
    return ALREADY


def _is_second_person(row: Row, seats: list[Seat]) -> bool:
    return len(seats) == 1 and seats[0].seat == 1 and bool(row.home) and seats[0].home == row.home and seats[0].person != row.person


def _seats(cursor: Cursor, dialect: Dialect, row: Row) -> list[Seat]:
    mark = dialect.mark
    cursor.execute(
        "SELECT id, seat, person, home, state, mails, country, language, channel, is_provisional FROM signing_signature"  # noqa: S608
        f" WHERE roll_id = {mark} AND tag = {mark} ORDER BY seat",
        [dialect.id(row.roll), row.tag],
    )
    return [
        Seat(row.roll, id if isinstance(id, UUID) else UUID(id), seat, bytes(person), bytes(home), *rest)
        for id, seat, person, home, *rest in cursor.fetchall()  # noqa: A001 — its name in the table
    ]


def _has_mail(cursor: Cursor, dialect: Dialect, seat: Seat) -> bool:
    cursor.execute(f"SELECT 1 FROM signing_waitingmail WHERE signature_id = {dialect.mark} LIMIT 1", [dialect.id(seat.id)])  # noqa: S608
    return bool(cursor.fetchall())


def _send_again(cursor: Cursor, dialect: Dialect, seat: Seat) -> bool:
    """Let the mail that was sent go out once more, with the same link, so that none that somebody holds dies; tell whether there was one.

    Where it still waits for its turn, once is enough.
    """
    cursor.execute(
        f"UPDATE signing_waitingmail SET state = 'waiting' WHERE signature_id = {dialect.mark} AND state = 'kept'",  # noqa: S608
        [dialect.id(seat.id)],
    )
    return cursor.rowcount > 0


def _count_mail(cursor: Cursor, dialect: Dialect, seat: Seat) -> None:
    cursor.execute(f"UPDATE signing_signature SET mails = mails + 1 WHERE id = {dialect.mark}", [dialect.id(seat.id)])  # noqa: S608


def _begin_anew(cursor: Cursor, dialect: Dialect, row: Row, seat: Seat) -> str:
    """Let a new form take the place of one that was withdrawn, bounced, or whose mail was lost with the memory that held its key."""
    mark = dialect.mark
    names = ("person", "home", "token", "code", "state", "visibility", "country", "language", "channel", "blob", "own", "way")
    values = [getattr(row, name) for name in names]
    cursor.execute(
        f"UPDATE signing_signature SET {', '.join(f'{name} = {mark}' for name in names)}, is_provisional = {mark}, signed_on = {mark},"  # noqa: S608
        f" confirmed_on = NULL, mails = mails + 1 WHERE id = {mark}",
        [*values, dialect.truth(row.is_provisional), dialect.day(row.on), dialect.id(seat.id)],
    )
    cursor.execute(f"DELETE FROM signing_waitingmail WHERE signature_id = {mark}", [dialect.id(seat.id)])  # noqa: S608
    add_mails(cursor, dialect, [(row, seat.id, MailKind.CONFIRM)])
    add_steps(cursor, dialect, [(seat, seat.state, -1)])
    return ANEW
