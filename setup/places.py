"""Where things lie in the checkout, and who may change them."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "requirements"
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
MODULES = ROOT / "node_modules"
BUILD = ROOT / "build"
VAR = ROOT / "var"
LOG = BUILD / "setup.log"


def say(sentence: str) -> None:
    """Tell the person at the terminal what is happening."""
    print(sentence, flush=True)


class Stop(Exception):
    """It cannot go on: one sentence that says what happened, what is safe and what to do."""


def own_environment(**more: str) -> dict[str, str]:
    """Give the environment for what we start: nobody else's Safeconduct settings, virtual environment or Python path."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("SAFECONDUCT_") and name not in {"VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME", "DJANGO_SETTINGS_MODULE"}
    }
    path = os.pathsep.join([str(PYTHON.parent), os.environ.get("PATH", "")])
    return {**kept, "PATH": path, "PYTHONUTF8": "1", **more}


def site_packages() -> Path:
    """Give the folder in which the virtual environment keeps its packages."""
    return VENV / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
