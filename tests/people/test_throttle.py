"""Guessing one-time codes is slow, and nobody but who knows the passphrase can make a member wait."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from safeconduct.audit.models import Entry
from safeconduct.people.throttle import ATTEMPTS, FIRST_PAUSE, LONGEST_PAUSE, forget_wrong_codes, is_paused, note_wrong_code
from tests.factories.doors import DOOR, WRONG_CODE, post, sign_in
from tests.factories.vault import make_keyed_member


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def _fail(handle: str, times: int = ATTEMPTS) -> bool:
    return [note_wrong_code(handle) for _ in range(times)][-1]


def test_the_fifth_wrong_code_pauses_the_name():
    assert not _fail("ines", ATTEMPTS - 1)
    assert not is_paused("ines")

    assert _fail("ines", 1)

    assert is_paused("ines")


def test_a_pause_holds_however_the_name_is_spelt():
    _fail("Ines ")

    assert is_paused("ines")


def test_nobody_else_waits():
    _fail("ines")

    assert not is_paused("jonas")


def test_a_right_code_begins_anew():
    _fail("ines", ATTEMPTS - 1)
    forget_wrong_codes("ines")

    assert not _fail("ines", 1)


def test_each_pause_is_twice_as_long_up_to_an_hour(monkeypatch: pytest.MonkeyPatch):
    pauses: list[int] = []
    keep = cache.set

    def note(key: str, value: int, seconds: int) -> None:
        pauses.append(seconds)
        keep(key, value, seconds)

    monkeypatch.setattr(cache, "set", note)

    for _ in range(6):
        _fail("ines")
        forget_wrong_codes("ines")

    assert pauses == [FIRST_PAUSE, 2 * FIRST_PAUSE, 4 * FIRST_PAUSE, 8 * FIRST_PAUSE, LONGEST_PAUSE, LONGEST_PAUSE]


def test_many_made_up_names_do_not_make_a_pause_forgotten():
    _fail("ines")
    for number in range(1000):
        note_wrong_code(f"nobody-{number}")

    assert is_paused("ines")


def test_a_count_that_runs_out_at_that_moment_breaks_nothing(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cache, "add", lambda *_args: False)  # somebody counts already; and then the count is gone

    assert not note_wrong_code("ines")


@pytest.mark.django_db
def test_a_stranger_with_wrong_passphrases_keeps_nobody_out(client: Client):
    amina = make_keyed_member("amina")
    for _ in range(3 * ATTEMPTS):
        assert post(client, DOOR, {"handle": "amina", "auth": "A" * 43 + "=", "code": "000000"}).status_code == 422

    assert sign_in(client, amina).status_code == 200


@pytest.mark.django_db
def test_whoever_has_the_passphrase_does_not_guess_the_code_and_the_record_says_that_they_tried(client: Client):
    amina = make_keyed_member("amina")
    for _ in range(ATTEMPTS):
        assert sign_in(client, amina, code=WRONG_CODE).status_code == 422

    assert sign_in(client, amina).status_code == 422  # a right one, in the pause
    assert Entry.objects.get(kind="people.codes-refused").subject == amina.reference


@pytest.mark.django_db
def test_a_pause_of_one_member_is_not_one_of_another(client: Client):
    amina, lev = make_keyed_member("amina"), make_keyed_member("lev")
    for _ in range(ATTEMPTS):
        sign_in(client, amina, code=WRONG_CODE)

    assert sign_in(client, lev).status_code == 200
