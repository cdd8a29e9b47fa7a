"""How many readers can see a crisis page, as a ratio to a file of the same bytes served by nginx?

    python -m bench.bench_pages [--seconds 5] [--save]

Starts the server with the demonstration in a temporary folder and nginx beside it, and asks both for the same compressed bytes,
one after the other, three times in turn.
"""

from __future__ import annotations

import argparse
import gzip
import re
import shutil
import tempfile
from pathlib import Path
from statistics import median

from bench.report import Table, report
from bench.servers import fetch, nginx, safeconduct, views_per_second

TURNS = 3
CONNECTIONS = 16
LINK = re.compile(r'href="(/en/[-a-z0-9_]+/)"')


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seconds", type=int, default=5, help="of each single measurement")
    options.add_argument("--save", action="store_true", help="keep the table in bench/results.md")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-pages-") as folder, safeconduct(Path(folder)) as ours:
        path = _crisis_path(ours)
        page = fetch(ours + path)
        with nginx(Path(folder), page.body) as theirs:
            compared: dict[str, dict[str, tuple[str, dict[str, str]]]] = {
                "whole page": {"nginx": (f"{theirs}/page", {}), "ours": (ours + path, {})},
                "unchanged (304)": {
                    "nginx": (f"{theirs}/page", {"If-None-Match": fetch(f"{theirs}/page").tag}),
                    "ours": (ours + path, {"If-None-Match": page.tag}),
                },
            }
            rates = {name: _in_turn(servers, chosen.seconds) for name, servers in compared.items()}
    report(_table(path, page.body, rates), save=chosen.save)


def _crisis_path(address: str) -> str:
    found = LINK.search(gzip.decompress(fetch(f"{address}/en/").body).decode())
    if found is None:
        raise SystemExit("The first page links to no crisis; the demonstration did not load.")
    return found[1]


def _in_turn(servers: dict[str, tuple[str, dict[str, str]]], seconds: int) -> dict[str, list[float]]:
    rates: dict[str, list[float]] = {name: [] for name in servers}
    for _ in range(TURNS):
        for name, (address, headers) in servers.items():
            rates[name].append(views_per_second(address, seconds=seconds, connections=CONNECTIONS, headers=headers))
    return rates


def _table(path: str, body: bytes, rates: dict[str, dict[str, list[float]]]) -> Table:
    rows = []
    for name, found in rates.items():
        ours, theirs = median(found["ours"]), median(found["nginx"])
        rows.append([name, f"{theirs:,.0f}", f"{ours:,.0f}", f"{ours / theirs:.3f}", f"1 : {theirs / ours:.1f}"])
    plain = len(gzip.decompress(body))
    client = "wrk" if shutil.which("wrk") else "a client of our own (install wrk for figures that count)"
    notes = [
        f"`{path}`: {plain / 1000:.1f} kB, {len(body) / 1000:.1f} kB compressed as sent. {CONNECTIONS} kept-alive connections by {client}.",
        "One worker process each; client and servers share the machine.",
    ]
    return Table("Crisis-page views per second", ["answer", "nginx, static file", "ours", "ratio", "ours : nginx"], rows, notes)


if __name__ == "__main__":
    main()
