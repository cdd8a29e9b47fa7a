"""How long does a bank file take to read, and how much memory?

    python -m bench.bench_bank_files [--payments 100000] [--save]

Each file is read in a process of its own, so that its memory is told from that of the others. Everybody in the files is invented.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from bench.report import Table, report
from safeconduct.fund.reading.saved_csv import Mapping
from safeconduct.fund.reading.shape import Closed, Payment
from safeconduct.fund.reading.sniff import read_bank_file
from tests.fund.reading import bgmax_made, camt_made, test_mt940, test_saved_csv

EACH = 200_00
DEPOSITS = 100  # of a BgMax file of many days
MAPPING: Mapping = test_saved_csv.MAPPING


def camt_single(number: int) -> Iterator[str]:
    """An entry for each payment."""
    entries = (camt_made.Whole((camt_made.Part(EACH, text=f"Tjetjenien {at}"),), reference=f"R{at}") for at in range(number))
    yield from camt_made.document([camt_made.Made(tuple(entries))])


def camt_batch(number: int) -> Iterator[str]:
    """All payments in one entry."""
    parts = tuple(camt_made.Part(EACH, text=f"Tjetjenien {at}") for at in range(number))
    yield from camt_made.document([camt_made.Made((camt_made.Whole(parts, has_batch=True),), kind="054")])


def bgmax(number: int, deposits: int = 1) -> Iterator[str]:
    """All payments in so many deposits."""
    sections = [[bgmax_made.Gift(EACH, text=f"Tjetjenien {at}") for at in range(number // deposits)] for _ in range(deposits)]
    yield from (f"{line:<80}\r\n" for line in bgmax_made.lines(sections))


def bgmax_days(number: int) -> Iterator[str]:
    """The same over many days."""
    yield from bgmax(number, DEPOSITS)


def mt940(number: int) -> Iterator[str]:
    """One statement."""
    yield from (f"{line}\r\n" for line in test_mt940.page([test_mt940.Move(EACH, words=f"Tjetjenien {at}") for at in range(number)]))


def table(number: int) -> Iterator[str]:
    """A table with balances."""
    yield test_saved_csv.LINES[0] + "\r\n"
    for at in range(number):
        yield f"2026-11-23;Åsa Testsson;Tjetjenien {at};200,00;{(at + 1) * 200},00\r\n"


FILES: dict[str, tuple[str, Callable[[int], Iterator[str]]]] = {
    "camt.053, an entry each": ("utf-8", camt_single),
    "camt.054, one entry": ("utf-8", camt_batch),
    "BgMax, 100 deposits": ("iso-8859-1", bgmax_days),
    "BgMax, one deposit": ("iso-8859-1", bgmax),
    "MT940": ("utf-8", mt940),
    "CSV with balances": ("utf-8", table),
}


def read(path: str) -> None:
    """Read a file and print, as JSON, what it took (in a process of its own)."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the most that was held is counted from here
    before = held()
    begun, worked, payments, total = time.perf_counter(), time.process_time(), 0, 0
    with Path(path).open("rb") as stream:
        for found in read_bank_file(stream, replace(MAPPING)):
            payments += isinstance(found, Payment)
            total += found.total if isinstance(found, Closed) else 0
    took = {"seconds": time.perf_counter() - begun, "processor": time.process_time() - worked}
    print(json.dumps({**took, "payments": payments, "total": total, "before": before, "peak": held()}))


def held() -> float:
    """Give the most memory that this process held, in MB (Linux)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) / 1024


def measured(name: str, number: int, folder: Path) -> list[str]:
    """Make one file, have it read and give its row."""
    encoding, make = FILES[name]
    path = folder / "file"
    with path.open("w", encoding=encoding, newline="") as target:
        target.writelines(make(number))
    done = subprocess.run([sys.executable, "-m", "bench.bench_bank_files", "--read", str(path)], capture_output=True, check=True, text=True)
    took = json.loads(done.stdout)
    if (took["payments"], took["total"]) != (number, number * EACH):
        raise SystemExit(f"{name}: {took}")
    size = path.stat().st_size / 1e6
    per_second = f"{number / took['processor']:,.0f}"
    memory = [f"{took['peak']:.0f}", f"{took['peak'] - took['before']:.1f}"]
    return [name, f"{size:.0f}", f"{took['seconds']:.1f}", f"{took['processor']:.1f}", per_second, *memory]


def main() -> None:
    """Measure every format."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--payments", type=int, default=100_000)
    parser.add_argument("--save", action="store_true")
    parser.add_argument("--read", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.read:
        read(given.read)
        return
    with tempfile.TemporaryDirectory() as folder:
        rows = [measured(name, given.payments, Path(folder)) for name in FILES]
    head = ["file", "MB", "seconds", "of processor time", "payments/s of it", "peak MB", "of it by reading"]
    notes = [
        f"{given.payments:,} payments each, every sum and count compared. Peak: the most the process held, with the interpreter, the",
        "libraries and what this measurement needs of the tests. BgMax says a deposit's day and sum after its payments: what is held",
        "is one deposit; of the others, one payment.",
    ]
    report(Table("Bank files", head, rows, notes), save=given.save)


if __name__ == "__main__":
    main()
