"""What is kept in memory alone: visits of a quarter of an hour, codes just made, the counts of the lanes.

The folder is a piece of memory that looks like a disk. Each request is a process of its own, so nothing else could carry anything from
one page to the next without writing it down. What lies here opens only with what the person's browser holds.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from safeconduct.kit.refusals import Refused
from safeconduct.vault.format.errors import NotSealed
from safeconduct.vault.format.visits import name_of, open_visit, seal_visit

IN_MEMORY = {"tmpfs", "ramfs"}
BOX_LANE_MINUTES = 60  # after which a box has all its turns again
MOUNTS = Path("/proc/self/mounts")


class NotInMemory(Refused):
    """The folder for visits lies on a disk."""


def own(name: str) -> Any:
    """Give a setting that the intake's process has and the desk's has not."""
    return getattr(settings, name)


def ready_folder() -> None:
    """Make the folder for its owner alone.

    :raises NotInMemory: if it lies on a disk, and the operator has not said that it may
    """
    folder = Path(own("RAM"))
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if folder.stat().st_uid != os.getuid():
        raise NotInMemory(f"The folder {folder} belongs to somebody else. Name another with SAFECONDUCT_RAM.")
    folder.chmod(0o700)
    if not own("RAM_MAY_BE_DISK") and _kind_of(folder) not in IN_MEMORY:
        raise NotInMemory(
            f"The folder {folder} lies on a disk, where what is deleted can be found again. Name one in memory with SAFECONDUCT_RAM "
            "(on Linux, one below /dev/shm), or accept the disk with SAFECONDUCT_RAM_MAY_BE_DISK=yes."
        )


def keep(kind: str, pass_: bytes, data: bytes, *, at: datetime) -> None:
    """Keep data under a pass, in place of what lay there."""
    path = _path(kind, pass_)
    half = path.with_name(f"{path.name}.{os.getpid()}")
    _write(half, seal_visit(pass_, kind, data), at)
    half.replace(path)


def keep_first(kind: str, pass_: bytes, data: bytes, *, at: datetime, minutes: int) -> bytes:
    """Keep data under a pass unless something younger lies there; give what lies there now."""
    if (found := read(kind, pass_, at=at, minutes=minutes)) is not None:
        return found
    path = _path(kind, pass_)
    half = path.with_name(f"{path.name}.{os.getpid()}")
    _write(half, seal_visit(pass_, kind, data), at)
    try:
        path.hardlink_to(half)
    except FileExistsError:
        return read(kind, pass_, at=at, minutes=minutes) or data
    finally:
        half.unlink()
    return data


def read(kind: str, pass_: bytes, *, at: datetime, minutes: int) -> bytes | None:
    """Give what was kept under a pass within the last minutes, or nothing; what is older is taken away."""
    path = _path(kind, pass_)
    try:
        if _is_over(path, at, minutes):
            path.unlink(missing_ok=True)
            return None
        return open_visit(pass_, kind, path.read_bytes())
    except (FileNotFoundError, NotSealed):
        return None


def forget(kind: str, pass_: bytes) -> None:
    """Take away what was kept under a pass."""
    _path(kind, pass_).unlink(missing_ok=True)


def forget_older(*, at: datetime, minutes: int) -> int:
    """Take away whatever was kept longer ago; give how much it was."""
    folder = Path(own("RAM"))
    over = [path for path in folder.glob("[0-9a-f]*") if _is_over(path, at, minutes)]
    over += [path for path in folder.glob("lane-box-*") if _is_over(path, at, BOX_LANE_MINUTES)]
    for path in over:
        path.unlink(missing_ok=True)
    return len(over)


@contextmanager
def held(name: str) -> Iterator[Path]:
    """Hold a small file by itself while it is read and written anew; the others wait their turn."""
    path = Path(own("RAM")) / f"lane-{name}"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield path
    finally:
        os.close(descriptor)


@contextmanager
def place_among(name: str, places: int) -> Iterator[bool]:
    """Take one of so many places for as long as the block lasts; tell whether there was one. A process that dies gives its place back."""
    for number in range(places):
        descriptor = os.open(Path(own("RAM")) / f"lane-{name}-{number}", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            continue
        try:
            yield True
        finally:
            os.close(descriptor)
        return
    yield False


def _path(kind: str, pass_: bytes) -> Path:
    return Path(own("RAM")) / name_of(pass_, kind)


def _write(path: Path, data: bytes, at: datetime) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
    os.utime(path, (at.timestamp(), at.timestamp()))


def _is_over(path: Path, at: datetime, minutes: int) -> bool:
    try:
        return path.stat().st_mtime < (at - timedelta(minutes=minutes)).timestamp()
    except FileNotFoundError:
        return False


def _kind_of(folder: Path) -> str:
    """Give the kind of file system a folder lies on, as the kernel names it; empty where it does not tell."""
    if not MOUNTS.exists():
        return ""
    here, best, kind = folder.resolve(), "", ""
    for line in MOUNTS.read_text(encoding="utf-8").splitlines():
        _device, place, name, *_rest = line.split(" ")
        mounted = Path(place.replace("\\040", " "))
        if (here == mounted or mounted in here.parents) and len(place) >= len(best):
            best, kind = place, name
    return kind
