"""The two servers that are compared, each on a free port and gone afterwards, and what asks them for pages."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
NO_NGINX = "nginx was not found, and there is nothing to compare with. On Debian: apt install nginx-light"
NOT_BUILT = "Styles and scripts are not built yet. Run `make ready` once and start this again."
LONGEST_START = 180  # seconds; the demonstration is loaded first
NGINX = """
{user}daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error;
events {{ worker_connections 1024; }}
http {{
    access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; open_file_cache max=10;
    client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
    uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
    server {{ listen 127.0.0.1:{port}; root {folder}/www; default_type "text/html; charset=utf-8"; add_header Content-Encoding gzip; }}
}}
"""


@dataclass(frozen=True)
class Answer:
    """A page as it came."""

    body: bytes
    tag: str


def free_port() -> int:
    """Give a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fetch(address: str) -> Answer:
    """Fetch a page, compressed, as browsers do."""
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=30) as response:
        return Answer(response.read(), response.headers.get("ETag", ""))


@contextmanager
def safeconduct(folder: Path, *, demonstration: bool = True) -> Iterator[str]:
    """Serve the demonstration, or what lies in ``folder/var`` already, as `safeconduct serve` does for everybody."""
    if not (ROOT / "safeconduct/theme/static/built").exists():
        raise SystemExit(NOT_BUILT)
    port, kept = free_port(), {name: value for name, value in os.environ.items() if not name.startswith("SAFECONDUCT_")}
    places = {"SAFECONDUCT_VAR": str(folder / "var"), "SAFECONDUCT_STATIC": str(folder / "static")}
    environment = {**kept, **places, "DJANGO_SETTINGS_MODULE": "safeconduct.config.settings"}
    collect = [sys.executable, "-m", "django", "collectstatic", "--noinput", "--verbosity=0"]
    subprocess.run(collect, check=True, cwd=ROOT, env=environment)
    command = [
        sys.executable,
        "-m",
        "safeconduct.cli.main",
        "serve",
        f"--port={port}",
        "--demonstration" if demonstration else "--no-intake",
    ]
    with _process(command, f"http://127.0.0.1:{port}/en/", folder / "server.log", environment):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def nginx(folder: Path, page: bytes) -> Iterator[str]:
    """Serve one file of these bytes by nginx, with one worker."""
    program = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if program is None:
        raise SystemExit(NO_NGINX)
    home, port = folder / "nginx", free_port()
    (home / "www").mkdir(parents=True)
    (home / "www" / "page").write_bytes(page)
    user = "user root; " if os.geteuid() == 0 else ""
    (home / "conf").write_text(NGINX.format(folder=home, port=port, user=user))
    with _process(
        [program, "-p", str(home), "-c", str(home / "conf"), "-e", str(home / "error")], f"http://127.0.0.1:{port}/page", home / "log"
    ):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _process(command: list[str], address: str, log: Path, environment: dict[str, str] | None = None) -> Iterator[None]:
    with log.open("w") as written, subprocess.Popen(command, stdout=written, stderr=written, cwd=ROOT, env=environment) as process:
        try:
            deadline = time.monotonic() + LONGEST_START
            while not _answers(address):
                if process.poll() is not None or time.monotonic() > deadline:
                    raise SystemExit(f"{Path(command[0]).name} did not start. It said:\n{log.read_text()[-2000:]}")
                time.sleep(0.2)
            yield
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def _answers(address: str) -> bool:
    try:
        fetch(address)
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def views_per_second(address: str, *, seconds: int, connections: int, headers: dict[str, str]) -> float:
    """Ask for one page again and again over kept-alive connections, by wrk where it is installed."""
    asked = {"Accept-Encoding": "gzip", **headers}
    wrk = shutil.which("wrk")
    if wrk is None:
        return _own_load(address, seconds, connections, asked)
    given = [part for name, value in asked.items() for part in ("-H", f"{name}: {value}")]
    command = [wrk, "-t1", f"-c{connections}", f"-d{seconds}s", *given, address]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said:
        raise SystemExit(f"The server answered with errors:\n{said}")
    found = re.search(r"Requests/sec:\s*([\d.]+)", said)
    if found is None:
        raise SystemExit(f"wrk said something else than a number:\n{said}")
    return float(found[1])


def _own_load(address: str, seconds: int, connections: int, headers: dict[str, str]) -> float:
    """Do what wrk does, slower: then the ratio says more about this script than about the servers."""
    parts = urlsplit(address)
    deadline = time.monotonic() + seconds
    counts = [0] * connections

    def ask(place: int) -> None:
        connection = HTTPConnection(parts.hostname or "", parts.port)
        while time.monotonic() < deadline:
            connection.request("GET", parts.path, headers=headers)
            response = connection.getresponse()
            response.read()
            counts[place] += response.status < 400
        connection.close()

    threads = [threading.Thread(target=ask, args=(place,)) for place in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / seconds
