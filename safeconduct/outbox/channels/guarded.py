"""Connect to public addresses only. Every place of ours that calls another site goes through here.

An address that somebody typed may point into the server's own network. The host's name is therefore resolved here, at the moment of
connecting, and only addresses of the public internet are connected to (OWASP, Server-Side Request Forgery Prevention).
"""

import ipaddress
import socket
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore


class NoSuchServer(Exception):
    """There is no server of this name."""


class LeadsInside(Exception):
    """The address leads into a private network."""


def is_public_address(address: str) -> bool:
    """Tell whether an IP address belongs to the public internet (RFC 6890); mapped and translated ones are unwrapped first."""
    ip = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is not None:
            return is_public_address(str(inner))
        if ip in ipaddress.ip_network("64:ff9b::/96"):
            return is_public_address(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
        if ip not in ipaddress.ip_network("2000::/3"):  # all else is for networks of one's own, or for nobody (RFC 4291)
            return False
    return ip.is_global and not ip.is_multicast


def is_this_machine(address: str) -> bool:
    """Tell whether an IP address is this machine's own."""
    return ipaddress.ip_address(address.split("%", maxsplit=1)[0]).is_loopback


class Hurried(httpcore.NetworkStream):
    """A connection that ends at a moment, however slowly the other side sends its letters."""

    def __init__(self, stream: httpcore.NetworkStream, ends: float) -> None:
        self._stream, self._ends = stream, ends

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        left = self._ends - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return self._stream.read(max_bytes, min(left, timeout or left))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, timeout)

    def close(self) -> None:
        self._stream.close()

    def start_tls(self, *args: Any, **kwargs: Any) -> httpcore.NetworkStream:
        return Hurried(self._stream.start_tls(*args, **kwargs), self._ends)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class Guarded(httpcore.SyncBackend):
    """Connects to allowed addresses only, whatever name they go by, and for so many seconds at most.

    ``unknown`` and ``inside`` are what it raises; a subclass says it in its own words.
    """

    unknown: type[Exception] = NoSuchServer
    inside: type[Exception] = LeadsInside

    def __init__(self, is_allowed: Callable[[str], bool] = is_public_address, *, seconds: float) -> None:
        super().__init__()
        self._is_allowed = is_allowed
        self._ends = time.monotonic() + seconds

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
        except (OSError, UnicodeError) as error:
            raise self.unknown from error
        if not found or not all(self._is_allowed(address) for address in found):
            raise self.inside
        return Hurried(super().connect_tcp(min(found), port, timeout, local_address, socket_options), self._ends)

    def connect_unix_socket(self, *_args: Any, **_kwargs: Any) -> httpcore.NetworkStream:
        raise self.inside
