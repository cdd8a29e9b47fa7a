"""The real server in front of the real application: what no stand-in can show."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.factories.surge import ROOT, free_port

pytestmark = pytest.mark.slow
SERVER = """
import sys
from granian import Granian
from granian.constants import Interfaces
Granian("application:application", port=int(sys.argv[1]), interface=Interfaces.RSGI, websockets=False, log_enabled=False).serve()
"""
APPLICATION = """
import resource, time
from safeconduct.kit.rsgi import WsgiDoor


def wsgi(environ, start):
    path = environ["PATH_INFO"]
    if path == "/slow":
        time.sleep(1)
    if path == "/up":
        size = 0
        while piece := environ["wsgi.input"].read(65536):
            size += len(piece)
        body = [f"{size} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}".encode()]
    elif path == "/down":
        body = (bytes([number % 256]) * 1_000_000 for number in range(200))
    else:
        body = [f"{path} {environ['QUERY_STRING']} {environ['REMOTE_ADDR']}".encode()]
    start("200 OK", [("Content-Type", "text/plain"), ("X-Peak", str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))])
    return body


class Application:
    def __init__(self):
        self.door = WsgiDoor(wsgi, threads=2)

    def __rsgi_init__(self, loop):
        self.door.open()

    async def __rsgi__(self, scope, proto):
        await self.door(scope, proto)

    def __rsgi_del__(self, loop):
        self.door.close(patience=5)


application = Application()
"""


@contextmanager
def served(folder: Path) -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    (folder / "application.py").write_text(APPLICATION)
    port, environment = free_port(), {**os.environ, "PYTHONPATH": f"{folder}:{ROOT}"}
    with subprocess.Popen([sys.executable, "-c", SERVER, str(port)], env=environment, cwd=folder, start_new_session=True) as server:
        try:
            while True:
                try:
                    ask(port, "GET", "/")
                    break
                except OSError:
                    assert server.poll() is None, "The server did not start."
            yield port, server
        finally:
            if server.poll() is None:
                os.killpg(server.pid, signal.SIGKILL)


def ask(port: int, method: str, path: str, body: object = None, headers: dict[str, str] | None = None) -> tuple[int, bytes]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=120)) as line:
        line.request(method, path, body, headers or {})  # type: ignore[arg-type]
        answer = line.getresponse()
        return answer.status, answer.read()


def raw(port: int, sent: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=120) as line:
        line.sendall(sent)
        said = b""
        while piece := line.recv(65536):
            said += piece
    return said


def test_bodies_and_answers_of_any_length_pass_at_flat_memory(tmp_path: Path):
    with served(tmp_path) as (port, _server):
        megabyte = b"x" * 1_000_000
        _status, first = ask(port, "POST", "/up", megabyte)

        status, said = ask(port, "POST", "/up", (megabyte for _ in range(200)), {"Content-Length": "200000000"})
        size, peak = map(int, said.split())
        assert (status, size) == (200, 200_000_000)
        assert peak - int(first.split()[1]) < 100_000  # kilobytes

        status, body = ask(port, "GET", "/down")
        assert (status, len(body), body[1_500_000]) == (200, 200_000_000, 1)
        with closing(http.client.HTTPConnection("127.0.0.1", port)) as line:
            line.request("GET", "/")
            assert int(line.getresponse().getheader("X-Peak") or 0) - int(first.split()[1]) < 100_000


def test_what_cannot_be_believed_is_refused_and_the_rest_answered(tmp_path: Path):
    with served(tmp_path) as (port, _server):
        begin, end = b"POST /x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n", b"\r\n\r\n"

        assert raw(port, begin + b"Content-Length: 3\r\nContent-Length: 4" + end + b"abcd").startswith(b"HTTP/1.1 400")
        assert raw(port, begin + b"Content-Length: three" + end).startswith(b"HTTP/1.1 400")
        assert re.match(rb"HTTP/1.1 4\d\d", raw(port, begin + b"Transfer-Encoding: chunked" + end + b"0\r\n\r\n"))
        assert raw(port, begin + b"Content-Length: 0" + end).endswith(b"/x  127.0.0.1")
        head = raw(port, b"HEAD /a?b=1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200")
        assert head.endswith(b"\r\n\r\n")


def test_a_server_that_is_told_to_stop_answers_what_it_has_begun(tmp_path: Path):
    with served(tmp_path) as (port, server), closing(http.client.HTTPConnection("127.0.0.1", port, timeout=120)) as line:
        line.request("GET", "/slow")

        time.sleep(0.3)  # until it is being answered
        server.terminate()

        assert line.getresponse().read().startswith(b"/slow")
        assert server.wait(60) == 0
