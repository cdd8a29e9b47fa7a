"""Read what a mail server delivered into the Maildir."""

import logging
from dataclasses import dataclass
from datetime import datetime

from safeconduct.kit.refusals import Refused
from safeconduct.outbox.receiving import MailTooLarge, TakenElsewhere, take_in
from safeconduct.outbox.rules import IncomingKind
from safeconduct.outbox.storing import mark_read, new_mail, read_within

logger = logging.getLogger(__name__)

AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Read:
    """What a run took in, counted."""

    taken: int = 0
    unknown: int = 0
    refused: int = 0


def read_incoming(*, at: datetime, limit: int = AT_ONCE) -> Read:
    """Take in at most ``limit`` mails. Each is marked as read only once it is kept; what is empty or too large is marked all the same.

    What somebody else has taken is deleted instead: it may hold the address of a signer.
    """
    taken = unknown = refused = 0
    for path in new_mail()[:limit]:
        try:
            raw = read_within(path)
            if raw is None:
                raise MailTooLarge
            incoming = take_in(raw, at=at)
        except TakenElsewhere:
            path.unlink(missing_ok=True)
            taken += 1
            continue
        except Refused:
            refused += 1
            logger.warning("a mail was not taken in")
        except OSError:  # its file cannot be read now; it stays new, and does not hold up the others
            refused += 1
            continue
        else:
            taken += 1
            unknown += incoming.kind == IncomingKind.UNKNOWN
        mark_read(path)
    return Read(taken, unknown, refused)
