"""Note that a mail to a signer came back, and let nothing of it lie anywhere: it holds the address."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings

from safeconduct.outbox.reading.mail import ADDRESSED, TOKEN, headers, parsed
from safeconduct.outbox.reading.reports import report_of
from safeconduct.outbox.rules import IncomingKind
from safeconduct.signing.actions.change_state import change_state
from safeconduct.signing.channels.writing import SENDER_NAME
from safeconduct.signing.models import Signature
from safeconduct.signing.queries.links import RETURN, behind_return
from safeconduct.signing.rules.kinds import DAYS_TO_CONFIRM, Channel, State

HIDDEN = re.compile(rf"\b{RETURN}\+([a-z2-7]{{39}})@", re.IGNORECASE)


def take_returned(raw: bytes, *, recipients: Sequence[str], at: datetime) -> bool:
    """Take a mail that came to where mails to signers come back, and tell whether it did. Nothing of it is kept, whatever it is.

    A report that it could not be delivered takes the signature out of the count; a machine's answer and a person's do nothing.
    """
    message = parsed(raw)
    said = [*recipients, *(value for name in ADDRESSED for value in (headers(message, name) if message else ()))]
    if any(TOKEN.search(one) for one in said):
        return False  # it is about a letter
    hidden = [found for one in said for found in HIDDEN.findall(one)]
    if not hidden and not any(f"{SENDER_NAME}@{settings.MAIL_DOMAIN}".lower() in one.lower() for one in said):
        return False
    if report_of(raw).kind is IncomingKind.BOUNCE:
        for one in hidden[:1]:
            note_bounce(one, at=at)
    return True


def note_bounce(hidden: str, *, at: datetime) -> bool:
    """Take the signature out of the count to which this part of a return path leads; tell whether anything changed."""
    signature = behind_return(hidden.lower())
    return signature is not None and leaves_count(signature, at) and change_state(signature, State.BOUNCED)


def leaves_count(signature: Signature, at: datetime) -> bool:
    """Tell whether a signature leaves the count when a mail about it comes back.

    One that nobody has confirmed does, and one that came with an import, which nobody confirmed here. One whose signer answered a mail
    does only in the first two weeks: a mailbox that is closed years later takes back no signature.
    """
    if signature.state == State.PENDING:
        return True
    is_fresh = signature.signed_on > at.date() - timedelta(days=DAYS_TO_CONFIRM)
    return signature.state == State.CONFIRMED and (signature.channel == Channel.IMPORT or is_fresh)
