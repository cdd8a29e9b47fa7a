"""When a message that was not taken is tried again. Pure."""

from datetime import timedelta

# A server that greylists opens after minutes; one that is down is given five days in all, as long as mail servers give each other
# (RFC 5321, 4.5.4.1).
WAITS = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 3 * 60, 6 * 60, 12 * 60, 24 * 60, 24 * 60, 48 * 60))


def wait_after(attempts: int) -> timedelta | None:
    """Give how long to wait after so many tries, each longer than the one before or as long; ``None`` when it was tried often enough."""
    return WAITS[attempts - 1] if 1 <= attempts <= len(WAITS) else None


# An alert cannot wait for office hours or for manners: it is tried again at once, and every five minutes for as long as it lies here.
SOON = tuple(timedelta(seconds=seconds) for seconds in (15, 30, 60, 120))
ALWAYS = timedelta(minutes=5)


def wait_for_alert(attempts: int) -> timedelta:
    """Give how long to wait for the next try of an alert that was tried so often before."""
    return SOON[attempts] if attempts < len(SOON) else ALWAYS


PUSH_TRIES = 28  # of a ring of a telephone: about two hours
