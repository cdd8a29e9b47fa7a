"""A whole Safeconduct in a folder of its own, started as in earnest, and people who use it over HTTP as their browsers would."""

import base64
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

from safeconduct.drill.asker import multipart
from safeconduct.kit.clock import now
from safeconduct.vault.format.members import MemberKeys, make_member_keys
from safeconduct.vault.rules.one_time import code_at, step_at
from tests.architecture.house import ROOT
from tests.migrated import lay_migrated

SAFECONDUCT = [sys.executable, "-m", "safeconduct.cli.main"]
LONGEST_START = 60
FACTOR = bytes(range(20))


@dataclass
class Installation:
    """The server and the intake, their folder, and everything they wrote on the terminal."""

    var: Path
    port: int
    environment: dict[str, str] = field(repr=False)

    @property
    def intake_port(self) -> int:
        """The port at which people ask for help."""
        return self.port + 1

    @property
    def log(self) -> Path:
        """Whatever the processes printed."""
        return self.var.parent / "printed.log"

    def command(self, *words: str) -> str:
        """Run the ``safeconduct`` command here; give what it printed."""
        done = subprocess.run([*SAFECONDUCT, *words], env=self.environment, cwd=ROOT, check=True, capture_output=True, text=True)
        with self.log.open("a", encoding="utf-8") as log:
            log.write(done.stderr)
        return done.stdout

    def invitation(self, *roles: str, organisation: str = "Open Line") -> str:
        """Give the token of a fresh invitation."""
        chosen = [word for role in roles for word in ("--role", role)]
        printed = self.command("people", "invite", "--organisation", organisation, *chosen)
        return re.search(r"/desk/join/#([^.\s]+)", printed)[1]  # type: ignore[index]


@contextmanager
def installed(folder: Path, **settings: str) -> Iterator[Installation]:
    """Set one up and serve it until the end of the block."""
    var = folder / "var"
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("SAFECONDUCT_", "DJANGO_"))}
    environment |= {"SAFECONDUCT_VAR": str(var), "SAFECONDUCT_STATIC": str(folder / "static"), "TMPDIR": str(folder / "tmp")}
    environment |= {"DJANGO_SETTINGS_MODULE": "safeconduct.config.settings", **settings}
    (folder / "tmp").mkdir()
    here = Installation(var, _two_free_ports(), environment)
    lay_migrated(var)
    here.command("setup")
    gather = [sys.executable, "-m", "django", "collectstatic", "--noinput", "--verbosity=0"]
    subprocess.run(gather, env=environment, cwd=ROOT, check=True, capture_output=True)
    with here.log.open("a") as log:
        server = subprocess.Popen([*SAFECONDUCT, "serve", "--port", str(here.port)], env=environment, cwd=ROOT, stdout=log, stderr=log)
    try:
        for port in (here.port, here.intake_port):
            _wait_for(port, server)
        yield here
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


def _two_free_ports() -> int:
    while True:
        with socket.socket() as one, socket.socket() as other:
            one.bind(("127.0.0.1", 0))
            port = int(one.getsockname()[1])
            with suppress(OSError, OverflowError):
                other.bind(("127.0.0.1", port + 1))
                return port


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + LONGEST_START
    while time.monotonic() < deadline and server.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise AssertionError("The server did not start.")


@dataclass
class Said:
    """An answer of the server."""

    status: int
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Staff:
    """A member at their browser. ``headers`` go with every request."""

    port: int
    headers: dict[str, str] = field(default_factory=dict)
    handle: str = ""
    keys: MemberKeys | None = None
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""

    @property
    def seed(self) -> bytes:
        """What the member signs with."""
        assert self.keys
        return self.keys.bundle.seed

    def join(self, token: str, *, handle: str, name: str, passphrase: str = "") -> None:
        """Accept an invitation with keys made here."""
        self._look_for_token("/desk/join/")
        found = self.post("/desk/join/look/", {"token": token}).json
        self.handle = handle
        self.keys = make_member_keys(found["member"], passphrase, today=now().date())
        proof = {"secret": base64.b32encode(FACTOR).decode(), "code": _code(0)}
        said = self.post("/desk/join/", {"token": token, "handle": handle, "name": name, **self.keys.post(), "factor": proof})
        assert said.status == 200, said.text

    def sign_in(self, *, later: int = 1) -> None:
        """Sign in with the code of a later half minute than was used."""
        assert self.keys
        self._look_for_token("/desk/sign-in/")
        auth = base64.b64encode(self.keys.auth).decode()
        said = self.post("/desk/sign-in/", {"handle": self.handle, "auth": auth, "code": _code(later), "next": "/desk/"})
        assert said.status == 200, said.text
        self._look_for_token("/desk/sealed/")

    def _look_for_token(self, page: str) -> None:
        found = re.search(r'data-csrf="([^"]+)"', self.get(page).text)
        assert found, page
        self.token = found[1]

    def get(self, path: str) -> Said:
        """Fetch."""
        return self._ask("GET", path, b"", "")

    def post(self, path: str, said: dict[str, Any]) -> Said:
        """Send JSON as the sealed desk does."""
        return self._ask("POST", path, json.dumps(said).encode(), "application/json")

    def post_bytes(self, path: str, content: bytes) -> Said:
        """Send bytes as the sealed desk does."""
        return self._ask("POST", path, content, "application/octet-stream")

    def post_form(self, path: str, fields: list[tuple[str, str]], files: list[tuple[str, str, str, bytes]] | None = None) -> Said:
        """Send a form of an open desk."""
        body = multipart([*fields, ("csrfmiddlewaretoken", self.token)], files or [])
        boundary = body.split(b"\r\n", 1)[0][2:].decode()
        return self._ask("POST", path, body, f"multipart/form-data; boundary={boundary}")

    def _ask(self, verb: str, path: str, body: bytes, kind: str) -> Said:
        here = f"127.0.0.1:{self.port}"
        headers = {
            **self.headers,
            "Host": here,
            "Origin": f"http://{here}",
            "X-CSRFToken": self.token,
            "Accept": "application/json, text/html",
        }
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if kind:
            headers["Content-Type"] = kind
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(verb, path, body=body, headers=headers)
            answer = connection.getresponse()
            said = Said(answer.status, answer.read())
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie":
                    self.cookies |= {key: morsel.value for key, morsel in SimpleCookie(value).items()}
        finally:
            connection.close()
        return said


def _code(later: int) -> str:
    return code_at(FACTOR, step_at(now() + timedelta(seconds=30 * later)))
