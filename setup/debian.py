"""Missing programs: installed where we may, named exactly where we may not."""

import functools
import os
import shutil
import subprocess
from collections.abc import Sequence

from setup.places import LOG, ROOT, Stop, say
from setup.programs import quietly


@functools.cache
def _leave() -> tuple[str, ...] | None:
    """Give what to put before ``apt-get``, or ``None`` where we may not install."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return ()
    if shutil.which("sudo") and not _exit_code(["sudo", "-n", "true"]):
        return ("sudo", "-n")
    return None


def _exit_code(command: Sequence[str]) -> int:
    """Run a program whose words do not matter and give its exit code."""
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False).returncode


def command_for(packages: Sequence[str]) -> str:
    """Give the command that a person would type to install the packages."""
    return f"sudo apt install {' '.join(packages)}" if shutil.which("apt-get") else f"(install {', '.join(packages)} as your system does)"


def install(packages: Sequence[str], *, purpose: str) -> bool:
    """Install Debian packages and tell in one line; give whether they are there now."""
    leave = _leave()
    if leave is None:
        return False
    say(f"Installing {', '.join(packages)} with apt: {purpose}.")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    setting = ["env", "DEBIAN_FRONTEND=noninteractive"]
    getting = [*leave, *setting, "apt-get", "install", "--yes", "--no-install-recommends", *packages]
    try:
        quietly(getting, doing="installing Debian packages", env=env)
    except Stop:
        try:  # the lists of a bare machine are empty or old
            quietly([*leave, *setting, "apt-get", "update"], doing="reading Debian's lists", env=env)
            quietly(getting, doing="installing Debian packages", env=env)
        except Stop:
            say(f"apt could not install them; its report is in {LOG.relative_to(ROOT)}.")
            return False
    return True
