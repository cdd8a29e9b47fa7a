"""The model in JavaScript as tests and benches drive it: one process of Node.js, a line of JSON in, a line of JSON out."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent


class Solver:
    """Asks the process."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def ask(self, call: str, **wanted: Any) -> Any:
        """Give the answer to one call; what the model refuses is an error here."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({"call": call, **wanted}) + "\n")
        self.process.stdin.flush()
        answered = json.loads(self.process.stdout.readline())
        if "problem" in answered:
            raise ValueError(answered["problem"])
        return answered["answer"]


@contextmanager
def solver() -> Iterator[Solver]:
    """Start the process, and end it."""
    command = ["node", "client/placement/serve_for_tests.js"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Solver(process)
        assert process.stdin
        process.stdin.close()
        process.wait(timeout=60)
