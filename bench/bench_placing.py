"""What does the solver find beside placing by hand, how far from the best can it be, and how long does it take?

    python -m bench.bench_placing [--native 50x10,500x60] [--browser 500x60] [--limit 60] [--seed 1] [--save]

Invented rounds (tests/factories/placing.py). Small ones go through the worker of the sealed desk in a real Chromium, with progress and a
cancel; all of them natively, up to 5000x300. Value is in weighted persons; beside it what placing by hand gives, which no organisation's
part binds.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from subprocess import run
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Page, sync_playwright

from bench.placing_native import place
from bench.report import Table, report
from tests.factories.placing import pairs_of, round_of
from tests.placement.solver import Solver, solver

ROOT = Path(__file__).resolve().parent.parent
BUILT = ROOT / "safeconduct/theme/static/built"
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update"]
HEAD = ["round", "possible pairs", "where", "value", "by hand", "more", "bound", "gap", "seconds", "memory"]


def sizes(given: str) -> list[tuple[int, int]]:
    """Read sizes as they are typed: 50x10,500x60."""
    return [(int(groups), int(ways)) for groups, _, ways in (one.partition("x") for one in given.split(",") if one)]


def figures(size: tuple[int, int], instance: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """Write one row."""
    value, hand, bound = found["value"], found["hand"], found["bound"]
    return [
        f"{size[0]:,} × {size[1]}",
        f"{pairs_of(instance):,} ({pairs_of(instance) / size[0] / size[1]:.0%})",
        found["where"],
        f"{value:,.1f}",
        f"{hand:,.1f}",
        f"{value / hand - 1:+.1%}",
        f"{bound:,.1f}",
        f"{max(0.0, bound - value) / bound:.2%}",
        f"{found['seconds']:,.1f}",
        found["memory"],
    ]


def natively(js: Solver, instance: dict[str, Any], limit: float) -> dict[str, Any]:
    """Solve one round with the native build, from the program that the JavaScript writes."""
    problem = js.ask("problem", instance=instance)
    hand = sum(problem["cost"][column] for column in problem["hand"])
    found: dict[str, Any] = dict(place(problem, gap=instance["gap_permille"] / 1000, limit=limit))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {**found, "hand": hand, "where": f"native, {found['pairs']:,.0f} pairs", "memory": f"{memory:,} MiB"}


@contextmanager
def page_of(folder: Path) -> Iterator[Page]:
    """Open a page that has the worker of the sealed desk and its bytes, and nothing else."""
    for name in ("solver.js", "highs.wasm"):
        shutil.copy(BUILT / name, folder / name)
    build = [ROOT / "node_modules/.bin/esbuild", ROOT / "bench/placing_browser.js", "--bundle", "--format=iife", "--log-level=warning"]
    run([*build, f"--outfile={folder / 'bench.js'}"], check=True, cwd=ROOT)
    (folder / "index.html").write_text(
        '<!doctype html><meta charset="utf-8"><title>Placing</title><script src="/bench.js"></script>', "utf-8"
    )
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not program:
        raise SystemExit("Chromium was not found. On Debian: apt install chromium, or name one with CHROMIUM=/path/to/chrome.")
    handler = partial(_Silent, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=QUIET)
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        yield page
        browser.close()
    server.shutdown()


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *given: Any) -> None:  # noqa: A002 — the name it has above
        """Say nothing."""


def in_browser(page: Page, instance: dict[str, Any], limit: int) -> tuple[dict[str, Any], str]:
    """Solve one round in the worker, then once more and cancel; give the figures and a sentence."""
    asked = json.dumps(instance)
    found = page.evaluate(f"bench.place({asked}, {limit})")
    ended = page.evaluate(f"bench.cancelled({asked})")
    outcome = found["outcome"]
    said = {
        tier: (outcome["placed"]["tiers"][tier]["expected"], outcome["hand"]["tiers"][tier]["expected"])
        for tier in outcome["hand"]["tiers"]
    }
    tiers = ", ".join(f"{tier} {solved / 1000:.1f} ({hand / 1000:.1f})" for tier, (solved, hand) in said.items())
    sentence = (
        f"{len(instance['groups'])} groups in the worker: {outcome['status']}; progress came {found['told']} times, the page stood still "
        f"for {found['longest']:.0f} ms at most; cancelling was told after {ended['after']:.0f} ms ({ended['code']}). "
        f"Expected persons safe (by hand): {tiers}."
    )
    value, hand = outcome["placed"]["worth"] / 100_000, outcome["hand"]["worth"] / 100_000
    return {
        "where": "Chromium",
        "value": value,
        "hand": hand,
        "bound": outcome["bound"],
        "seconds": found["taken"],
        "memory": "-",
    }, sentence


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--native", default="50x10,500x60,5000x300")
    options.add_argument("--browser", default="50x10,150x30,500x60")
    options.add_argument("--limit", type=int, default=60, help="seconds for the solver, a round")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--save", action="store_true", help="keep the table in bench/results.md")
    chosen = options.parse_args()
    rows, notes = [], []
    with TemporaryDirectory() as name, page_of(Path(name)) as page:
        for size in sizes(chosen.browser):
            instance = round_of(*size, seed=chosen.seed)
            found, sentence = in_browser(page, instance, chosen.limit)
            rows.append(figures(size, instance, found))
            notes.append(sentence)
    with solver() as js:
        for size in sizes(chosen.native):
            instance = round_of(*size, seed=chosen.seed)
            rows.append(figures(size, instance, natively(js, instance, chosen.limit)))
    notes.append(
        f"Seed {chosen.seed}, gap asked for 0.5 %, {chosen.limit} s at most. Native bounds are for the whole round, whatever pairs came in."
    )
    report(Table("Placing", HEAD, rows, [" ".join(notes)]), save=chosen.save)


if __name__ == "__main__":
    main()
