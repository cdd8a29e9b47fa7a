"""Fetch one public page. The only place of the evidence desk that opens a connection.

An address that a person pastes may point into the server's own network: outbox.channels.guarded looks up every host at the moment of
connecting and connects to the public internet only; a redirect is checked like a first request. Nothing is executed, no cookie kept.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit, urlunsplit

import httpcore
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext_lazy as _

from safeconduct.kit.refusals import Refused
from safeconduct.outbox.channels.guarded import Guarded, is_public_address

MOST_REDIRECTS = 5
LONGEST_ADDRESS = 2000
SECONDS_TO_CONNECT = 10.0
SECONDS_IN_ALL = 60.0
PORTS = frozenset({80, 443, 8080, 8443})
AGENT = "Mozilla/5.0 (compatible; document capture)"


class NotFetched(Refused):
    """The page could not be fetched; nothing was kept."""

    sentence = _("The page could not be fetched. Open it in your browser, save it, and upload the file.")


class NotAnAddress(NotFetched):
    """What was given is no web address."""

    sentence = _("This is not a web address. It must begin with https:// or http://.")


class AddressInside(NotFetched):
    """The address leads into a private network."""

    sentence = _("This address leads into a private network, not to a public page. Nothing was fetched.")


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes of a page, what the server called them, and the address they came from in the end."""

    data: bytes
    declared_type: str
    address: str


class _NoServer(NotFetched):
    """Nobody has this name."""

    sentence = _("There is no server of this name. Check the address.")


class GuardedBackend(Guarded):
    """Connects to public addresses only, whatever name they go by, and for a minute at most."""

    unknown, inside = _NoServer, AddressInside

    def __init__(self, is_allowed: Callable[[str], bool] = is_public_address) -> None:
        super().__init__(is_allowed, seconds=SECONDS_IN_ALL)


def fetch(address: str, *, most_bytes: int, backend: httpcore.NetworkBackend | None = None) -> Fetched:
    """Fetch the page at a public http or https address, following at most five redirects.

    :raises NotAnAddress: if it is no such address
    :raises AddressInside: if it, or a redirect, leads into a private network
    :raises NotFetched: if the server does not answer, answers with an error, or sends more than ``most_bytes``
    """
    ends = time.monotonic() + SECONDS_IN_ALL
    with httpcore.ConnectionPool(network_backend=backend or GuardedBackend(), max_connections=1) as pool:
        for _redirect in range(MOST_REDIRECTS + 1):
            address = _checked(address)
            try:
                answer = _get(pool, address, most_bytes, ends)
            except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
                raise NotFetched from error
            if isinstance(answer, Fetched):
                return answer
            address = _joined(address, answer)
    raise NotFetched(_("The address sends us round in circles. Open it in your browser, save the page, and upload the file."))


def _checked(address: str) -> str:
    """Give the address in the letters that travel: a name in any script is written as servers know it."""
    try:
        parts = urlsplit(address)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
        host = (parts.hostname or "").encode("idna").decode() if not (parts.hostname or "").isascii() else parts.hostname
    except ValueError as error:  # UnicodeError is one
        raise NotAnAddress from error
    if parts.scheme not in {"http", "https"} or not host or parts.username or parts.password or len(address) > LONGEST_ADDRESS:
        raise NotAnAddress
    if port not in PORTS:
        raise AddressInside
    shown = f"[{host}]" if ":" in host else host
    return iri_to_uri(urlunsplit((parts.scheme, f"{shown}:{parts.port}" if parts.port else shown, parts.path or "/", parts.query, "")))


def _joined(address: str, location: str) -> str:
    try:
        return urljoin(address, location)
    except ValueError as error:
        raise NotAnAddress from error


def _get(pool: httpcore.ConnectionPool, address: str, most_bytes: int, ends: float) -> Fetched | str:
    """Give the page, or the address that it redirects to."""
    limits = {"timeout": {"connect": SECONDS_TO_CONNECT, "read": SECONDS_TO_CONNECT, "write": SECONDS_TO_CONNECT}}
    headers = [("User-Agent", AGENT), ("Accept", "text/html,application/pdf,*/*;q=0.5"), ("Accept-Encoding", "identity")]
    with pool.stream("GET", address, headers=headers, extensions=limits) as response:
        named = {key.decode("latin-1").lower(): value.decode("latin-1") for key, value in response.headers}
        if response.status in {301, 302, 303, 307, 308} and "location" in named:
            return named["location"]
        if response.status != HTTPStatus.OK:
            raise NotFetched(
                _("The server answered with error %(status)s. Open the page in your browser, save it, and upload the file.")
                % {"status": response.status}
            )
        return Fetched(_read(response, most_bytes, ends), named.get("content-type", ""), address)


def _read(response: httpcore.Response, most_bytes: int, ends: float) -> bytes:
    data = bytearray()
    for chunk in response.iter_stream():
        data += chunk
        if len(data) > most_bytes:
            raise NotFetched(
                _("The page is larger than %(limit)s MB. Save only what you need and upload it.") % {"limit": most_bytes // 1024 // 1024}
            )
        if time.monotonic() > ends:
            raise NotFetched(_("The page takes too long to arrive. Open it in your browser, save it, and upload the file."))
    return bytes(data)
