"""What ``make`` can ask for."""

from collections.abc import Callable, Sequence
from pathlib import Path

from setup import checks, server, tests, venv
from setup.places import PYTHON, ROOT, Stop, own_environment, say
from setup.programs import loudly, why
from setup.turns import one_at_a_time

BENCHES = ROOT / "bench"


def main(arguments: Sequence[str]) -> int:
    """Do what was asked for and give the exit code; whatever is wrong is told in one sentence."""
    commands: dict[str, Callable[[], int]] = {
        "run": server.run,
        "ready": server.ready,
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
    with one_at_a_time():
        venv.ready("dev")
    return loudly([PYTHON, "-m", f"bench.{files[name].stem}"], env=own_environment())


def _question(file: Path) -> str:
    """Give the first line of the file's docstring: the question that it answers."""
    return file.read_text(encoding="utf-8").lstrip().lstrip('"').splitlines()[0].rstrip('"')
