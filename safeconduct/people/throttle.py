"""Slows down whoever guesses passphrases. Counts live in memory, under a keyed hash of the sign-in name; no address is kept."""

from contextlib import suppress

from django.core.cache import cache
from django.utils.crypto import salted_hmac

ATTEMPTS = 5
PAUSE = 60 * 5  # seconds


def _key(handle: str) -> str:
    return "sign-in:" + salted_hmac("people.throttle", handle.strip().lower()).hexdigest()


def is_paused(handle: str) -> bool:
    """Tell whether there were too many wrong passphrases for this name in the last five minutes."""
    return int(cache.get(_key(handle), 0)) >= ATTEMPTS


def note_failure(handle: str) -> None:
    """Count one wrong passphrase."""
    key = _key(handle)
    if not cache.add(key, 1, PAUSE):
        with suppress(ValueError):  # it ran out between the two calls
            cache.incr(key)


def forget_failures(handle: str) -> None:
    """Start anew after a right passphrase."""
    cache.delete(_key(handle))
