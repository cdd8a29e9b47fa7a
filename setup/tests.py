"""``make test``: the checks, the tests of the browser code, every Python test, and those of the database again on PostgreSQL."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from setup import chromium, node, postgres, typesetting, venv
from setup.checks import check_with
from setup.messages import stale_catalogues
from setup.places import PYTHON, ROOT, Stop, own_environment, say
from setup.programs import quietly
from setup.turns import one_at_a_time

OF_THE_BROWSER, MOST_AGAIN = "tests/browser/", 5
COUNTED = ("passed", "failed", "error", "skipped")


@dataclass
class Tally:
    """How many passed and failed, over all runs."""

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTED, 0))
    broken: list[str] = field(default_factory=list)

    def add(self, name: str, code: int, summary: str) -> None:
        """Count one run by pytest's last line."""
        for number, word in re.findall(r"(\d+) (passed|failed|error|skipped)", summary):
            self.counts[word] += int(number)
        if code:
            self.broken.append(name)

    def close(self) -> int:
        """Print the line by which the whole is judged; give the exit code."""
        if self.broken:
            say(f"Not everything is well: {', '.join(self.broken)}.")
        failed = self.counts["failed"] + self.counts["error"]
        skipped = f", {self.counts['skipped']} skipped" if self.counts["skipped"] else ""
        say(f"{self.counts['passed']} passed, {failed} failed{skipped}")
        return 1 if self.broken else 0


def test() -> int:
    """Run all of it, even where a part fails; give 0 when everything passed."""
    with one_at_a_time():
        venv.ready("dev")
        typesetting.ready()
        browser_tools, browser, tally = node.built(), chromium.find(), Tally()
    tally.add("the checks", check_with(browser_tools), "")
    say("Testing the browser code …")
    tally.add("the browser code", node.test(browser_tools), "")
    environment = own_environment(CHROMIUM=browser)
    if stale_catalogues():
        quietly([PYTHON, "-m", "setup.messages"], doing="compiling the translations", env=environment)
    _pytest("tests", [], environment, tally)
    with postgres.started() as address:
        if address:
            say("Testing what uses the database again, on PostgreSQL …")
            elsewhere = {
                **environment,
                "SAFECONDUCT_DATABASE_URL": address,
                "SAFECONDUCT_INTAKE_DATABASE_URL": address,
                "SAFECONDUCT_SIGNING_DATABASE_URL": address,
            }
            _pytest("PostgreSQL", ["-m", "database and not browser"], elsewhere, tally)
        else:
            say("No PostgreSQL could be started here, so the database tests ran on SQLite alone (Debian: apt install postgresql).")
    return tally.close()


def _pytest(name: str, choice: list[str], environment: Mapping[str, str], tally: Tally) -> None:
    """Run a choice of tests over all cores. A browser test that failed beside all the others is tried once more alone, and said to be."""
    folder = tempfile.mkdtemp(prefix="safeconduct-tests-")
    surroundings = {**environment, "SAFECONDUCT_VAR": folder}
    try:
        run = _watched(["-n", "auto", "--dist", "loadgroup", "-q", "--durations=5", *choice], surroundings)
        unlucky = [test for test in run.failed if test.startswith(OF_THE_BROWSER)]
        if run.code and unlucky and len(unlucky) == len(run.failed) <= MOST_AGAIN:
            say(f"{len(unlucky)} browser tests failed while both cores were at work; they are tried once more, alone …")
            again = _watched(["-q", *unlucky], surroundings)
            if again.code == 0:
                tally.add(name, 0, re.sub(r"\d+ failed", "0 failed", run.summary))
                tally.add(name, 0, again.summary)
                return
        tally.add(name, run.code, run.summary)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True)
class Run:
    """How one run of pytest ended: its exit code, its last line, and which tests failed."""

    code: int
    summary: str
    failed: tuple[str, ...]


def _watched(choice: list[str], environment: Mapping[str, str]) -> Run:
    """Run pytest and show what it prints."""
    command = [str(PYTHON), "-m", "pytest", *choice]
    summary, failed = "", []
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as run:
        if run.stdout is None:
            raise Stop("The tests could not be watched. Run make test again.")
        for line in run.stdout:
            print(line, end="", flush=True)
            summary = line if re.search(r"\d+ (passed|failed|error)", line) else summary
            failed += re.findall(r"^(?:FAILED|ERROR) (\S+::[^ ]+(?:\[.*?\])?)", line)
    return Run(run.returncode, summary, tuple(dict.fromkeys(failed)))
