"""How fast is search at 200,000 passages, on SQLite and on PostgreSQL?

    python -m bench.bench_search [--passages 200000] [--save]

Synthetic text with word frequencies after Zipf in five languages, 5 % of it kept to other organisations; the words of the
queries are real ones, sown in at known rates. Both engines must find the same number of things for every query.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import accumulate, islice
from pathlib import Path
from typing import TYPE_CHECKING

from bench.report import Table, percentile, report

if TYPE_CHECKING:
    from safeconduct.evidence.search.analyser import Query
    from safeconduct.evidence.search.port import Entry, SearchEngine

LANGUAGES = ("en", "ru", "da", "sv", "de")
VOCABULARY = 12_000  # words of each language
AT_ONCE = 5_000
ROUNDS = 5
# (word, language, share of that language's passages that hold it)
SOWN = (
    ("authorities", "en", 0.2), ("detained", "en", 0.02), ("conscript", "en", 0.001), ("journalist", "en", 0.005),
    ("власти", "ru", 0.2), ("задержаны", "ru", 0.02), ("журналист", "ru", 0.005),
    ("myndighederne", "da", 0.2), ("tilbageholdt", "da", 0.02), ("journalist", "da", 0.005),
    ("myndigheterna", "sv", 0.2), ("arresterats", "sv", 0.02), ("journalist", "sv", 0.005),
    ("Behörden", "de", 0.2), ("verhaftet", "de", 0.02), ("Journalist", "de", 0.005),
)  # fmt: skip
QUERIES = {
    "rare": ("conscript", "conscripts"),
    "common": ("authorities", "власти", "myndighederne", "Behörden"),
    "several words": ("authorities journalist", "detained journalist", "власти журналист", "myndigheterna journalist 100"),
    "across languages": ("tilbageholdt", "arrested", "задержаны", "verhaftet"),
    "nothing": ("xylophone", "ксилофон"),
}
SYLLABLES = {
    "en": "ba ter lin so mer ran chi ford wel ton ing hap est",
    "ru": "ба тер лин со мер ран чи гор вел тон ка ный ест",
    "da": "bå ter lig sø mer ran kæ gård vel ton hed en est",
    "sv": "bå ter lig sö mer ran kä gård väl ton het en ist",
    "de": "bä ter lich sö mer ran schu gart wel ton heit en ist",
}


@dataclass(frozen=True)
class Run:
    """What was measured on one engine."""

    name: str
    filled: float
    size: int
    times: dict[str, list[float]]
    totals: dict[str, int]


def passages(number: int) -> Iterator[tuple[str, str]]:
    """Give that many pairs of language and text, the same ones every time."""
    chance = random.Random(4)
    weights = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))
    words = {language: [_invented(chance, language) for _ in range(VOCABULARY)] for language in LANGUAGES}
    sown = {language: [(w, share) for w, lang, share in SOWN if lang == language] for language in LANGUAGES}
    for _ in range(number):
        language = chance.choice(LANGUAGES)
        text = chance.choices(words[language], cum_weights=weights, k=chance.randint(8, 28))
        text += [word for word, share in sown[language] if chance.random() < share]
        text += [str(chance.choice([2, 40, 45, 100, 2017]))] if chance.random() < 0.1 else []
        chance.shuffle(text)
        yield language, " ".join(text)


def _invented(chance: random.Random, language: str) -> str:
    return "".join(chance.choices(SYLLABLES[language].split(), k=chance.randint(2, 5)))


def entries(number: int) -> Iterator[Entry]:
    """Analyse the passages and place them in crises, organisations and levels."""
    from safeconduct.evidence.search.analyser import analyse
    from safeconduct.evidence.search.port import Entry

    chance = random.Random(5)
    for index, (language, text) in enumerate(passages(number)):
        yield Entry(
            kind="sentence",
            ref=str(index),
            crisis=1 if chance.random() < 0.8 else 2,
            organisation=chance.randint(1, 6),
            level=chance.choices(("coalition", "public", "organisation"), (80, 14, 6))[0],
            language=language,
            tokens=analyse(text, language).tokens,
        )


def measure(name: str, engine: SearchEngine, stored: list[Entry], queries: dict[str, list[Query]], size: Callable[[], int]) -> Run:
    """Fill the engine, ask every query several times in turn, and keep the times and the numbers of hits."""
    from django.db import connections, transaction

    from safeconduct.evidence.search.port import Scope

    alias = "default" if name == "SQLite" else "postgres"
    begun = time.perf_counter()
    remaining = iter(stored)
    while part := list(islice(remaining, AT_ONCE)):
        with transaction.atomic(using=alias):
            engine.put(part)
    engine.tidy()
    with connections[alias].cursor() as cursor:
        cursor.execute("ANALYZE" if name == "SQLite" else "VACUUM ANALYZE evidence_search_entry")
    filled = time.perf_counter() - begun
    scope = Scope(crises=frozenset({1}), organisation=1)
    times: dict[str, list[float]] = {kind: [] for kind in queries}
    totals: dict[str, int] = {}
    for turn in range(ROUNDS + 1):
        for kind, asked in queries.items():
            for query in asked:
                begun = time.perf_counter()
                page = engine.find(query, allowed=scope, limit=20)
                if turn:  # the first turn fills the caches
                    times[kind].append(1000 * (time.perf_counter() - begun))
                totals[query.text] = page.total
    return Run(name, filled, size(), times, totals)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--passages", type=int, default=200_000)
    options.add_argument("--save", action="store_true", help="add the table to bench/results.md")
    chosen = options.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-search-")))
        databases = _databases(folder, stack)
        runs, analysed = _run(databases, folder, chosen.passages)
    report(_table(runs, analysed, chosen.passages), save=chosen.save)
    if any(run.totals != runs[0].totals for run in runs):
        raise SystemExit("The engines do not agree on the number of hits; do not trust these times.")


def _databases(folder: Path, stack: ExitStack) -> dict[str, dict[str, object]]:
    from safeconduct.config.env import database
    from setup.postgres import started

    address = stack.enter_context(started())
    found = {"default": database("", default_file=folder / "search.sqlite3")}
    if address:
        found["postgres"] = database(address, default_file=folder / "unused")
    else:
        print("No PostgreSQL could be started (Debian: apt install postgresql); SQLite alone is measured.")
    return found


def _run(databases: dict[str, dict[str, object]], folder: Path, number: int) -> tuple[list[Run], float]:
    import django
    from django.conf import settings

    os.environ.setdefault("SAFECONDUCT_VAR", str(folder))
    settings.configure(DATABASES=databases, INSTALLED_APPS=[], USE_TZ=True)
    django.setup()
    from django.db import connections

    from safeconduct.evidence.search.analyser import analyse_query
    from safeconduct.evidence.search.postgres import PostgresEngine
    from safeconduct.evidence.search.sqlite import SqliteEngine
    from safeconduct.evidence.search.tables import create_sql

    for alias in databases:
        with connections[alias].cursor() as cursor:
            for statement in create_sql(connections[alias].vendor):
                cursor.execute(statement)
    queries = {kind: [analyse_query(text) for text in texts] for kind, texts in QUERIES.items()}
    begun = time.perf_counter()
    stored = list(entries(number))
    analysed = time.perf_counter() - begun
    file = folder / "search.sqlite3"
    runs = [measure("SQLite", SqliteEngine(connections["default"]), stored, queries, lambda: file.stat().st_size)]
    if "postgres" in databases:
        runs.append(measure("PostgreSQL", PostgresEngine(connections["postgres"]), stored, queries, lambda: _postgres_size(connections)))
    for alias in databases:
        connections[alias].close()
    return runs, analysed


def _postgres_size(connections: object) -> int:
    with connections["postgres"].cursor() as cursor:  # type: ignore[index]
        cursor.execute("SELECT pg_total_relation_size('evidence_search_entry')")
        return int(cursor.fetchone()[0])


def _table(runs: list[Run], analysed: float, number: int) -> Table:
    rows = []
    for kind, texts in QUERIES.items():
        hits = ", ".join(f"{runs[0].totals[text]:,}" for text in texts)
        times = [f"{percentile(run.times[kind], 50):.1f} / {percentile(run.times[kind], 95):.1f}" for run in runs]
        rows.append([kind, hits, *times])
    every = [[t for times in run.times.values() for t in times] for run in runs]
    rows.append(["all queries", "", *(f"{percentile(t, 50):.1f} / {percentile(t, 95):.1f}" for t in every)])
    rows.append(["filling, s", "", *(f"{run.filled:.1f}" for run in runs)])
    rows.append(["size, MB", "", *(f"{run.size / 1e6:.0f}" for run in runs)])
    return Table(
        title=f"Search at {number:,} passages (p50 / p95 in ms, 20 hits and all counts)",
        head=["queries", "hits", *(run.name for run in runs)],
        rows=rows,
        notes=[f"Analysing took {analysed:.1f} s: {number / analysed:,.0f} passages a second in one process."],
    )


if __name__ == "__main__":
    main()
