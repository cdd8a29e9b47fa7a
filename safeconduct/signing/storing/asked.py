"""Addresses that asked for a link, in memory for a second: so that the answer to who asked is the same, and as quick, whatever is known."""

import json
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from safeconduct.signing.storing.ram import ram_folder

MOST = 1000


def note_asked(address: str, language: str) -> None:
    """Keep an address in memory until the next round of work; where very many wait already, let it go."""
    folder = _folder()
    if sum(1 for _file in folder.iterdir()) >= MOST:
        return
    path = folder / secrets.token_hex(8)
    descriptor = os.open(path.with_suffix(".new"), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump([address, language], file)
    path.with_suffix(".new").rename(path)


def take_asked() -> Iterator[tuple[str, str]]:
    """Give each address and the language of its page, once."""
    for path in list(_folder().iterdir()):
        if path.suffix:
            continue
        taken = path.with_suffix(".taken")
        try:
            path.rename(taken)  # whoever is first has it
            address, language = json.loads(taken.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            continue
        finally:
            taken.unlink(missing_ok=True)
        yield str(address), str(language)


def _folder() -> Path:
    folder = ram_folder() / "asked"
    folder.mkdir(exist_ok=True, mode=0o700)
    return folder
