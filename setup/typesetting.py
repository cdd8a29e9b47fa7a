"""What letters are set with: Pango, which lays out text, and fonts that know every alphabet we write in."""

import ctypes.util
import shutil
import subprocess

from setup.debian import command_for, install
from setup.places import Stop

LIBRARIES = {"pangoft2-1.0": "libpangoft2-1.0-0", "harfbuzz-subset": "libharfbuzz-subset0"}
FONTS = {"Noto Serif": "fonts-noto-core", "Noto Naskh Arabic": "fonts-noto-core"}


def ready() -> None:
    """Have the libraries and fonts, installed with apt if need be and possible.

    :raises Stop: if something is missing; the sentence says exactly what to install
    """
    missing = _missing()
    if not missing:
        return
    if install(missing, purpose="letters are set with Pango and Noto fonts") and not _missing():
        return
    raise Stop(
        f"Setting letters needs {', '.join(missing)}. Run {command_for(missing)} and try again; nothing else has been changed. "
        "On other systems, install Pango and the Noto Serif, Noto Sans and Noto Naskh Arabic fonts."
    )


def _missing() -> list[str]:
    lacking = [] if shutil.which("fc-list") else ["fontconfig"]
    lacking += [package for library, package in LIBRARIES.items() if not ctypes.util.find_library(library)]
    lacking += [package for font, package in FONTS.items() if not _has_font(font)]
    return list(dict.fromkeys(lacking))


def _has_font(family: str) -> bool:
    program = shutil.which("fc-list")
    if program is None:
        return False
    found = subprocess.run([program, f":family={family}", "family"], capture_output=True, text=True, check=False)
    return bool(found.stdout.strip())
