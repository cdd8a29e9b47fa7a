"""When a message that was not taken is tried again. Pure."""

from datetime import timedelta

# A server that greylists opens after minutes; one that is down is given five days in all, as long as mail servers give each other
# (RFC 5321, 4.5.4.1).
WAITS = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 3 * 60, 6 * 60, 12 * 60, 24 * 60, 24 * 60, 48 * 60))


def wait_after(attempts: int) -> timedelta | None:
    """Give how long to wait after so many tries, each longer than the one before or as long; ``None`` when it was tried often enough."""
    return WAITS[attempts - 1] if 1 <= attempts <= len(WAITS) else None
