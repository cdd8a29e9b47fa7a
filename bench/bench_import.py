"""Does a long list of another petition's signers come in without those who sign meanwhile noticing?

    python -m bench.bench_import [--rows 100000] [--seconds 6] [--connections 64] [--save]

One process on SQLite, everything on this machine, nothing left behind. First people sign alone, then while the server brings the list in by
itself; afterwards the rows are counted. If one that was thanked, or one of the list, were missing, there would be no table.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
from pathlib import Path

from bench.report import Table, report
from bench.surge_load import Sent, family, sent
from tests.factories.surge import Surge, laid

WARM = 2  # seconds
LONGEST = 3600  # seconds


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rows", type=int, default=100_000, help="of the list")
    options.add_argument("--seconds", type=int, default=6, help="of each single measurement")
    options.add_argument("--connections", type=int, default=64, help="over which people sign")
    options.add_argument("--save", action="store_true", help="keep the table in bench/results.md")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-import-") as folder, laid(Path(folder)) as surge:
        rows = _measure(surge, chosen.rows, chosen.seconds, chosen.connections)
    notes = [
        f"{chosen.connections} kept-alive connections by wrk, {chosen.seconds} seconds each; a list of {chosen.rows:,} rows.",
        "One process on SQLite, all on the same cores. The server brings in 250 rows at a time and rests as long as they took.",
        "Memory: the most that each process of the server held, added up. Every row of the list came in, and every thank is kept.",
    ]
    head = ["while people sign", "signatures/s", "p50 ms", "p99 ms", "rows of the list/s", "memory MB"]
    report(Table("A long list beside signing", head, rows, notes), save=chosen.save)


def _measure(surge: Surge, rows: int, seconds: int, connections: int) -> list[list[str]]:
    surge.start()
    assert surge.server is not None
    sent(surge, surge.port, connections=connections, seconds=WARM, app=0)
    before = surge.tell("facts")["rows"]
    alone = sent(surge, surge.port, connections=connections, seconds=seconds, app=0)
    memory = _memory(surge)
    surge.tell("bring", str(rows))
    begun, done = time.monotonic(), 0
    beside: list[Sent] = []
    while (standing := surge.tell("brought"))[0] == "running":
        if not beside or not done:
            beside.append(sent(surge, surge.port, connections=connections, seconds=seconds, app=0))
            done = surge.tell("brought")[1]
            pace = done / (time.monotonic() - begun)
        if time.monotonic() - begun > LONGEST:
            raise SystemExit(f"The list did not come in: {standing}")
        time.sleep(1)
    if not beside:
        raise SystemExit("The list was in before anybody could sign. Take a longer one with --rows.")
    least = before + rows + alone.taken + sum(one.taken for one in beside)
    kept = surge.tell("facts")
    if standing[2] != rows or kept["rows"] < least or kept["twice"]:
        raise SystemExit(f"The figures do not agree: {standing}; at least {least} rows were expected; {kept}")
    after = f"{rows / (time.monotonic() - begun):,.0f} in all"
    return [_row("alone", alone, "–", memory), _row("beside the list", beside[0], f"{pace:,.0f}; {after}", _memory(surge))]


def _row(name: str, one: Sent, pace: str, memory: int) -> list[str]:
    return [name, f"{one.rate:,.0f}", f"{one.p50:.0f}", f"{one.p99:.0f}", pace, str(memory)]


def _memory(surge: Surge) -> int:
    """Give the most that the server's processes held so far, in megabytes, one added to the other."""
    assert surge.server is not None
    found = (re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{one}/status").read_text()) for one in family(surge.server.pid))
    return sum(int(one.group(1)) for one in found if one) // 1024


if __name__ == "__main__":
    main()
