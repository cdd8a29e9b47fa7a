"""The virtual environment, made from a lock file whose every package is checked against its hash."""

import importlib.util
import sys
from pathlib import Path

from setup.debian import command_for, install
from setup.places import PYTHON, REQUIREMENTS, ROOT, VENV, Stop, own_environment, say
from setup.programs import quietly
from setup.stamps import digest_of, is_done, mark_done

# Each lock holds everything that those after it hold.
LOCKS = ("dev", "run")


def ready(lock: str) -> None:
    """Have a virtual environment with what ``requirements/<lock>.txt`` names, and this package in it."""
    _have_environment()
    _have_packages(lock)
    _have_ourselves()


def add(lock: str, *, purpose: str) -> None:
    """Have the packages of one more lock file in the environment."""
    stamp, digest = VENV / f"{lock}.stamp", _digest(lock)
    if not is_done(stamp, digest):
        say(purpose)
        _pip("-r", str(REQUIREMENTS / f"{lock}.txt"), "--require-hashes", "--only-binary", ":all:")
        mark_done(stamp, digest)


def _have_environment() -> None:
    stamp, digest = VENV / "place.stamp", digest_of([str(VENV), sys.version])
    if PYTHON.exists() and is_done(stamp, digest):
        return
    _have_ensurepip()
    say("Making a virtual environment in .venv …")
    quietly([sys.executable, "-m", "venv", "--clear", VENV], doing="making the virtual environment in .venv", env=own_environment())
    mark_done(stamp, digest)


def _have_ensurepip() -> None:
    if importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"):
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if not install([package], purpose="Python's own tool for virtual environments"):
        raise Stop(
            f"Python's venv module is missing, without which nothing can be installed. Run {command_for([package])} and try again; "
            "nothing has been changed."
        )


def _have_packages(lock: str) -> None:
    enough = [name for name in LOCKS if name == lock or LOCKS.index(name) < LOCKS.index(lock)]
    if any(is_done(VENV / f"{name}.stamp", _digest(name)) for name in enough):
        return
    add(lock, purpose="Installing Python packages from the lock file (once; a minute or two) …")


def _have_ourselves() -> None:
    stamp, digest = VENV / "safeconduct.stamp", digest_of([ROOT / "pyproject.toml"])
    if is_done(stamp, digest):
        return
    _pip("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    mark_done(stamp, digest)


def _digest(lock: str) -> str:
    return digest_of([REQUIREMENTS / f"{lock}.txt"])


def _pip(*arguments: str) -> None:
    command: list[str | Path] = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--retries", "2", *arguments]
    quietly(command, doing="installing Python packages", env=own_environment())
