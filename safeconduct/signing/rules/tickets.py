"""The ticket in the form: signed by us, good once, for a day. Pure: whoever calls brings the key, the random bytes and the minute.

48 signs of base64 (URL alphabet): 16 random bytes, the minute (4 bytes, since 1970), 16 bytes of HMAC. It names nobody and is bound to
nothing but our key, so that whole pages can be made once and the ticket be put in for each answer.
"""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from hmac import compare_digest

from safeconduct.vault.format.signatures import tag_of

RANDOM_LENGTH, MINUTE_LENGTH, TICKET_LENGTH = 16, 4, 48
MINUTES_GOOD = 24 * 60  # people leave a page open overnight
MINUTES_AHEAD = 5  # between the clocks of two machines


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket that we made: what tells it from others, and the minute in which it was made."""

    random: bytes
    minute: int


def new_ticket(key: bytes, random: bytes, minute: int) -> str:
    """Make a ticket out of 16 random bytes and the present minute (since 1970)."""
    body = random + minute.to_bytes(MINUTE_LENGTH)
    return urlsafe_b64encode(body + _tag(key, body)).decode("ascii")


def read_ticket(key: bytes, text: str, minute: int) -> Ticket | None:
    """Give the ticket, or nothing where we did not make it, or it is too old."""
    if len(text) != TICKET_LENGTH or not text.isascii():
        return None
    try:
        whole = urlsafe_b64decode(text)
    except binascii.Error:
        return None
    body, tag = whole[: RANDOM_LENGTH + MINUTE_LENGTH], whole[RANDOM_LENGTH + MINUTE_LENGTH :]
    if not compare_digest(tag, _tag(key, body)):
        return None
    made = int.from_bytes(body[RANDOM_LENGTH:])
    return Ticket(body[:RANDOM_LENGTH], made) if -MINUTES_AHEAD <= minute - made <= MINUTES_GOOD else None


def _tag(key: bytes, body: bytes) -> bytes:
    return tag_of(key, "ticket", body.hex())
