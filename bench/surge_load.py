"""What sends signatures in the measurement of a surge, and what reads how much processor time they took."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tests.factories.surge import PAGE, ROOT, Surge, tickets

MOST_A_SECOND = 16_000  # tickets are made beforehand
TICK = os.sysconf("SC_CLK_TCK")
NO_WRK = "wrk was not found, and nothing here sends fast enough without it. On Debian: apt install wrk"


@dataclass(frozen=True)
class Sent:
    """What came of sending for some seconds: how many were thanked, and how long they waited, in milliseconds."""

    taken: int
    answers: int
    seconds: float
    p50: float
    p99: float
    broken: int
    app: float = 0.0  # seconds of processor time
    database: float = 0.0

    @property
    def rate(self) -> float:
        return self.taken / self.seconds

    @property
    def cost(self) -> tuple[float, float]:
        """Processor time of one signature in microseconds: of the application, and of the database's own processes."""
        return self.app / max(1, self.taken) * 1e6, self.database / max(1, self.taken) * 1e6


def sent(surge: Surge, port: int, *, connections: int, seconds: int, app: int, database: int = 0) -> Sent:
    """Let invented people sign over so many connections; ``app`` and ``database`` are processes that are watched, with all below them."""
    program = shutil.which("wrk")
    if program is None:
        raise SystemExit(NO_WRK)
    made, said = surge.folder / "tickets", surge.folder / "said.json"
    made.write_text("\n".join(islice(tickets(surge.ram), seconds * MOST_A_SECOND)))
    given = [str(made), str(said), secrets.token_hex(4), str(secrets.randbits(30))]
    script = str(ROOT / "bench" / "surge.lua")
    command = [program, "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "-s", script]
    before = cost_of(app), cost_of(database)
    subprocess.run([*command, f"http://127.0.0.1:{port}{PAGE}sign/", "--", *given], check=True, capture_output=True)
    after = cost_of(app), cost_of(database)
    return Sent(**json.loads(said.read_text()), app=after[0] - before[0], database=after[1] - before[1])


def cost_of(process: int) -> float:
    """Give the seconds of processor time that a process and all below it have taken so far; of none, nothing."""
    return sum(map(_seconds, family(process))) if process else 0.0


def family(process: int) -> Iterable[int]:
    """Give a process and all below it."""
    yield process
    try:
        below = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        below = []
    for child in below:
        yield from family(int(child))


def _seconds(process: int) -> float:
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / TICK  # its own, and of those below it that have ended
