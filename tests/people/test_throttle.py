"""Guessing passphrases is slow."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from safeconduct.people.throttle import ATTEMPTS, forget_failures, is_paused, note_failure


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def _fail(handle: str, times: int) -> None:
    for _ in range(times):
        note_failure(handle)


def test_the_fifth_wrong_passphrase_pauses_the_name():
    _fail("ines", ATTEMPTS - 1)
    assert not is_paused("ines")

    _fail("ines", 1)

    assert is_paused("ines")


def test_a_pause_holds_however_the_name_is_spelt():
    _fail("Ines ", ATTEMPTS)

    assert is_paused("ines")


def test_nobody_else_waits():
    _fail("ines", ATTEMPTS)

    assert not is_paused("jonas")


def test_the_right_passphrase_begins_anew():
    _fail("ines", ATTEMPTS - 1)
    forget_failures("ines")
    _fail("ines", 1)

    assert not is_paused("ines")
