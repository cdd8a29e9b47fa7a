"""A petition in an installation of its own, and invented people who sign it all at once: for tests and measurements of the whole server."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any
from urllib.parse import urlencode

from safeconduct.signing.rules.tickets import RANDOM_LENGTH, new_ticket
from tests.migrated import lay_migrated

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = "/en/north/petitions/easier-visa/"
LONGEST_START = 180  # seconds; machines are busy
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}


@dataclass
class Surge:
    """An installation with one petition that everybody may sign. ``signing`` is the address of its database, empty for SQLite."""

    folder: Path
    signing: str = ""
    workers: int = 1
    port: int = 0
    reference: str = ""
    server: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)

    @property
    def ram(self) -> Path:
        """Where the keys lie."""
        return Path("/dev/shm") / f"safeconduct-surge-{self.folder.name}-{os.getpid()}"

    @property
    def environment(self) -> dict[str, str]:
        """What every process of the installation is told."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("SAFECONDUCT_", "DJANGO_"))}
        places = {"SAFECONDUCT_VAR": str(self.folder / "var"), "SAFECONDUCT_STATIC": str(self.folder / "static")}
        named = {"SAFECONDUCT_SIGNING_RAM": str(self.ram), "SAFECONDUCT_SIGNING_DATABASE_URL": self.signing}
        return {**kept, **places, **named, "DJANGO_SETTINGS_MODULE": "safeconduct.config.settings"}

    def tell(self, what: str, given: str = "") -> Any:
        """Run ``surge_inside`` as a program in the installation; give what it says."""
        program = "import django; django.setup(); from tests.factories.surge_inside import tell; tell()"
        command = [sys.executable, "-c", program, what]
        done = subprocess.run(command, env=self.environment, cwd=ROOT, input=given, text=True, stdout=subprocess.PIPE, check=True)
        return json.loads(done.stdout.splitlines()[-1])

    def lay(self) -> None:
        """Set it up, with the petition."""
        lay_migrated(self.folder / "var")
        self.reference = self.tell("lay")
        gather = [sys.executable, "-m", "django", "collectstatic", "--noinput", "--verbosity=0"]
        subprocess.run(gather, env=self.environment, cwd=ROOT, check=True)

    def start(self) -> None:
        """Serve it, in a group of processes of its own, and wait until its page can be read."""
        self.port = free_port()
        own = [sys.executable, "-m", "safeconduct.cli.main", "serve", f"--port={self.port}", f"--workers={self.workers}"]
        with (self.folder / "printed").open("ab") as printed:
            self.server = subprocess.Popen(
                [*own, "--no-intake", "--no-outbox"], env=self.environment, cwd=ROOT, stdout=printed, stderr=printed, start_new_session=True
            )
        deadline = time.monotonic() + LONGEST_START
        while self.server.poll() is None and time.monotonic() < deadline:
            with suppress(OSError, http.client.HTTPException):
                if self.get(PAGE)[0] == http.client.OK:
                    return
            time.sleep(0.05)
        raise AssertionError(f"The server did not start:\n{(self.folder / 'printed').read_text()[-2000:]}")

    def kill(self) -> None:
        """End every process of the server at once, without a word."""
        if self.server is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.server.pid, signal.SIGKILL)
            self.server.wait()
            self.server = None

    def stop(self) -> None:
        """End the server as its operator does."""
        if self.server is not None:
            self.server.terminate()
            try:
                self.server.wait(30)
            finally:
                self.kill()

    def get(self, path: str) -> tuple[int, bytes]:
        """Ask the server for a page."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            line.request("GET", path)
            answer = line.getresponse()
            return answer.status, answer.read()
        finally:
            line.close()

    def total(self) -> int | None:
        """Give the count as everybody may read it; nothing while it is not known."""
        status, said = self.get(f"/p/{self.reference}/count.json")
        return json.loads(said)["total"] if status == http.client.OK else None


@contextmanager
def laid(folder: Path, *, signing: str = "") -> Iterator[Surge]:
    """Give an installation with a petition; at the end nothing of it runs, and no key is left."""
    surge = Surge(folder, signing)
    try:
        surge.lay()
        yield surge
    finally:
        surge.kill()
        for file in surge.ram.rglob("*"):
            if file.is_file():
                file.unlink()


class Crowd:
    """People who sign over kept-alive lines until they are stopped or the line breaks; remembers who was thanked."""

    def __init__(self, surge: Surge, *, lines: int, first: int) -> None:
        self._surge, self._lines, self._next = surge, lines, first
        self._lock, self._is_over = Lock(), Event()
        self._tickets = tickets(surge.ram)
        self.thanked: list[str] = []
        self.answers: dict[int, int] = {}

    def sign_until(self, number: int) -> None:
        """Let them sign until so many have been thanked; then they are still signing."""
        threads = [Thread(target=self._sign, daemon=True) for _ in range(self._lines)]
        for thread in threads:
            thread.start()
        while len(self.thanked) < number and any(thread.is_alive() for thread in threads):
            time.sleep(0.002)

    def leave(self) -> None:
        """Let nobody begin another signature."""
        self._is_over.set()

    def _sign(self) -> None:
        line = http.client.HTTPConnection("127.0.0.1", self._surge.port, timeout=60)
        with suppress(OSError, http.client.HTTPException):  # the server was killed: whoever was not thanked does not count
            while not self._is_over.is_set():
                with self._lock:
                    number, ticket = self._next, next(self._tickets)
                    self._next += 1
                mail = f"signer.{number}@signers.example"
                line.request("POST", f"{PAGE}sign/", body_for(number, mail, ticket), {**FORM, "X-Forwarded-For": place_of(number)})
                answer = line.getresponse()
                answer.read()
                with self._lock:
                    self.answers[answer.status] = self.answers.get(answer.status, 0) + 1
                    if answer.status in {302, 303}:
                        self.thanked.append(mail)
        line.close()


def body_for(number: int, mail: str, ticket: str) -> bytes:
    """Fill in the form."""
    name = f"Signer {chr(65 + number % 26)}{chr(97 + number // 26 % 26)}"
    fields = {"name": name, "mail": mail, "country": "SE", "visibility": "addressee", "language": "en", "ticket": ticket}
    return urlencode(fields).encode()


def place_of(number: int) -> str:
    """Give an address for a signer, far from those of the others (documentation has too few; this is told to our own server alone)."""
    return f"{11 + number % 80}.{number // 80 % 250}.{number // 20_000 % 250}.7"


def tickets(ram: Path) -> Iterator[str]:
    """Make tickets as the server makes them for its pages."""
    key = (ram / "own-tickets").read_bytes()
    while True:
        yield new_ticket(key, os.urandom(RANDOM_LENGTH), int(time.time()) // 60)


def free_port() -> int:
    """Give a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
