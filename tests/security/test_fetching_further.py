"""Fetching, from the side of somebody who wants this server to call inside its network, or to wait for ever."""

import socket
from collections.abc import Iterator
from threading import Event, Thread

import pytest

from safeconduct.evidence import fetching
from safeconduct.evidence.fetching import GuardedBackend, NotFetched, fetch
from safeconduct.outbox.channels.guarded import is_public_address

MEGABYTE = 1024 * 1024


@pytest.mark.parametrize(
    "host",
    ["2130706433", "0177.0.0.1", "0x7f.0.0.1", "0x7f000001", "127.1", "0", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "127.0.0.1."],
)
def test_however_the_number_is_written_it_is_this_machine(host: str):
    with pytest.raises(NotFetched):
        fetch(f"http://{host}/", most_bytes=MEGABYTE)


@pytest.mark.parametrize(
    "address", ["::7f00:1", "fec0::1", "64:ff9b:1::a00:1", "2001:db8::1", "100::1", "2002:a00:1::", "2001:0:a00:1::f5ff:fffe"]
)
def test_addresses_of_no_public_network_are_not_public(address: str):
    assert not is_public_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org\\@127.0.0.1/", "http://a@127.0.0.1/", "http://127.0.0.1#@example.org/", "//example.org/", "http:/example.org",
        "http://exa mple.org/", "http://" + "a" * 70 + ".example/", "http://xn--/", "http://" + "ä" * 300 + ".example/",
        "http://example.org:99999/", "http://example.org/" + "a" * 3000, "http://[::1%25lo]/", "http://%31%32%37.0.0.1/", "http://\x00/",
    ],
)  # fmt: skip
def test_an_address_made_to_confuse_is_refused_in_a_sentence(address: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(socket.socket, "connect", lambda *_args: pytest.fail("somebody was called"))

    with pytest.raises(NotFetched) as refusal:
        fetch(address, most_bytes=MEGABYTE)

    assert str(refusal.value)


class Peer:
    """A server that answers with raw bytes, letter by letter if it is asked to."""

    def __init__(self) -> None:
        self.answer, self.slowly, self.asked = b"", False, b""
        self.over = Event()
        self.server = socket.create_server(("127.0.0.1", 0))
        Thread(target=self.serve, daemon=True).start()

    @property
    def port(self) -> int:
        return int(self.server.getsockname()[1])

    def serve(self) -> None:
        while True:
            try:
                connection, _ = self.server.accept()
            except OSError:
                return
            with connection:
                self.asked = connection.recv(65536)
                try:
                    for at in range(0, len(self.answer), 1 if self.slowly else 65536):
                        connection.sendall(self.answer[at : at + (1 if self.slowly else 65536)])
                        if self.slowly and self.over.wait(0.02):
                            return
                except OSError:
                    continue


@pytest.fixture
def peer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Peer]:
    peer = Peer()
    monkeypatch.setattr(fetching, "PORTS", frozenset({80, 443, peer.port}))
    yield peer
    peer.over.set()
    peer.server.close()


def at_home() -> GuardedBackend:
    return GuardedBackend(lambda address: address == "127.0.0.1" or is_public_address(address))


@pytest.mark.parametrize("tail", [b"", b"HTTP/1.1 200 OK\r\nX-A: "])
def test_a_server_that_sends_letter_by_letter_is_left_in_time(peer: Peer, monkeypatch: pytest.MonkeyPatch, tail: bytes):
    monkeypatch.setattr(fetching, "SECONDS_IN_ALL", 0.5)
    peer.answer, peer.slowly = tail + b"a" * 90_000, True

    with pytest.raises(NotFetched):  # or this test would take half an hour
        fetch(f"http://127.0.0.1:{peer.port}/", most_bytes=MEGABYTE, backend=at_home())


@pytest.mark.parametrize(
    "location",
    [
        b"http://10.0.0.1/", b"//10.0.0.1/", b"https://localhost:8443/", b"file:///etc/passwd", b"gopher://127.0.0.1/", b"http://[::1]:80/",
        b"http://[", b"http://user:word@example.org/", b"\xff\xfe\x80", b"http://\xe4.example:22/", b"http://169.254.169.254/",
    ],
)  # fmt: skip
def test_a_redirect_made_to_confuse_is_refused_in_a_sentence(peer: Peer, location: bytes):
    peer.answer = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + location + b"\r\n\r\n"

    with pytest.raises(NotFetched) as refusal:
        fetch(f"http://127.0.0.1:{peer.port}/", most_bytes=MEGABYTE, backend=at_home())

    assert str(refusal.value)


def test_headers_without_end_are_refused(peer: Peer):
    peer.answer = b"HTTP/1.1 200 OK\r\n" + b"X-A: " + b"a" * 5 * MEGABYTE

    with pytest.raises(NotFetched):
        fetch(f"http://127.0.0.1:{peer.port}/", most_bytes=MEGABYTE, backend=at_home())


def test_a_packed_answer_is_not_unpacked(peer: Peer):
    packed = b"\x1f\x8b" + b"\x00" * 100
    peer.answer = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 102\r\n\r\n" + packed

    assert fetch(f"http://127.0.0.1:{peer.port}/", most_bytes=MEGABYTE, backend=at_home()).data == packed


def test_an_address_in_any_script_is_asked_for_and_nothing_is_added_to_the_question(peer: Peer):
    peer.answer = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

    fetch(f"http://127.0.0.1:{peer.port}/новости\r\nX-Evil: 1?а=б", most_bytes=MEGABYTE, backend=at_home())

    assert peer.asked.startswith(b"GET /%D0%BD%D0%BE")
    assert b"\r\nX-Evil" not in peer.asked
    assert b"Cookie" not in peer.asked


def test_a_name_in_any_script_is_looked_up_as_servers_know_it(monkeypatch: pytest.MonkeyPatch):
    asked: list[str] = []

    def looked_up(host: str, *_args: object, **_kwargs: object) -> list[object]:
        asked.append(host)
        raise OSError

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)

    with pytest.raises(NotFetched):
        fetch("https://новаягазета.рф/", most_bytes=MEGABYTE)
    assert [name.encode().decode("idna") for name in asked] == ["новаягазета.рф"]
