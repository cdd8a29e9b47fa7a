"""Keys that live in memory alone: the key of each campaign, by which duplicates are found, and the key of mails that wait.

They lie in a folder that is a piece of memory, so that several processes of one machine share them and a new start of the server does
not lose them. A machine that is switched off holds none of them.
"""

import hashlib
import os
from pathlib import Path
from uuid import UUID

from django.conf import settings

from safeconduct.kit.refusals import Refused
from safeconduct.vault.format.signatures import KEY_LENGTH, new_key

IN_MEMORY = {"tmpfs", "ramfs"}
MOUNTS = Path("/proc/self/mounts")


class NotInMemory(Refused):
    """The folder for keys lies on a disk."""

    code = "not-in-memory"

    def __init__(self, folder: Path) -> None:
        super().__init__(f"The folder {folder} lies on a disk. Name one in memory with SAFECONDUCT_SIGNING_RAM (on Linux, below /dev/shm).")


def ram_folder() -> Path:
    """Give the folder, made for its owner alone.

    :raises NotInMemory: if it lies on a disk
    """
    named = str(settings.SIGNING_RAM)
    own = hashlib.sha256(str(settings.VAR).encode()).hexdigest()[:12]
    folder = Path(named) if named else Path("/dev/shm") / f"safeconduct-signing-{os.getuid()}-{own}"  # noqa: S108 — in memory, ours alone
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if folder.stat().st_uid != os.getuid() or _kind_of(folder) not in IN_MEMORY:
        raise NotInMemory(folder)
    folder.chmod(0o700)
    return folder


def campaign_key(roll: UUID) -> bytes | None:
    """Give the key of a campaign, if it is in this machine's memory."""
    return _read(ram_folder() / f"key-{roll.hex}")


def hold_campaign_key(roll: UUID, key: bytes) -> None:
    """Keep the key of a campaign in memory."""
    _write(ram_folder() / f"key-{roll.hex}", key)


def drop_campaign_key(roll: UUID) -> None:
    """Let the key of a campaign go, for ever unless a copy lies elsewhere."""
    (ram_folder() / f"key-{roll.hex}").unlink(missing_ok=True)


def own_key(name: str) -> bytes:
    """Give a key that this machine made for itself and nobody else has: mail, limits, or one of a roll whose own is absent."""
    path = ram_folder() / f"own-{name}"
    if (found := _read(path)) is not None:
        return found
    half = path.with_name(f"{path.name}.{os.getpid()}")
    _write(half, new_key())
    try:
        path.hardlink_to(half)  # whoever was first wins
    except FileExistsError:
        pass
    finally:
        half.unlink(missing_ok=True)
    return path.read_bytes()


def drop_own_key(name: str) -> None:
    """Let such a key go; what it made can be compared with nothing any more."""
    (ram_folder() / f"own-{name}").unlink(missing_ok=True)


def _read(path: Path) -> bytes | None:
    try:
        key = path.read_bytes()
    except FileNotFoundError:
        return None
    return key if len(key) == KEY_LENGTH else None


def _write(path: Path, data: bytes) -> None:
    half = path.with_name(f"{path.name}.{os.getpid()}.new")
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
    half.replace(path)


def _kind_of(folder: Path) -> str:
    """Give the kind of file system that a folder lies in, from the longest mount point above it."""
    whole, kind, longest = str(folder.resolve()), "", -1
    for line in MOUNTS.read_text(encoding="utf-8").splitlines():
        point, of_kind = line.split()[1:3]
        if (whole == point or whole.startswith(point.rstrip("/") + "/")) and len(point) > longest:
            kind, longest = of_kind, len(point)
    return kind
