"""Files that are looked at for a while: sealed, and in memory alone. The folder belongs to this machine; another one holds none of them."""

import os
import time
from pathlib import Path

from safeconduct.signing.storing.ram import own_key, ram_folder
from safeconduct.vault.format.aead import new_nonce, seal, unseal
from safeconduct.vault.format.errors import NotSealed
from safeconduct.vault.format.octets import NONCE_LENGTH

LONGEST = 6 * 60 * 60  # seconds; then whoever brought it brings it again


def hold(name: str, data: bytes) -> None:
    """Keep a file under this name until it is dropped, or for six hours."""
    drop_old()
    path = _path(name)
    half = path.with_name(f"{path.name}.{os.getpid()}.new")
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    nonce = new_nonce()
    with os.fdopen(descriptor, "wb") as file:
        file.write(nonce + seal(own_key("held"), nonce, data, name.encode()))
    half.replace(path)


def held(name: str) -> bytes | None:
    """Give a file; ``None`` where this machine does not hold it any more."""
    try:
        kept = _path(name).read_bytes()
        return unseal(own_key("held"), kept[:NONCE_LENGTH], kept[NONCE_LENGTH:], name.encode())
    except (FileNotFoundError, NotSealed):
        return None


def drop(name: str) -> None:
    """Let a file go."""
    _path(name).unlink(missing_ok=True)


def drop_old() -> None:
    """Let every file go that nobody came back for."""
    latest = time.time() - LONGEST
    for path in ram_folder().glob("held-*"):
        if path.stat().st_mtime < latest:
            path.unlink(missing_ok=True)


def _path(name: str) -> Path:
    return ram_folder() / f"held-{name}"
