"""The intake as it is served: a process with a folder, a database, a hotline of its own; and what can be seen of it from outside."""

import http.client
import os
import re
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.architecture.house import ROOT

PATIENCE = 60  # seconds; these tests share their machine with many others
AT_REST = 2
PREPARE = """
import sys
from pathlib import Path
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0, interactive=False)
call_command("collectstatic", verbosity=0, interactive=False)
from tests.ask.stage import lay_root_key, make_hotline
folder = Path(sys.argv[1])
(folder / "identity.txt").write_text(make_hotline(lay_root_key(folder / "root-key.txt")).identity)
"""


@dataclass(frozen=True)
class Served:
    """A served intake: where it listens, where it keeps things, its first process, and what opens its hotline's messages."""

    port: int
    folder: Path
    pid: int
    identity: str

    def get(self, path: str) -> tuple[int, str]:
        """Fetch a page."""
        return self.ask("GET", path)

    def post(self, path: str, body: bytes, kind: str = "application/x-www-form-urlencoded") -> tuple[int, str]:
        """Send a form as our own page would."""
        return self.ask("POST", path, body, {"Content-Type": kind, "Sec-Fetch-Site": "same-origin"})

    def ask(self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> tuple[int, str]:
        """Ask one thing; give status and page."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        page = answer.read().decode()
        connection.close()
        return answer.status, page

    def ticket(self, path: str = "/en/north/") -> str:
        """Fetch a page and give its ticket."""
        found = re.search(r'name="ticket" value="([^"]+)"', self.get(path)[1])
        assert found
        return found[1]

    def pids(self) -> list[int]:
        """Give all processes of the server."""
        return [self.pid, *children_of(self.pid)]

    def pids_at_rest(self) -> list[int]:
        """Give all processes once no request is being answered: the first, and the one that takes connections."""
        until = time.monotonic() + PATIENCE
        while len(found := self.pids()) != AT_REST and time.monotonic() < until:
            time.sleep(0.05)
        return found

    def written_into(self) -> list[Path]:
        """Give every folder that the server can write into and is ours to look at."""
        return [self.folder]


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """Serve an intake from a folder until left."""
    for name in ("ram", "tmp", "static"):
        (folder / name).mkdir()
    surroundings = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("SAFECONDUCT_", "DJANGO_"))},
        "SAFECONDUCT_VAR": str(folder),
        "SAFECONDUCT_RAM": str(folder / "ram"),
        "SAFECONDUCT_RAM_MAY_BE_DISK": "yes",
        "SAFECONDUCT_INTAKE_ROOM_MB": "1",
        "SAFECONDUCT_STATIC": str(folder / "static"),
        "TMPDIR": str(folder / "tmp"),
        "DJANGO_SETTINGS_MODULE": "safeconduct.config.ask_settings",
    }
    subprocess.run([sys.executable, "-c", PREPARE, str(folder)], env=surroundings, cwd=ROOT, check=True, capture_output=True)
    port = _free_port()
    command = [sys.executable, "-m", "safeconduct.cli.main", "intake", "serve", f"--port={port}"]
    process = subprocess.Popen(command, env=surroundings, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        _wait_for(port, process)
        yield Served(port, folder, process.pid, (folder / "identity.txt").read_text())
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)


def children_of(pid: int) -> list[int]:
    """Give all processes that a process has started, and those that they have."""
    found = []
    for line in Path("/proc").glob("[0-9]*/stat"):
        try:
            said = line.read_text()
        except OSError:  # it has ended meanwhile
            continue
        if int(said.rpartition(")")[2].split()[1]) == pid:
            child = int(said.split(" ", 1)[0])
            found += [child, *children_of(child)]
    return found


def memory_holds(pid: int, needle: bytes) -> int:
    """Count how often something stands in the memory of a process."""
    count = 0
    with Path(f"/proc/{pid}/maps").open() as maps, Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in maps:
            span, rights = line.split(" ", 2)[:2]
            if not rights.startswith("rw"):
                continue
            first, last = (int(end, 16) for end in span.split("-"))
            try:
                memory.seek(first)
                count += memory.read(last - first).count(needle)
            except (OSError, ValueError, OverflowError):  # a piece that is not to be read, such as the kernel's own
                continue
    return count


def files_hold(served: Served, needle: bytes) -> list[str]:
    """Name the files that hold something: those in the server's folders, and those that its processes hold open, deleted ones too."""
    paths = [path for folder in served.written_into() for path in folder.rglob("*")]
    for pid in served.pids():
        paths += Path(f"/proc/{pid}/fd").glob("*")
    return [str(path) for path in paths if _holds(path, needle)]


def _holds(path: Path, needle: bytes) -> bool:
    try:
        return stat.S_ISREG(path.stat().st_mode) and needle in path.read_bytes()
    except OSError:  # it has gone meanwhile
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            raise AssertionError(process.stdout.read().decode() if process.stdout else "it ended")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("it does not answer")
