"""Ask another site, or tell it something, over HTTPS: webhooks, and counts of partners.

Public addresses only, no redirect is followed, no cookie is kept, an answer is read up to a limit. Where the settings allow it for a
demonstration, and nowhere else, this machine itself may be called without encryption.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpcore
from django.conf import settings

from safeconduct.outbox.channels.guarded import Guarded, LeadsInside, NoSuchServer, is_public_address, is_this_machine

SECONDS_IN_ALL = 20.0
SECONDS_EACH = 8.0
MOST_BYTES = 64 * 1024
PORTS = frozenset({443, 8443})
LONGEST_ADDRESS = 300
THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
AGENT = "safeconduct"


class NotReached(Exception):
    """The other site could not be asked, or gave too much; the message says why, for a member."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What the other site said."""

    status: int
    data: bytes


def may_be_called(address: str, *, longest: int = LONGEST_ADDRESS) -> bool:
    """Tell whether an address is one that we would call, as far as its letters tell: its host is looked up when it is called."""
    try:
        parts = urlsplit(address)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        return False
    host = parts.hostname or ""
    if not host or parts.username or parts.password or len(address) > longest or not address.isascii() or not address.isprintable():
        return False
    if settings.CALLS_THIS_MACHINE and host in THIS_MACHINE and parts.scheme in {"http", "https"}:
        return True
    return parts.scheme == "https" and port in PORTS and " " not in address


def call(address: str, *, body: bytes | None = None, headers: Mapping[str, str] | None = None, longest: int = LONGEST_ADDRESS) -> Answered:
    """Send a body (POST; it may be empty), or ask (GET). ``longest`` is how many letters the address may have.

    :raises NotReached: if the address may not be called, nobody answers in time, or more comes than is read
    """
    if not may_be_called(address, longest=longest):
        raise NotReached("This is not an https address that may be called.")
    given = {"User-Agent": AGENT, "Accept": "application/json", "Accept-Encoding": "identity", **(headers or {})}
    timeout = {"timeout": {"connect": SECONDS_EACH, "read": SECONDS_EACH, "write": SECONDS_EACH}}
    try:
        with (
            httpcore.ConnectionPool(network_backend=Guarded(_is_allowed, seconds=SECONDS_IN_ALL), max_connections=1) as pool,
            pool.stream(
                "GET" if body is None else "POST", address, headers=list(given.items()), content=body, extensions=timeout
            ) as response,
        ):
            return Answered(response.status, _read(response))
    except NoSuchServer:
        raise NotReached("There is no server of this name.") from None
    except LeadsInside:
        raise NotReached("The address leads into a private network.") from None
    except httpcore.TimeoutException:
        raise NotReached("The server did not answer in time.") from None
    except (httpcore.NetworkError, httpcore.ProtocolError, OSError):
        raise NotReached("The connection failed, or its certificate is not valid.") from None


def _is_allowed(address: str) -> bool:
    return is_public_address(address) or (bool(settings.CALLS_THIS_MACHINE) and is_this_machine(address))


def _read(response: httpcore.Response) -> bytes:
    data = bytearray()
    for chunk in response.iter_stream():
        data += chunk
        if len(data) > MOST_BYTES:
            raise NotReached("The answer is too long.")
    return bytes(data)
