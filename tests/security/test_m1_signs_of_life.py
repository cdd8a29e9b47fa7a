"""M1: the word that means well, the word that means danger, any other, and a link that never was: one page, one length, one answer."""

from types import SimpleNamespace

import pytest
from django.test import Client

from safeconduct.ask.views.alive import EVEN
from safeconduct.kit.clock import now
from safeconduct.people.permissions import Role
from safeconduct.vault.format.alive import new_token
from safeconduct.watch.models import Alarm, CheckIn
from tests.ask.conftest import intake, person, seed  # noqa: F401 — fixtures
from tests.ask.walking import read_page
from tests.factories.people import make_member
from tests.factories.watching import DURESS, WORD, Timer, make_check_in, make_team

pytestmark = pytest.mark.django_db(databases=["default", "intake"])
ROUNDS = 50  # of four answers each: 200


@pytest.fixture
def timer(db: None) -> Timer:
    """Give a timer that is due tomorrow by the real clock."""
    malika = make_member("malika", roles=[Role.CASE_LEAD])
    return make_check_in(make_team(malika), malika, due_in=60 * 24, at=now())


@pytest.fixture(autouse=True)
def _no_lanes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("safeconduct.ask.views.alive.take_turn", lambda *_given, **_more: None)


@pytest.fixture(autouse=True)
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Give how long each answer was held back, on a clock that stands still, without holding any."""
    held: list[float] = []
    monkeypatch.setattr("safeconduct.ask.views.alive.time", SimpleNamespace(monotonic=lambda: 0.0, sleep=held.append))
    return held


def test_two_hundred_answers_are_the_same_page_of_the_same_length(person: Client, timer: Timer, waited: list[float]):  # noqa: F811
    seen = set()
    for _round in range(ROUNDS):
        for letters, word in ((timer.token, WORD), (timer.token, DURESS), (timer.token, "another"), (new_token(), WORD)):
            answer = person.post("/en/alive/", {"letters": letters, "word": word})
            headers = tuple((name, value) for name, value in sorted(answer.items()))
            seen.add((answer.status_code, len(answer.content), read_page(answer), headers))
        Alarm.objects.all().delete()
        CheckIn.objects.update(tries=0)

    assert len(seen) == 1
    assert waited == [EVEN] * 4 * ROUNDS  # each leaves at the same moment after it came


@pytest.mark.parametrize("language", ["en", "sv", "da", "de", "fr", "ru", "ar", "ce"])
def test_the_pages_exist_in_every_language_and_asking_changes_nothing(person: Client, timer: Timer, language: str):  # noqa: F811
    before = CheckIn.objects.values().get()
    for address in (f"/{language}/alive/", f"/{language}/alive/{timer.token}/", f"/{language}/alive/nonsense/"):
        answer = person.get(address, {"word": WORD})
        assert answer.status_code == 200
        assert b"<script" not in answer.content
    assert CheckIn.objects.values().get() == before


def test_the_word_goes_through_the_link_and_the_page_says_neither_word_nor_letters(person: Client, timer: Timer):  # noqa: F811
    due = timer.row.due_at
    answer = person.post(f"/ru/alive/{timer.token}/", {"letters": timer.token, "word": WORD.upper()})

    assert timer.now().due_at != due
    assert timer.token not in read_page(answer)
    assert "kettle" not in read_page(answer).lower()


def test_letters_that_are_no_link_are_asked_for_again_and_the_word_is_kept(person: Client, timer: Timer):  # noqa: F811
    wrong = timer.token[:-1] + ("0" if timer.token[-1] != "0" else "1")
    answer = person.post("/en/alive/", {"letters": wrong, "word": WORD})

    assert answer.status_code == 422
    assert WORD in read_page(answer)
    assert "Compare them" in read_page(answer)
