"""What webhooks are told, how they know that it is us, and how keys of the interface are kept. Pure."""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from safeconduct.vault.format.octets import canonical

OPENED, CLOSED, ENDED = "campaign.opened", "campaign.closed", "campaign.ended"
MILESTONE, STAGE, UPDATE, ANSWER = "campaign.milestone", "campaign.stage", "campaign.update", "campaign.answer"
EVENTS = (OPENED, CLOSED, ENDED, MILESTONE, STAGE, UPDATE, ANSWER)


def written(body: Mapping[str, Any]) -> bytes:
    """Write what is told: the same facts always give the same bytes."""
    return canonical(dict(body))


def signature_of(body: bytes, *, secret: str, second: int) -> str:
    """Give HMAC-SHA-256 over ``<second>.<body>``, in hex; the second (since 1970) keeps an old message from being told again."""
    return hmac.digest(secret.encode(), f"{second}.".encode() + body, "sha256").hex()


def headers_of(body: bytes, *, secret: str, event: str, identity: str, at: datetime) -> dict[str, str]:
    """Give the headers that a webhook is told with."""
    second = int(at.timestamp())
    return {
        "Content-Type": "application/json",
        "Safeconduct-Event": event,
        "Safeconduct-Delivery": identity,
        "Safeconduct-Timestamp": str(second),
        "Safeconduct-Signature": f"v1={signature_of(body, secret=secret, second=second)}",
    }


def key_hash(token: str) -> bytes:
    """Give what is kept of a key of the interface (32 bytes): nobody finds 256 random bits by trying."""
    return hashlib.sha256(b"safeconduct/signing-key|" + token.encode("utf-8", "replace")).digest()
