"""Compiles message catalogues with polib; started with the virtual environment's Python, as gettext may not be installed."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def stale_catalogues() -> list[Path]:
    """Give the catalogues whose compiled form is missing or older."""
    return [
        source
        for source in sorted((ROOT / "safeconduct" / "locale").glob("*/LC_MESSAGES/*.po"))
        if not source.with_suffix(".mo").exists() or source.with_suffix(".mo").stat().st_mtime < source.stat().st_mtime
    ]


def compile_stale() -> None:
    """Write what is missing; a reader at the same moment sees the old file or the new one, never half."""
    import polib  # noqa: PLC0415 — only this function runs inside the virtual environment

    for source in stale_catalogues():
        half = source.with_suffix(f".{os.getpid()}.half")
        polib.pofile(str(source)).save_as_mofile(str(half))
        half.replace(source.with_suffix(".mo"))


if __name__ == "__main__":
    compile_stale()
    sys.exit(0)
