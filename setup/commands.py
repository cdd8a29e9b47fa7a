"""What ``make`` can ask for; one at a time in a checkout."""

import fcntl
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from setup import checks, server, tests, venv
from setup.places import BUILD, PYTHON, ROOT, Stop, own_environment, say
from setup.programs import loudly, why

BENCHES = ROOT / "bench"


def main(arguments: Sequence[str]) -> int:
    """Do what was asked for and give the exit code; whatever is wrong is told in one sentence."""
    commands: dict[str, Callable[[], int]] = {
        "run": server.run,
        "test": tests.test,
        "check": checks.check,
        "messages": checks.messages,
        "bench": lambda: bench(arguments[1] if len(arguments) > 1 else ""),
    }
    command = commands.get(arguments[0] if arguments else "")
    if command is None:
        say(f"There is {', '.join(commands)}; try make help.")
        return 2
    try:
        with _one_at_a_time():
            return command()
    except Stop as stop:
        say(str(stop))
    except OSError as error:
        say(why(str(error), doing=f"working on {error.filename or 'the checkout'}"))
    except KeyboardInterrupt:
        say("Stopped. What was finished is kept; run the same command to go on.")
    return 1


def bench(name: str) -> int:
    """Start one measurement, or list them."""
    files = {file.stem.removeprefix("bench_"): file for file in sorted(BENCHES.glob("bench_*.py"))}
    if name not in files:
        for known, file in files.items():
            say(f"  make bench NAME={known:<12} {_question(file)}")
        return 2 if name else 0
    venv.ready("dev")
    return loudly([PYTHON, files[name]], env=own_environment())


def _question(file: Path) -> str:
    """Give the first line of the file's docstring: the question that it answers."""
    return file.read_text(encoding="utf-8").lstrip().lstrip('"').splitlines()[0].rstrip('"')


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Wait while another ``make`` makes ready the same checkout; the lock goes when the process or the server ends making ready."""
    BUILD.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(BUILD / "setup.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another make is at work in this checkout; waiting for it …")
            sys.stdout.flush()
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
