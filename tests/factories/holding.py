"""Two key holders as processes of their own, as two houses would run them."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TOKEN = "an-invented-token-of-a-test"
PATIENCE = 40  # seconds


@dataclass(frozen=True)
class House:
    """One holder: where it answers, and its folder."""

    address: str
    folder: Path
    process: "subprocess.Popen[str]"

    def run(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Run a command of this holder beside it."""
        return command(self.folder, *words)


def surroundings(folder: Path, **more: str) -> dict[str, str]:
    """Give what a holder is told, and nothing of a server."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SAFECONDUCT_", "DJANGO_"))}
    return {**kept, "SAFECONDUCT_VAR": str(folder), "SAFECONDUCT_HOLDER_ASKERS": f"desk={TOKEN}", **more}


def command(folder: Path, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
    """Run a command of a holder to its end."""
    asked = [sys.executable, "-m", "safeconduct.cli.main", "keyholder", *words]
    return subprocess.run(asked, env=surroundings(folder, **more), capture_output=True, text=True, check=False, timeout=PATIENCE)


@contextmanager
def two_holders(folder: Path, **more: str) -> Iterator[list[House]]:
    """Make two keys and serve each, until the end."""
    houses: list[House] = []
    try:
        for name in ("one", "two"):
            here = folder / name
            assert command(here, "key").returncode == 0
            port = _free_port()
            asked = [sys.executable, "-m", "safeconduct.cli.main", "keyholder", "serve", "--port", str(port)]
            process = subprocess.Popen(asked, env=surroundings(here, **more), stdout=subprocess.PIPE, text=True)
            houses.append(House(f"http://127.0.0.1:{port}", here, process))
        for house in houses:
            assert house.process.stdout is not None
            assert "answers at" in house.process.stdout.readline()
            _wait_for(int(house.address.rsplit(":", 1)[1]))
        yield houses
    finally:
        for house in houses:
            house.process.terminate()
            house.process.wait(timeout=PATIENCE)
            if house.process.stdout is not None:
                house.process.stdout.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("The key holder does not answer.")
