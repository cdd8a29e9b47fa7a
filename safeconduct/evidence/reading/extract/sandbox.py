"""Reading of PDF and DOCX in a process of its own, with little memory, little time and no way to write a file.

``python -m safeconduct.evidence.reading.extract.sandbox pdf`` reads bytes from its input and writes JSON to its output.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from safeconduct.evidence.reading.errors import Damaged, Encrypted, NoText, TooLarge, UnreadableDocument
from safeconduct.evidence.reading.extract import docx, pdf

MEMORY = 1024 * 1024 * 1024  # bytes of address space
PROCESSOR_SECONDS = 60
WALL_SECONDS = 90

_ROOT = Path(__file__).resolve().parents[4]
_REFUSALS: dict[str, type[UnreadableDocument]] = {kind.code: kind for kind in (Damaged, Encrypted, NoText, TooLarge)}
_READERS: dict[str, Callable[[bytes], dict[str, Any]]] = {"pdf": pdf.read_pages, "docx": docx.read_parts}


def read_apart(kind: str, data: bytes, *, wall_seconds: float = WALL_SECONDS, command: tuple[str, ...] = ()) -> dict[str, Any]:
    """Give what the reader of this kind (``pdf`` or ``docx``) finds, read in a process of its own; raises its refusals.

    A reader that is killed for using too much becomes TooLarge, one that breaks down becomes Damaged.
    """
    arguments = command or (sys.executable, "-B", "-m", __name__, kind)
    try:
        done = subprocess.run(  # noqa: S603 -- our own module, the file comes by standard input
            arguments,
            input=data,
            capture_output=True,
            timeout=wall_seconds,
            check=False,
            cwd="/",
            env={"PYTHONPATH": str(_ROOT), "PYTHONIOENCODING": "utf-8", "LC_ALL": "C.UTF-8"},
        )
    except subprocess.TimeoutExpired as error:
        raise TooLarge("Reading this file took too long and was stopped. Bring only the part you need, or split it.") from error
    try:
        found: dict[str, Any] = json.loads(done.stdout)
    except ValueError as error:
        if done.returncode < 0 or b"MemoryError" in done.stderr[-400:]:
            raise TooLarge("Reading this file used too much memory or time and was stopped. Bring only the part you need.") from error
        raise Damaged from error
    if refusal := found.get("refusal"):
        raise _REFUSALS.get(refusal, Damaged)(found.get("sentence", ""))
    return found


def _limit() -> None:
    """Give up what reading does not need, before the first byte is looked at."""
    for what, limit in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, PROCESSOR_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),  # the administrator's own processes are exempt from this one
    ):
        resource.setrlimit(what, (limit, limit))


def _main(kind: str) -> int:
    _limit()
    data = sys.stdin.buffer.read()
    try:
        found = _READERS[kind](data)
    except UnreadableDocument as refusal:
        found = {"refusal": refusal.code, "sentence": str(refusal)}
    sys.stdout.write(json.dumps(found, ensure_ascii=True))
    return 0


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1]))
