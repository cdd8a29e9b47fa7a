"""Slows down whoever guesses one-time codes. Counts live in memory, under a keyed hash of the sign-in name; no address is kept.

Only a *code* is worth guessing, and it is only looked at after the right passphrase. What a browser sends in place of the passphrase is
derived from 66 random bits through Argon2id: nobody comes to it by asking us, however often. So wrong passphrases are never counted. If
they were, any stranger could keep a member out by sending them in the member's name. Six digits, of which three are good at a time, are
another matter: after five wrong ones the name pauses, five minutes at first, then twice as long each time up to an hour. That leaves
whoever has the passphrase about a hundred and thirty guesses a day, one chance in two and a half thousand; the first pause is written
into the record, so that the member learns that somebody has their passphrase.
"""

from contextlib import suppress

from django.core.cache import cache
from django.utils.crypto import salted_hmac

ATTEMPTS = 5
FIRST_PAUSE, LONGEST_PAUSE = 60 * 5, 60 * 60  # seconds
REMEMBERED = 60 * 60 * 24  # that the pauses so far count, in seconds


def _key(what: str, handle: str) -> str:
    return f"code:{what}:" + salted_hmac("people.throttle", handle.strip().lower()).hexdigest()


def is_paused(handle: str) -> bool:
    """Tell whether there were too many wrong codes for this name."""
    return bool(cache.get(_key("pause", handle)))


def note_wrong_code(handle: str) -> bool:
    """Count one wrong code after a right passphrase; tell whether the name pauses from now on."""
    wrong = _count(_key("wrong", handle), FIRST_PAUSE)
    if wrong < ATTEMPTS:
        return False
    pauses = _count(_key("pauses", handle), REMEMBERED)
    cache.set(_key("pause", handle), 1, min(FIRST_PAUSE * 2 ** min(pauses - 1, 10), LONGEST_PAUSE))
    cache.delete(_key("wrong", handle))
    return True


def forget_wrong_codes(handle: str) -> None:
    """Start anew after a right code. The pauses so far are remembered: the right code may be the owner's, the wrong ones not."""
    cache.delete(_key("wrong", handle))


def _count(key: str, seconds: int) -> int:
    if cache.add(key, 1, seconds):
        return 1
    with suppress(ValueError):  # it ran out between the two calls
        return int(cache.incr(key))
    return 1
