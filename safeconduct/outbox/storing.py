"""Where mail lies on the disk: files that stand for sent mail, the Maildir that is read, and the lock of the one worker."""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings


def folder(name: str) -> Path:
    """Give a folder below the one for mail, made for our eyes only where it is missing."""
    path = Path(settings.MAIL_FOLDER) / name
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def keep_sent(reference: str, raw: bytes) -> Path:
    """Write a mail as ``sent/<reference>.eml``, whole or not at all."""
    target = folder("sent") / f"{reference}.eml"
    descriptor, partial = tempfile.mkstemp(dir=target.parent)  # mode 0600
    with os.fdopen(descriptor, "wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    Path(partial).replace(target)
    return target


def ready_maildir() -> Path:
    """Give the Maildir that a mail server delivers into, with its three folders."""
    for name in ("tmp", "new", "cur"):
        folder(f"incoming/{name}")
    return folder("incoming")


def new_mail() -> list[Path]:
    """Give what lies in the Maildir and was not read yet, the oldest first by name."""
    return sorted(path for path in (ready_maildir() / "new").iterdir() if path.is_file() and not path.is_symlink())


def mark_read(path: Path) -> None:
    """Move a mail of the Maildir from ``new`` to ``cur``, marked as seen."""
    path.replace(ready_maildir() / "cur" / f"{path.name.split(':')[0]}:2,S")


def read_within(path: Path) -> bytes | None:
    """Give the bytes of a mail; ``None`` where there are more than are taken in."""
    if path.stat().st_size > settings.LARGEST_CAPTURE:
        return None
    return path.read_bytes()


def forget_read(*, before: datetime) -> int:
    """Delete mails of the Maildir that were read and came before this moment; give how many."""
    old = [path for path in (ready_maildir() / "cur").iterdir() if path.is_file() and path.stat().st_mtime < before.timestamp()]
    for path in old:
        path.unlink()
    return len(old)


@contextmanager
def alone() -> Iterator[bool]:
    """Hold the worker's lock, and tell whether it is ours: a second worker on this machine gets ``False``. The kernel frees it."""
    with (folder(".") / "worker.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
