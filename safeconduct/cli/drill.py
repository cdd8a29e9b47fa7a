"""The seizure drill, on the command line."""

import contextlib
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import click

from safeconduct.cli.intake import beside
from safeconduct.kit.clock import now

LONGEST_START = 60  # seconds


@click.group()
def drill() -> None:
    """Try out what would happen if somebody carried the server away."""


@drill.command()
@click.option("--port", type=click.IntRange(1, 65535), help="The port of an intake that runs already; without it, one is started.")
@click.option(
    "--also",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="A folder or file to look through too: logs, backups. May be repeated.",
)
def seizure(*, port: int | None, also: tuple[Path, ...]) -> None:
    """Plant marked requests for help here, look for every mark in every disguise in all that is kept, and remove them again."""
    from safeconduct.drill.asker import DrillStopped
    from safeconduct.drill.seizure import drill as walk

    try:
        with contextlib.ExitStack() as running:
            here = port or running.enter_context(_intake())
            report = walk(port=here, also=also, at=now(), tell=click.echo)
    except DrillStopped as stopped:
        raise click.ClickException(f"{stopped} What was planted has been removed.") from stopped
    for line in report.lines():
        click.echo(line)
    sys.exit(0 if report.is_passed else 1)


@contextlib.contextmanager
def _intake() -> Iterator[int]:
    """Start an intake on a port of its own; what it writes lies where the drill looks."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    with tempfile.NamedTemporaryFile(prefix="drill-intake-", suffix=".log") as log, beside("127.0.0.1", port, output=log) as process:
        _wait_for(port, process)
        yield port


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + LONGEST_START
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise click.ClickException("The intake did not start. Run “safeconduct intake serve” by itself to see why.")
