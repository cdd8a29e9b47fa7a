"""How fast is sealing in a browser, and how much memory does a large file take?

    python -m bench.bench_sealing_browser [--megabytes 200] [--save]

The modules of the sealed desk in a real Chromium, on a page of their own: 500 cards listed, records and messages one after the
other, the keys of a passphrase and of a code, and a large file sealed, sent in parts, fetched and opened again.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from bench.report import Table, report

ROOT = Path(__file__).resolve().parent.parent
PART = 4 * 1024 * 1024
COUNT = 300
PAGE = b'<!doctype html><meta charset="utf-8"><title>Sealing</title><input type="file"><script src="/bench.js"></script>'
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update"]
NO_CHROMIUM = "Chromium was not found. On Debian: apt install chromium, or name one with CHROMIUM=/path/to/chrome."


class Shelf(BaseHTTPRequestHandler):
    """Hands out the page and takes in parts, as little in the way as can be."""

    protocol_version = "HTTP/1.1"

    def __init__(self, folder: Path, *given: Any) -> None:
        self.folder = folder
        super().__init__(*given)

    def do_GET(self) -> None:
        if self.path == "/sealed":
            self._send_file()
        elif self.path == "/bench.js":
            self._send((self.folder / "bench.js").read_bytes(), "text/javascript; charset=utf-8")
        else:
            self._send(PAGE, "text/html; charset=utf-8")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        with (self.folder / "sealed").open("wb" if self.path.endswith("/0") else "ab") as kept:
            kept.write(body)
        self._send(b"", "text/plain")

    def log_message(self, format: str, *given: Any) -> None:  # noqa: A002 — the name it has above
        """Say nothing."""

    def _send(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _send_file(self) -> None:
        path = self.folder / "sealed"
        self.send_response(200)
        self.send_header("Content-Length", str(path.stat().st_size))
        self.end_headers()
        with path.open("rb") as kept:
            shutil.copyfileobj(kept, self.wfile, 1024 * 1024)


@contextmanager
def shelf(folder: Path) -> Iterator[str]:
    """Serve the page of this measurement."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Shelf, folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


class Peak:
    """The most memory that a process held while something was done, in MiB; told by the system itself."""

    def __init__(self, process: int) -> None:
        self.status, self.reset = Path(f"/proc/{process}/status"), Path(f"/proc/{process}/clear_refs")

    def begin(self) -> int:
        """Forget the most so far; give what is held now."""
        self.reset.write_text("5", encoding="ascii")
        return self.read("VmRSS")

    def most(self) -> int:
        """Give the most since then."""
        return self.read("VmHWM")

    def read(self, name: str) -> int:
        """Give a figure of the process, in MiB."""
        found = re.search(rf"{name}:\s+(\d+) kB", self.status.read_text(encoding="ascii"))
        return int(found[1]) // 1024 if found else 0


def renderer_of(browser: Browser) -> int:
    """Give the process of the one page that is open."""
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    return max((int(p["id"]) for p in processes if p["type"] == "renderer"), key=lambda number: Peak(number).read("VmRSS"))


def bundle(folder: Path) -> None:
    """Put the modules together as the build does."""
    esbuild, target = ROOT / "node_modules/.bin/esbuild", "--target=chrome100"
    source, out = ROOT / "bench/sealing_browser.js", folder / "bench.js"
    subprocess.run(
        [esbuild, source, "--bundle", "--minify", "--format=iife", target, f"--outfile={out}", "--log-level=warning"], check=True, cwd=ROOT
    )


def measure_small(page: Page) -> Iterator[list[str]]:
    """Give the rows of everything that is small."""
    found = page.evaluate("bench.derivations()")
    yield ["passphrase: Argon2id 128 MiB, 3 passes", f"{found['passphrase']:,.0f} ms", "777 ms"]
    yield ["code: Argon2id 19 MiB, 2 passes", f"{found['code']:,.0f} ms", "81 ms"]
    yield ["the same without WebAssembly", f"{found['slowCode']:,.0f} ms", "287 ms"]
    listed = page.evaluate("bench.listed()")
    for name, key, before in (("500 grants", "cold", "329 ms"), ("the keyring", "warm", "8 ms")):
        times = f"{listed[f'{key}Screen']:,.0f} / {listed[f'{key}All']:,.0f} ms"
        yield [f"500 cards with {name}: the first 40 / all", times, f"- / {before}"]
    small = page.evaluate(f"bench.small({COUNT})")
    for name, key, before in (
        ("record of 256 B", "Records", "125,000 / 125,000 a second"),
        ("record, signed", "Statements", "-"),
        (f"message of {small['messageLength']:,} B (age)", "Messages", "714 / 1,667 a second"),
    ):
        yield [f"{name}: sealed / opened", f"{_rate(small[f'seal{key}'])} / {_rate(small[f'open{key}'])} a second", before]


def measure_large(page: Page, browser: Browser, folder: Path, megabytes: int) -> Iterator[list[str]]:
    """Give the rows of a large file: sealed and sent in parts, fetched and opened."""
    path = folder / "large"
    path.write_bytes(os.urandom(1024 * 1024) * megabytes)
    page.set_input_files("input", path)
    peak, session = Peak(renderer_of(browser)), page.context.new_cdp_session(page)
    size = path.stat().st_size
    session.send("HeapProfiler.collectGarbage")
    before = peak.begin()
    up = page.evaluate(f"bench.up({PART})")
    yield _large(f"{megabytes} MiB sealed and sent in parts of 4 MiB", size, up["taken"], (before, peak.most()), "39 MB/s, 225 MiB")
    session.send("HeapProfiler.collectGarbage")
    before = peak.begin()
    down = page.evaluate(f"bench.down({up['length']})")
    if down["size"] != size:
        raise SystemExit("The file did not come back whole.")
    yield _large("the same fetched and opened, held until its end", size, down["taken"], (before, peak.most()), "66 MB/s, 308 MiB")


def _large(name: str, size: int, taken: float, memory: tuple[int, int], before: str) -> list[str]:
    return [name, f"{size / taken / 1000:.0f} MB/s, {memory[1]} MiB ({memory[0]} before)", before]


def _rate(milliseconds: float) -> str:
    return f"{COUNT / milliseconds * 1000:,.0f}"


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--megabytes", type=int, default=200)
    options.add_argument("--save", action="store_true", help="keep the table in bench/results.md")
    chosen = options.parse_args()
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not program:
        raise SystemExit(NO_CHROMIUM)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright, shelf(Path(name)) as address:
        bundle(Path(name))
        browser = playwright.chromium.launch(executable_path=program, args=QUIET)
        page = browser.new_page()
        page.goto(address)
        begun = time.monotonic()
        rows = [*measure_small(page), *measure_large(page, browser, Path(name), chosen.megabytes)]
        note = (
            f"Chromium {browser.version}, one page, {time.monotonic() - begun:.0f} s in all; everything but the file is the best of three."
        )
        browser.close()
    spike = "The last column is what the spike before this was built measured on such a machine: cards without signatures,"
    memory = "and a file without tar, hash or the wait for its end. Memory is the most that the page's process held."
    notes = [note, f"{spike} {memory}"]
    report(Table("Sealing in a browser", ["what", "now", "spike"], rows, notes), save=chosen.save)


if __name__ == "__main__":
    main()
