"""How long does a file of 10,000 posts take to come in, the first time, the same file again, and a file with changes?

    python -m bench.bench_posts [--posts 10000] [--save]

The file is invented Popolo (tests/factories/popolo.py). Each engine is measured in a process of its own; both must count the same.
Then, with all of them in: one page of the list, a search for two words, and the cards of 300 posts for a letter.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.report import Table, report

ROUNDS = 5
RECIPIENTS = 300


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--posts", type=int, default=10_000)
    options.add_argument("--save", action="store_true", help="add the table to bench/results.md")
    options.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.child:
        print(json.dumps(_measure(chosen.posts)))
        return
    from setup.postgres import started

    runs = {"SQLite": _run(chosen.posts, "")}
    with started() as address:
        if address:
            runs["PostgreSQL"] = _run(chosen.posts, address)
        else:
            print("No PostgreSQL could be started (Debian: apt install postgresql); SQLite alone is measured.")
    report(_table(runs, chosen.posts), save=chosen.save)
    if len({json.dumps(run["counts"]) for run in runs.values()}) > 1:
        raise SystemExit("The engines do not agree on what is new and what is not; do not trust these times.")


def _run(posts: int, address: str) -> dict[str, dict[str, object]]:
    with tempfile.TemporaryDirectory(prefix="bench-posts-") as folder:
        known = {**os.environ, "SAFECONDUCT_VAR": folder, "DJANGO_SETTINGS_MODULE": "safeconduct.config.settings"}
        if address:
            known["SAFECONDUCT_DATABASE_URL"] = address
        else:
            known.pop("SAFECONDUCT_DATABASE_URL", None)
        root = Path(__file__).resolve().parent.parent
        command = [sys.executable, "-m", "bench.bench_posts", "--child", "--posts", str(posts)]
        answer = subprocess.run(command, check=True, capture_output=True, text=True, env=known, cwd=root)
    found: dict[str, dict[str, object]] = json.loads(answer.stdout.splitlines()[-1])
    return found


def _measure(posts: int) -> dict[str, dict[str, object]]:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from safeconduct.advocacy.access import whole_posts_for
    from safeconduct.advocacy.actions.import_posts import Given, import_posts
    from safeconduct.advocacy.queries.post_pages import Wanted, listed_posts
    from safeconduct.advocacy.queries.posts import card_of, find_posts
    from safeconduct.kit.clock import now, today
    from tests.factories.crises import make_crisis
    from tests.factories.popolo import popolo_bytes

    crisis = make_crisis()
    member, bodies = crisis.opened_by, max(1, posts // 25)
    same, other = popolo_bytes(posts, bodies=bodies), popolo_bytes(posts, bodies=bodies, changed=posts // 20)
    seconds: dict[str, object] = {}
    counts: dict[str, object] = {"bytes": len(same)}
    for name, data in (("the first time", same), ("the same again", same), ("a twentieth changed", other)):
        begun, worked = time.perf_counter(), time.process_time()
        plan = import_posts(crisis=crisis, given=Given(data, "ministers"), by=member, at=now())
        seconds[name] = time.perf_counter() - begun, time.process_time() - worked
        counts[name] = plan.totals()
    day = today()
    asked: dict[str, Callable[[], object]] = {
        "one page of the list": lambda: listed_posts(member, crisis, Wanted(), on=day, page="7", language="en"),
        "a search for two words": lambda: find_posts(member, crisis, "matter exempel"),
        f"{RECIPIENTS} cards for a letter": lambda: [
            card_of(post, language="de", on=day) for post in whole_posts_for(member, crisis)[:RECIPIENTS]
        ],
    }
    for name, ask in asked.items():
        times = []
        for _ in range(ROUNDS):
            begun, worked = time.perf_counter(), time.process_time()
            ask()
            times.append((time.perf_counter() - begun, time.process_time() - worked))
        seconds[name] = sorted(times)[len(times) // 2]
    return {"seconds": seconds, "counts": counts}


def _table(runs: dict[str, dict[str, dict[str, object]]], posts: int) -> Table:
    first = next(iter(runs.values()))
    rows = []
    for name in first["seconds"]:
        found = first["counts"].get(name)
        said = "" if found is None else ", ".join(f"{count:,} {what}" for what, count in found.items() if count)  # type: ignore[attr-defined]
        rows.append([name, said, *(_said(run["seconds"][name]) for run in runs.values())])
    size = int(str(first["counts"]["bytes"])) / 1e6
    return Table(
        title=f"Taking in a file of {posts:,} posts (seconds / of them at work in our process)",
        head=["what", "of bodies, posts, persons, holders and addresses", *runs],
        rows=rows,
        notes=[
            f"Popolo JSON of {size:.1f} MB. Reading, comparing, writing and the record, in one transaction.",
            f"The last three: median of {ROUNDS}.",
        ],
    )


def _said(times: Any) -> str:
    return f"{times[0]:.2f} / {times[1]:.2f}"


if __name__ == "__main__":
    main()
