"""M1: a code that opens nothing is answered as one whose box has no answer yet: the same page, the same work, the same questions."""

import re
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from safeconduct.intake.models import Mailbox
from safeconduct.vault.format import codes
from safeconduct.vault.format.codes import new_secret, words_of
from tests.ask.conftest import hotline, intake, person, seed  # noqa: F401 — fixtures
from tests.ask.stage import Hotline
from tests.ask.test_sealed_addresses import KEYS, a_box, send, token
from tests.ask.walking import answered, asked, come_back, read_page

pytestmark = pytest.mark.django_db(databases=["default", "intake"])
SAME_ANYWAY = re.compile(r'name="ticket" value="[^"]+"')


@pytest.fixture
def stretched(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Count how often a code is stretched, which is nearly all of the work."""
    seen: list[bytes] = []
    stretch = getattr(codes, "hash_secret_raw")  # noqa: B009 — it is the library's, not ours to give away

    def counted(secret: bytes, *given: Any) -> Any:
        seen.append(secret)
        return stretch(secret, *given)

    monkeypatch.setattr(codes, "hash_secret_raw", counted)
    return seen


def questions(person: Client, words: list[str]) -> tuple[list[str], str, list[tuple[str, str]]]:  # noqa: F811
    with CaptureQueriesContext(connections["intake"]) as asked_for:
        answer = come_back(person, words)
    sql = [" ".join(re.findall(r'"[a-z_]+"|SELECT|WHERE|ORDER BY|LIMIT|UPDATE|INSERT|DELETE', one["sql"])) for one in asked_for]
    headers = [(name, value) for name, value in sorted(answer.items()) if name != "Content-Length"]
    return sql, SAME_ANYWAY.sub("", read_page(answer)), headers


@pytest.mark.usefixtures("hotline")
def test_an_unknown_code_gets_the_page_and_the_work_of_a_known_one(person: Client, stretched: list[bytes]):  # noqa: F811
    known_words, unknown_words = asked(person), words_of(new_secret())
    stretched.clear()

    known = questions(person, known_words)
    times_for_known = len(stretched)
    unknown = questions(person, unknown_words)

    assert known == unknown
    assert (times_for_known, len(stretched) - times_for_known) == (1, 1)
    assert len(known[0]) >= 3


@pytest.mark.usefixtures("hotline")
def test_pages_of_known_and_unknown_codes_are_equally_long(person: Client):  # noqa: F811
    known = [len(come_back(person, asked(person)).content) for _ in range(3)]
    unknown = [len(come_back(person, words_of(new_secret())).content) for _ in range(3)]

    assert len({*known, *unknown}) == 1


def test_a_script_learns_no_more(person: Client, hotline: Hotline):  # noqa: F811
    before = send(person, "open", token=token())
    a_box(person, hotline)
    after = send(person, "open", token=token())

    assert before.content == after.content
    assert {**before.json(), "answers": []} == before.json()


def test_destroying_nothing_looks_like_destroying_something(person: Client, hotline: Hotline):  # noqa: F811
    nothing = send(person, "destroy", token=token(), what="box")
    a_box(person, hotline)
    something = send(person, "destroy", token=token(), what="box")

    assert (nothing.status_code, nothing.content) == (something.status_code, something.content)
    assert not Mailbox.objects.filter(token_hash=KEYS.token_hash).exists()


def test_a_code_with_an_answer_is_told_apart_by_whoever_has_it_alone(person: Client, hotline: Hotline):  # noqa: F811
    words = asked(person)
    without = questions(person, words)
    answered(hotline, "A room is free.")

    assert questions(person, words) != without
