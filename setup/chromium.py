"""The browser that the browser tests drive: the system's own Chromium."""

import os
import shutil

from setup.debian import command_for, install
from setup.places import Stop

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str:
    """Give the path of a Chromium, installed with apt if need be and possible.

    :raises Stop: if there is none; the sentence says exactly what to install
    """
    if (named := os.environ.get("CHROMIUM")) and shutil.which(named):
        return named
    if found := _on_path():
        return found
    if install(["chromium"], purpose="the browser tests need a browser") and (found := _on_path()):
        return found
    raise Stop(
        f"The browser tests need Chromium and found none. Run {command_for(['chromium'])}, or name one you have: "
        "CHROMIUM=/path/to/chrome make test. Nothing has been changed."
    )


def _on_path() -> str:
    return next((path for name in NAMES if (path := shutil.which(name))), "")
