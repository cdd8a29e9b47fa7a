"""How fast are documents read, and where does the time go?

    python -m bench.bench_reading [--documents 200] [--save]

The documents of the demonstration and of the annotated tests, repeated in turn. Each copy gets a word of its own in every
sentence, so that no sentence is met twice while the words of the language are, as in real work.
"""

from __future__ import annotations

import argparse
import itertools
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.report import Table, percentile, report

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (ROOT / "safeconduct/demo/data/documents", ROOT / "tests/evidence/gold")
TEXT = {".txt", ".html", ".htm", ".eml", ".md"}
PACKED = {".pdf", ".docx"}
SENTENCE_END = re.compile(r"(?<=[^\W\d_]{4})\. ")
LETTERS = "aeiounrst"


@dataclass
class Measured:
    """Seconds by stage and by format, and what was read."""

    stages: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    formats: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    sizes: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    sentences: int = 0
    proposals: int = 0
    refused: int = 0

    def timed(self, stage: str, work: Callable[..., Any], *given: Any, **named: Any) -> Any:
        """Do one stage and add its time."""
        begun = time.perf_counter()
        done = work(*given, **named)
        self.stages[stage] += time.perf_counter() - begun
        return done


def files() -> list[Path]:
    """Give every document there is to read."""
    found = sorted(path for folder in FOLDERS for path in folder.rglob("*") if path.suffix in TEXT | PACKED and path.stem != "README")
    if not found:
        raise SystemExit(f"There are no documents in {' or '.join(str(f.relative_to(ROOT)) for f in FOLDERS)}.")
    return found


def copies(paths: list[Path], number: int) -> Iterator[tuple[str, bytes]]:
    """Give that many (name, bytes), each copy of a text a little different from the others."""
    words = itertools.product(LETTERS, repeat=7)
    for path in itertools.islice(itertools.cycle(paths), number):
        data = path.read_bytes()
        if path.suffix in TEXT:
            text = data.decode("utf-8", "surrogateescape")
            word = "".join(next(words))
            data = SENTENCE_END.sub(f" {word}. ", text).encode("utf-8", "surrogateescape")
        yield path.name, data


def measure(documents: list[tuple[str, bytes]]) -> Measured:
    """Read them all, stage by stage."""
    from safeconduct.evidence.reading.arrange import arrange
    from safeconduct.evidence.reading.errors import UnreadableDocument
    from safeconduct.evidence.reading.extract import extract
    from safeconduct.evidence.reading.propose.proposing import propose
    from safeconduct.evidence.search.analyser import analyse

    found = Measured()
    for name, data in documents:
        begun = time.perf_counter()
        try:
            extraction = found.timed("extract", extract, data, name=name)
        except UnreadableDocument:
            found.refused += 1
            continue
        reading = found.timed("arrange", arrange, extraction)
        proposals = found.timed("propose", propose, reading)
        found.timed("analyse for search", lambda sentences: [analyse(s.text, s.language) for s in sentences], reading.sentences)
        kind = Path(name).suffix.lstrip(".")
        found.formats[kind].append(time.perf_counter() - begun)
        found.sizes[kind] += len(data)
        found.sentences += len(reading.sentences)
        found.proposals += len(proposals)
    return found


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--documents", type=int, default=200)
    options.add_argument("--save", action="store_true", help="keep the table in bench/results.md")
    chosen = options.parse_args()
    paths = files()
    measure(list(copies(paths, len(paths))))  # dictionaries and lexicons are loaded once
    report(_table(measure(list(copies(paths, chosen.documents))), len(paths)), save=chosen.save)


def _table(found: Measured, different: int) -> Table:
    number, size, total = sum(map(len, found.formats.values())), sum(found.sizes.values()), sum(found.stages.values())
    rows = [_row(stage, seconds, number, size, f"{100 * seconds / total:.0f} %") for stage, seconds in found.stages.items()]
    rows.append(_row("all stages", total, number, size, "100 %"))
    for kind, times in sorted(found.formats.items()):
        slowest = f"p95 {1000 * percentile(times, 95):.0f} ms"
        rows.append(_row(f"{kind} ({len(times)})", sum(times), len(times), found.sizes[kind], slowest))
    read = f"{number} documents of {size / number / 1024:.1f} kB on average, made from {different} different ones"
    note = f"{read}: {found.sentences:,} sentences, {found.proposals:,} proposals; {found.refused} refused. One process."
    return Table("Reading", ["stage or format", "documents/s", "MB/s", "share"], rows, [note])


def _row(name: str, seconds: float, number: int, size: int, last: str) -> list[str]:
    return [name, f"{number / seconds:.1f}", f"{size / seconds / 1e6:.2f}", last]


if __name__ == "__main__":
    main()
