"""A PostgreSQL of its own for the tests: a new one in a temporary folder, on a free port, thrown away afterwards."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from setup.debian import install

LONGEST_START = 30  # seconds


@contextmanager
def started(*, is_durable: bool = False) -> Iterator[str]:
    """Give the address of a fresh PostgreSQL, or an empty text where none can be started. Unless it is durable it is quick instead."""
    programs = _programs()
    if programs is None and install(["postgresql"], purpose="the database tests run on PostgreSQL too"):
        programs = _programs()
    owner = _owner()
    if programs is None or owner is None:
        yield ""
        return
    folder = Path(tempfile.mkdtemp(prefix="safeconduct-postgres-"))
    try:
        with _server(programs, folder, owner, is_durable=is_durable) as address:
            yield address
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path | None:
    """Give the folder with initdb and postgres, the newest version first."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3].split(".")[0]), reverse=True)
    if found:
        return found[0].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def _owner() -> str | None:
    """Give the user to run as: nobody else when we are an ordinary user; PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return ""
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in known), None)


@contextmanager
def _server(programs: Path, folder: Path, owner: str, *, is_durable: bool) -> Iterator[str]:
    if owner:
        shutil.chown(folder, owner)
    change = ["setpriv", f"--reuid={owner}", f"--regid={pwd.getpwnam(owner).pw_gid}", "--clear-groups"] if owner else []
    data, port = folder / "data", _free_port()
    begin = [*change, str(programs / "initdb"), "--pgdata", str(data), "--username=safeconduct", "--auth=trust", "--encoding=UTF8"]
    if subprocess.run([*begin, "--no-sync", "--locale=C.UTF-8"], capture_output=True, check=False, cwd=folder).returncode:
        yield ""
        return
    value = "on" if is_durable else "off"
    quick = [setting for name in ("fsync", "synchronous_commit", "full_page_writes") for setting in ("-c", f"{name}={value}")]
    where = ["-D", str(data), "-p", str(port), "-k", str(folder), "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=60"]
    command = [*change, str(programs / "postgres"), *where, *quick]
    with (folder / "log").open("w") as log, subprocess.Popen(command, stdout=log, stderr=log, cwd=folder) as server:
        try:
            answers = _answers(programs, port, server)
            yield f"postgresql://safeconduct@127.0.0.1:{port}/postgres" if answers else ""
        finally:
            server.terminate()


def _answers(programs: Path, port: int, server: "subprocess.Popen[bytes]") -> bool:
    command = [str(programs / "pg_isready"), "--quiet", "--host=127.0.0.1", f"--port={port}"]
    deadline = time.monotonic() + LONGEST_START
    while server.poll() is None and time.monotonic() < deadline:
        if subprocess.run(command, check=False).returncode == 0:
            return True
        time.sleep(0.2)
    return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
