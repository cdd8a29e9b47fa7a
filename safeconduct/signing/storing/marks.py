"""Which hour's and which night's work was begun already on this machine; and locks for what one process of it does at a time."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from safeconduct.signing.storing.ram import ram_folder


def take_mark(name: str, mark: str) -> bool:
    """Tell whether this piece of work has not been begun yet, and note that it is now."""
    with (ram_folder() / f"mark-{name}").open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        if file.read() == mark:
            return False
        file.seek(0)
        file.truncate()
        file.write(mark)
    return True


@contextmanager
def alone_here(name: str) -> Iterator[bool]:
    """Hold a lock that only processes of this machine share, and tell whether it is ours."""
    with (ram_folder() / f"{name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
