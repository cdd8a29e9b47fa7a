"""How many signatures a second are taken, sealed, told from duplicates and on the disk before anybody is thanked?

    python -m bench.bench_surge [--seconds 6] [--only sqlite|postgresql|readers] [--save]

In one run: ours with one process on SQLite and one and two on PostgreSQL, beside a plain Django form view that does the same, and beside
what the databases alone keep of the same rows in a transaction each. Then readers: the petition's page and its count, beside nginx with a
file of the same bytes. Everything on this machine, nothing left behind. After each measurement the rows are counted: if one that was
thanked were missing, there would be no table.
"""

from __future__ import annotations

import argparse
import gzip
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bench.report import Table, report
from bench.servers import fetch, free_port, nginx, views_per_second
from bench.surge_limits import postgresql_alone, sqlite_alone
from bench.surge_load import Sent, sent
from setup import postgres
from tests.factories.surge import PAGE, ROOT, Surge, laid

CONNECTIONS = (64, 256)
READERS, TURNS = 64, 3
TO_CONFIRM, LONGEST_COUNTING = 1000, 60
WARM = 2  # seconds


@dataclass
class Found:
    """The rows of the table, and what they are compared with."""

    rows: list[list[str]] = field(default_factory=list)
    plain: dict[tuple[str, int], float] = field(default_factory=dict)

    def add(self, name: str, kind: str, connections: int, one: Sent, alone: float) -> None:
        app, database = one.cost
        plain = self.plain.get((kind, connections))
        beside = f"{one.rate / plain:.1f}" if plain else "1"
        figures = [f"{one.rate:,.0f}", f"{one.p50:.0f}", f"{one.p99:.0f}", f"{app:.0f}", f"{database:.0f}" if database else "–"]
        self.rows.append([name, str(connections), *figures, beside, f"{one.rate / alone:.2f}"])


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seconds", type=int, default=6, help="of each single measurement")
    options.add_argument("--only", choices=["sqlite", "postgresql", "readers"], help="a part alone")
    options.add_argument("--save", action="store_true", help="keep the tables in bench/results.md")
    chosen = options.parse_args()
    found = Found()
    with tempfile.TemporaryDirectory(prefix="bench-surge-") as folder:
        for kind in ("sqlite", "postgresql"):
            if chosen.only in {None, kind}:
                (Path(folder) / kind).mkdir()
                _signing(kind, Path(folder) / kind, chosen.seconds, found)
        if found.rows:
            report(_table(found, chosen.seconds), save=chosen.save)
        if chosen.only in {None, "readers"}:
            report(_readers_table(_readers(Path(folder) / "readers", chosen.seconds)), save=chosen.save)


def _signing(kind: str, folder: Path, seconds: int, found: Found) -> None:
    with _database(kind) as address, laid(folder, signing=address) as surge:
        main_process = _postmaster(address) if address else 0
        if address:
            alone = postgresql_alone(address, folder, seconds=seconds)
            name = "PostgreSQL alone, pgbench, 8 clients, a transaction each"
        else:
            alone = sqlite_alone(surge.environment, ROOT, seconds=seconds)
            name = "SQLite alone, one writer, a transaction each"
        found.rows.append([name, "–", f"{alone:,.0f}", "–", "–", "–", "–", "–", "1"])
        for workers in (2,) if address else (1,):
            for connections in CONNECTIONS:
                one = _plain(surge, workers, connections, seconds, main_process)
                found.plain[kind, connections] = one.rate
                found.add(f"plain Django form view, {_processes(workers)}, {_named(kind)}", "", connections, one, alone)
        for workers in (1, 2) if address else (1,):
            surge.workers = workers
            surge.start()
            for connections in CONNECTIONS:
                one = _ours(surge, connections, seconds, main_process)
                found.add(f"ours, {_processes(workers)}, {_named(kind)}", kind, connections, one, alone)
            if workers == 1:
                _count_exactly(surge)
            surge.stop()


def _ours(surge: Surge, connections: int, seconds: int, database: int) -> Sent:
    assert surge.server is not None
    sent(surge, surge.port, connections=connections, seconds=WARM, app=0)
    before = _settled(surge)
    one = sent(surge, surge.port, connections=connections, seconds=seconds, app=surge.server.pid, database=database)
    _check(before, _settled(surge), one, connections)
    return one


