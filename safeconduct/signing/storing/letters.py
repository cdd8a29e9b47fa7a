"""Mails to signers where no mail server is set: files in memory, for the demonstration and for trying it out. The newest are kept."""

import os
from pathlib import Path

from safeconduct.signing.storing.ram import ram_folder

MOST = 200


def keep_letter(name: str, raw: bytes) -> Path:
    """Write a mail as a file in memory, for its owner alone."""
    path = _folder() / f"{name}.eml"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(raw)
    for old in kept_letters()[MOST:]:
        old.unlink(missing_ok=True)
    return path


def kept_letters() -> list[Path]:
    """Give the mails that lie there, the newest first."""
    return sorted(_folder().glob("*.eml"), key=_written, reverse=True)


def _folder() -> Path:
    folder = ram_folder() / "mail"
    folder.mkdir(exist_ok=True, mode=0o700)
    return folder


def _written(path: Path) -> tuple[int, str]:
    try:
        return path.stat().st_mtime_ns, path.name
    except FileNotFoundError:  # gone since it was listed
        return 0, path.name
