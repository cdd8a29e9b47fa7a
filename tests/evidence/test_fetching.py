"""Fetching: public pages only, whatever name they go by."""

import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from safeconduct.evidence import fetching
from safeconduct.evidence.fetching import AddressInside, GuardedBackend, NotAnAddress, NotFetched, fetch
from safeconduct.outbox.channels.guarded import is_public_address

MEGABYTE = 1024 * 1024


class Page(BaseHTTPRequestHandler):
    """A small web site: a page, a redirect into the network, a ring of redirects, a page without end."""

    def do_GET(self) -> None:
        if self.path == "/page":
            self._answer(200, b"<p>A page.</p>", {"Content-Type": "text/html"})
        elif self.path == "/inward":
            self._answer(302, b"", {"Location": "http://169.254.169.254/latest/"})
        elif self.path == "/ring":
            self._answer(302, b"", {"Location": "/ring"})
        elif self.path == "/endless":
            self._answer(200, b"x" * (2 * MEGABYTE), {"Content-Type": "text/plain"})
        else:
            self._answer(404, b"", {})

    def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: Any) -> None:
        """Keep the tests quiet."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Page)
    monkeypatch.setattr(fetching, "PORTS", frozenset({80, 443, server.server_port}))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def open_to_loopback() -> GuardedBackend:
    return GuardedBackend(lambda address: address == "127.0.0.1" or is_public_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1", "fd00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
        "2002:7f00:1::", "fe80::1%eth0",
    ],
)  # fmt: skip
def test_an_address_inside_is_not_public(address: str):
    assert not is_public_address(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e"])
def test_an_address_of_the_internet_is_public(address: str):
    assert is_public_address(address)


@pytest.mark.parametrize(
    "address",
    ["", "ftp://example.org/a", "file:///etc/passwd", "javascript:alert(1)", "http://", "http://user:secret@example.org/", "http://[::1"],
)
def test_what_is_no_web_address_is_refused(address: str):
    with pytest.raises(NotAnAddress):
        fetch(address, most_bytes=MEGABYTE)


def test_other_ports_are_refused():
    with pytest.raises(AddressInside):
        fetch("http://example.org:22/", most_bytes=MEGABYTE)


def test_a_page_on_this_machine_is_refused(site: str):
    with pytest.raises(AddressInside):
        fetch(f"{site}/page", most_bytes=MEGABYTE)


def test_a_public_name_that_leads_inside_is_refused(monkeypatch: pytest.MonkeyPatch):
    inside = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14", 80)),
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.5", 80)),
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_kwargs: inside)

    with pytest.raises(AddressInside):
        fetch("http://harmless.example/", most_bytes=MEGABYTE)


def test_a_redirect_that_leads_inside_is_refused(site: str):
    with pytest.raises(AddressInside):
        fetch(f"{site}/inward", most_bytes=MEGABYTE, backend=open_to_loopback())


def test_a_page_is_fetched_with_its_type(site: str):
    fetched = fetch(f"{site}/page", most_bytes=MEGABYTE, backend=open_to_loopback())

    assert (fetched.data, fetched.declared_type) == (b"<p>A page.</p>", "text/html")


@pytest.mark.parametrize("path", ["/ring", "/endless", "/missing"])
def test_what_cannot_be_fetched_says_what_to_do_instead(site: str, path: str):
    with pytest.raises(NotFetched, match="upload"):
        fetch(f"{site}{path}", most_bytes=MEGABYTE, backend=open_to_loopback())