def _plain(surge: Surge, workers: int, connections: int, seconds: int, database: int) -> Sent:
    port = free_port()
    command = [sys.executable, "-m", "bench.surge_plain", str(port), str(workers)]
    with subprocess.Popen(command, env=surge.environment, cwd=ROOT) as server:
        try:
            _wait_for(port, server)
            sent(surge, port, connections=connections, seconds=WARM, app=0)
            before = _settled(surge)
            one = sent(surge, port, connections=connections, seconds=seconds, app=server.pid, database=database)
            _check(before, _settled(surge), one, connections)
        finally:
            server.terminate()
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()
    return one


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    import http.client

    deadline = time.monotonic() + 120
    while server.poll() is None and time.monotonic() < deadline:
        with suppress(OSError):
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            line.request("GET", "/")
            line.getresponse()
            return
        time.sleep(0.1)
    raise SystemExit("The plain Django server did not start.")


def _settled(surge: Surge) -> dict[str, int]:
    """Give the facts once nothing is on its way any more: whoever was cut off at the end of a measurement is still being served."""
    facts: dict[str, int] = surge.tell("facts")
    while (later := surge.tell("facts"))["rows"] != facts["rows"]:
        facts = later
    return facts


def _check(before: dict[str, int], after: dict[str, int], one: Sent, connections: int) -> None:
    """Stop where a signature that was thanked for is not there, or there are more than could have been on their way at the end."""
    beyond = after["rows"] - before["rows"] - one.taken
    if not 0 <= beyond <= connections or after["twice"] or one.broken or one.taken != one.answers:
        raise SystemExit(f"The figures do not agree: {beyond} rows more than thanks over {connections} connections; {one}; {after}")


def _count_exactly(surge: Surge) -> None:
    """Confirm some, and stop where the count does not come out exact."""
    done, deadline = surge.tell("confirm", str(TO_CONFIRM)), time.monotonic() + LONGEST_COUNTING
    while surge.total() != done:
        if time.monotonic() > deadline:
            raise SystemExit(f"{done} were confirmed, and the count says {surge.total()}.")
        time.sleep(0.5)


@contextmanager
def _database(kind: str) -> Iterator[str]:
    if kind == "sqlite":
        yield ""
        return
    with postgres.started(is_durable=True) as address:
        if not address:
            raise SystemExit("No PostgreSQL could be started. On Debian: apt install postgresql")
        yield address


def _postmaster(address: str) -> int:
    import psycopg

    with psycopg.connect(address) as connection:
        row = connection.execute("SHOW data_directory").fetchone()
    return int(Path(str(row[0]) if row else "", "postmaster.pid").read_text().split()[0])


def _readers(folder: Path, seconds: int) -> list[list[str]]:
    folder.mkdir()
    rows = []
    with laid(folder) as surge:
        surge.start()
        ours = f"http://127.0.0.1:{surge.port}"
        for name, path in {"page": PAGE, "count.json": f"/p/{surge.reference}/count.json"}.items():
            (folder / name).mkdir()
            body = fetch(ours + path).body
            with nginx(folder / name, body) as theirs:
                asked = {"nginx": f"{theirs}/page", "ours": ours + path}
                found: dict[str, list[float]] = {server: [] for server in asked}
                for _ in range(TURNS):
                    for server, address in asked.items():
                        found[server].append(views_per_second(address, seconds=seconds, connections=READERS, headers={}))
            mine, file = median(found["ours"]), median(found["nginx"])
            sizes = f"{len(gzip.decompress(body)) / 1000:.1f} kB, {len(body) / 1000:.1f} as sent"
            rows.append([name, sizes, f"{file:,.0f}", f"{mine:,.0f}", f"{mine / file:.2f}"])
        surge.stop()
    return rows


def _table(found: Found, seconds: int) -> Table:
    head = ["what", "connections", "signatures/s", "p50 ms", "p99 ms", "µs app", "µs database", "plain Django = 1", "database alone = 1"]
    notes = [
        f"{seconds} seconds each, after {WARM} to warm up; wrk, kept-alive connections, on the same cores as server and database.",
        "Each signature: a form of ten fields read and judged, its ticket checked, address and name tagged, everything sealed to the",
        "campaign's vault, the signer's copy and the mail sealed apart, both rows durable before the answer. µs: of processor time.",
        "After each run the rows agreed with the thanks (between none and as many more as there were connections), none twice; of each",
        f"database {TO_CONFIRM:,} were confirmed, and the count came out exact.",
    ]
    return Table("Signatures per second in a surge", head, found.rows, notes)


def _readers_table(rows: list[list[str]]) -> Table:
    notes = [f"{READERS} kept-alive connections, one worker process each; each reader of the page gets a ticket of their own in it."]
    return Table("Readers of a petition per second", ["answer", "size", "nginx, static file", "ours", "ratio"], rows, notes)


def _processes(number: int) -> str:
    return f"{number} process{'es' if number > 1 else ''}"


def _named(kind: str) -> str:
    return {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[kind]


if __name__ == "__main__":
    main()
