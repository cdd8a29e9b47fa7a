"""Ring a telephone through the push service of its browser's maker (RFC 8030). There is no payload, ever.

The request holds the address that the telephone gave, a signature that it comes from us (RFC 8292), how long it may wait, and nothing
else: the push service learns that this telephone was rung, and when.
"""

from datetime import datetime
from enum import Enum
from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings

from safeconduct.outbox.channels.https import NotReached, call, may_be_called
from safeconduct.vault.format.push import authorization

LONGEST_ENDPOINT = 500
WAITS = 12 * 60 * 60  # seconds for which the service keeps it for a telephone that is off
TOPIC = "desk"  # several that wait for one telephone become one (RFC 8030, 5.4)


class Rung(Enum):
    """What became of a ring."""

    TAKEN = "taken"
    GONE = "gone"  # the telephone no longer wants any
    REFUSED = "refused"
    SILENT = "silent"  # nobody answered


def is_endpoint(address: str) -> bool:
    """Tell whether we would ring at this address, as far as its letters tell; where it leads is looked at when it is called."""
    return may_be_called(address, longest=LONGEST_ENDPOINT)


def ring(endpoint: str, *, at: datetime) -> Rung:
    """Ring once."""
    parts = urlsplit(endpoint)
    signed = authorization(
        settings.WEB_PUSH_KEY, audience=f"{parts.scheme}://{parts.netloc}", subject=f"mailto:desk@{settings.MAIL_DOMAIN}", at=at
    )
    headers = {"TTL": str(WAITS), "Urgency": "high", "Topic": TOPIC, "Authorization": signed}
    try:
        status = call(endpoint, body=b"", headers=headers, longest=LONGEST_ENDPOINT).status
    except NotReached:
        return Rung.SILENT
    if status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        return Rung.GONE
    return Rung.TAKEN if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES else Rung.REFUSED
