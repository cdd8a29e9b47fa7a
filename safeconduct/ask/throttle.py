"""How a flood is kept from locking out the people it is meant to drown, without knowing who anybody is.

There are no addresses to count by: through an onion service everybody comes from the same one, and we would not keep them otherwise.
What we can tell apart without knowing anybody:

* Whoever reads pages, or comes with a token that a browser has worked out, costs next to nothing and is never counted.
* Whoever already has a box (a visit, or a token that opens one) is counted by that box alone: strangers cannot use up their turns.
* Whoever sends a form that was fetched from us a while ago, with the ticket of that very page, writes like a person: the *patient* lane.
* Whoever sends without a ticket, with one that was used, or quicker than anybody reads: the *hasty* lane.

Each lane is a bucket of turns that fills again at its own pace, so the hasty cannot use up the patient lane. A flood that fetches
pages and waits gets into the patient lane and can fill it; it then pays with one page, one wait and one connection for each turn, and
a person is told to press "send" again, with their text kept. More is the work of the onion service's own proof of work
(docs/handbook/intake.md), which asks it of everybody alike, scripts or none. Guessing codes is hopeless by their length alone
(80 bits, stretched); the lanes only keep guesses from using up the processor.
"""

import hashlib
import hmac
import secrets
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from safeconduct.ask.rules import VISIT_MINUTES
from safeconduct.ask.storing import forget, held, keep_first, own
from safeconduct.kit.refusals import Refused

PASS, TICK, MAC = 16, 4, 16  # bytes of a ticket: what is random, the moment, and our sign on both
PATIENCE = 8  # seconds between fetching a page and sending it, below which nobody has read it
USABLE = 7 * 24 * 3600  # seconds
KEY_LENGTH = 32


class Busy(Refused):
    """Too much arrives at once; what was typed is kept, and the same may be sent again."""

    status, code = 429, "busy"
    sentence = _("Very much is arriving just now. Your text is kept below. Wait one minute, then press the button again.")


@dataclass(frozen=True, slots=True)
class Lane:
    """So many turns at once, and so many more each second."""

    name: str
    turns: float
    each_second: float


LANES = {
    ("write", True): Lane("write-patient", 120, 2.0),
    ("write", False): Lane("write-hasty", 60, 0.5),
    ("words", True): Lane("words-patient", 120, 4.0),
    ("words", False): Lane("words-hasty", 30, 0.5),
    ("file", True): Lane("file", 60, 1.0),
}
OF_A_BOX = Lane("box", 40, 1 / 60)


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a page carries and its form gives back: random bytes, and whether it was ours and was not sent at once."""

    pass_: bytes
    is_patient: bool


def new_ticket(*, at: datetime) -> str:
    """Make the ticket of a page."""
    said = secrets.token_bytes(PASS) + struct.pack(">I", int(at.timestamp()))
    return urlsafe_b64encode(said + _sign(said)).decode()


def read_ticket(text: str, *, at: datetime) -> Ticket:
    """Read a ticket; one that is not ours is as good as a new one, but hasty."""
    try:
        data = urlsafe_b64decode(text.encode())
    except (NotBase64, ValueError):
        data = b""
    if len(data) != PASS + TICK + MAC:
        return Ticket(secrets.token_bytes(PASS), is_patient=False)
    said, sign = data[:-MAC], data[-MAC:]
    age = at.timestamp() - struct.unpack(">I", said[PASS:])[0]
    return Ticket(said[:PASS], is_patient=hmac.compare_digest(sign, _sign(said)) and PATIENCE <= age <= USABLE)


def take_turn(what: str, ticket: Ticket, *, at: datetime) -> None:
    """Take a turn in the ticket's lane. A ticket is patient once: the next time within a visit's length it is as hasty as none.

    :raises Busy: if none is left just now; the ticket then keeps its turn
    """
    if (what, False) not in LANES:
        return _take(LANES[what, True], at)
    mine = secrets.token_bytes(PASS)
    is_first = ticket.is_patient and keep_first(f"turn-{what}", ticket.pass_, mine, at=at, minutes=VISIT_MINUTES) == mine
    try:
        _take(LANES[what, is_first], at)
    except Busy:
        if is_first:
            forget(f"turn-{what}", ticket.pass_)
        raise


def take_turn_to_add(token: bytes, ticket: Ticket, *, is_known: bool, at: datetime) -> None:
    """Take a turn of the box itself, which strangers cannot use up; where there is no box, of whoever writes for the first time.

    The turns are counted under a name that follows from the token and not from its hash, which the database has: whoever takes both this
    memory and the database does not learn which box was written to within the hour.

    :raises Busy: if none is left just now
    """
    if not is_known:
        take_turn("write", ticket, at=at)
        return
    _take(Lane(f"box-{hashlib.sha256(b'safeconduct/lane|' + token).hexdigest()[:24]}", OF_A_BOX.turns, OF_A_BOX.each_second), at)


def _take(lane: Lane, at: datetime) -> None:
    moment = at.timestamp()
    with held(lane.name) as path:
        kept = path.read_bytes()
        left, last = struct.unpack(">dd", kept) if kept else (lane.turns, moment)
        left = min(lane.turns, left + max(0.0, moment - last) * lane.each_second)
        is_free = left >= 1
        path.write_bytes(struct.pack(">dd", left - is_free, moment))
    if not is_free:
        raise Busy


def _sign(said: bytes) -> bytes:
    return hmac.digest(_key(), said, "sha256")[:MAC]


def _key() -> bytes:
    """Give the key of tickets, made once while the machine runs."""
    path = Path(own("RAM")) / "lane-key"
    if not path.exists():
        with held("key"):
            if not path.read_bytes():
                path.write_bytes(secrets.token_bytes(KEY_LENGTH))
    return path.read_bytes()
