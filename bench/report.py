"""How a measurement is printed and, when asked, kept in bench/results.md with the machine it was made on."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

RESULTS = Path(__file__).parent / "results.md"


@dataclass(frozen=True)
class Table:
    """One measurement: what was asked, the figures, and what a reader must know to judge them."""

    title: str
    head: list[str]
    rows: list[list[str]]
    notes: list[str] = field(default_factory=list)


def percentile(values: list[float], share: int) -> float:
    """Give the value below which this share (in percent) of the values lies; of none, zero."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share / 100 * (len(ordered) - 1)))] if ordered else 0.0


def report(table: Table, *, save: bool) -> None:
    """Print the table; with ``save`` put it into results.md in place of the one with the same title."""
    lines = [f"## {table.title}", "", *_markdown(table), "", *table.notes, "", f"{machine()}; {datetime.now(tz=UTC):%Y-%m-%d}."]
    print("\n".join(lines))
    if save:
        parts = RESULTS.read_text(encoding="utf-8").split("\n## ") if RESULTS.exists() else ["# Results\n\nWritten by the scripts here."]
        kept = [part.rstrip() for part in parts if not part.startswith(table.title)]
        RESULTS.write_text("\n\n## ".join([*kept, "\n".join(lines)[3:]]) + "\n", encoding="utf-8")
        print(f"\nKept in {RESULTS.name}.")


def machine() -> str:
    """Describe this machine in a few words, and how busy it was: above one waiting program a core, times mean little."""
    load = f"load {os.getloadavg()[1]:.1f} over the last five minutes"
    return f"{os.cpu_count()} cores ({_processor()}), {platform.system()}, Python {platform.python_version()}, {load}"


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    if not information.exists():
        return platform.processor() or platform.machine()
    names = (line.partition(":")[2].strip() for line in information.read_text().splitlines() if line.startswith("model name"))
    return next(names, platform.machine())


def _markdown(table: Table) -> list[str]:
    widths = [max(len(row[column]) for row in [table.head, *table.rows]) for column in range(len(table.head))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in [table.head, *table.rows]
    ]
    return [lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]]
