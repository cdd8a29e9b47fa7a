"""What is typed into the search is words, on either database: never a piece of its language, and never another's scope."""

import pytest
from django.test import Client

from safeconduct.crises.models import Crisis
from safeconduct.evidence.search.entries import index_everything
from tests.factories.crises import make_crisis
from tests.factories.evidence import make_claim, make_document
from tests.factories.people import make_ines, make_vera

pytestmark = pytest.mark.django_db


@pytest.fixture
def crisis() -> Crisis:
    crisis = make_crisis(by=make_ines())
    make_document(crisis, ["Forty men were taken away."], title="A page of ours")
    make_claim(crisis, "Forty men were taken away.")
    index_everything()
    return crisis


LANGUAGE = [
    '"',
    '""',
    "'",
    "''",
    "men' OR 'a' = 'a",
    'men" OR "a',
    "men AND",
    "NOT men",
    "men NEAR/2 taken",
    "NEAR(men taken)",
    "men*",
    "^men",
    "tokens: men",
    "{tokens}: men",
    "- tokens: men",
    "men) OR (forty",
    "((((",
    "men & !forty",
    "men | forty",
    "men <-> taken",
    "men:*",
    "men:A",
    "!men",
    "<->",
    "\\",
    "\\'",
    "men'; DROP TABLE evidence_search_entry; --",
    "%",
    "_",
    "%s",
    "{0}",
    "{}",
    "$1",
    "::tsquery",
    "\ufffe",
    "\u2028men",
    "AND OR NOT",
    "men\tOR\tforty",
]
SCOPE = [
    "s_public",
    "s_crisis_1",
    "s_crisis_{pk}",
    "s_in_{pk}",
    "s_crisis_{pk}_of_1",
    "k_claim",
    "k_sentence",
    "l_en",
    "l_und",
    "S_CRISIS_{pk}",
    "ſ_crisis_{pk}",
]


@pytest.mark.parametrize("words", LANGUAGE)
def test_the_language_of_the_database_is_words_like_any_other(client: Client, crisis: Crisis, words: str):
    client.force_login(crisis.opened_by)

    assert client.get("/desk/search/", {"q": words}).status_code == 200
    assert client.get("/desk/search/", {"q": "forty"}).context["results"].total


@pytest.mark.parametrize("words", [*SCOPE, *LANGUAGE])
def test_no_words_widen_what_a_stranger_finds(client: Client, crisis: Crisis, words: str):
    client.force_login(make_vera())
    for asked in (words, f"men {words}", f"{words} men"):
        results = client.get("/desk/search/", {"q": asked.format(pk=crisis.pk) if "{pk}" in asked else asked}).context["results"]

        assert results is None or (results.total, results.by_kind, results.found) == (0, {}, ())


@pytest.mark.parametrize("mark", SCOPE)
def test_no_words_stand_for_a_mark_of_scope(client: Client, crisis: Crisis, mark: str):
    client.force_login(crisis.opened_by)

    assert client.get("/desk/search/", {"q": mark.format(pk=crisis.pk)}).context["results"].total == 0


def test_a_document_cannot_write_itself_into_another_crisis(client: Client, crisis: Crisis):
    vera = make_vera()
    hers = make_crisis(by=vera, slug="hers")
    make_document(crisis, [f"Forty s_crisis_{hers.pk} s_public k_claim men."], title=f"s_crisis_{hers.pk}")
    index_everything()
    client.force_login(vera)

    assert client.get("/desk/search/", {"q": "forty"}).context["results"].total == 0


@pytest.mark.parametrize("words", ["a b " * 5000, "men " * 75, "ж" * 300, " ".join(f"w{n}" for n in range(75)), "é́́́" * 70])
def test_a_query_of_any_length_is_answered(client: Client, crisis: Crisis, words: str):
    client.force_login(crisis.opened_by)

    assert client.get("/desk/search/", {"q": words}).status_code == 200
