"""One at a time: two commands must not make ready the same checkout at once."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from setup.places import BUILD, say


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Wait while another command makes ready this checkout; the lock goes with the process, however it ends."""
    BUILD.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(BUILD / "setup.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another command makes this checkout ready; waiting for it …")
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
