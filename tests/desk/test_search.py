"""Search at the desk: everything one may read, and not a count more."""

import pytest
from django.test import Client

from safeconduct.advocacy.actions.withdraw_demand import withdraw_demand
from safeconduct.crises.models import Crisis
from safeconduct.evidence.models import Level
from safeconduct.evidence.search.entries import index_claim, index_document
from safeconduct.people.models import Member
from tests.factories.advocacy import make_demand
from tests.factories.crises import make_crisis
from tests.factories.evidence import make_claim, make_document
from tests.factories.people import THEN, make_ines, make_member, make_organisation, make_vera

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines() -> Member:
    return make_ines()


@pytest.fixture
def crisis(ines: Member) -> Crisis:
    return make_crisis(by=ines)


def search(client: Client, member: Member, words: str) -> str:
    client.force_login(member)
    return client.get("/desk/search/", {"q": words}).content.decode()


def test_a_word_in_one_language_finds_the_others(client: Client, crisis: Crisis, ines: Member):
    index_document(make_document(crisis, ["Over hundrede mænd blev tilbageholdt."], by=ines, language="da"))
    index_document(make_document(crisis, ["Больше сотни мужчин задержаны."], by=ines, language="ru"))

    page = search(client, ines, "arrested")

    assert "2 found" in page
    assert "<mark>tilbageholdt</mark>" in page
    assert "<mark>задержаны</mark>" in page


def test_a_claim_is_found_by_its_sentence(client: Client, crisis: Crisis, ines: Member):
    claim = make_claim(crisis, "Forty-five men are said to be in hiding.")
    index_claim(claim)

    assert claim.reference in search(client, ines, "hiding")


def test_a_document_of_another_organisation_alone_is_neither_shown_nor_counted(client: Client, ines: Member):
    other = make_member("mikael", organisation=make_organisation("Harbour House"))
    crisis = make_crisis(by=ines, organisations=[other.organisation])
    index_document(make_document(crisis, ["The lighthouse keeper spoke."], by=ines, level=Level.ORGANISATION))

    assert "0 found" in search(client, other, "lighthouse")
    assert "1 found" in search(client, ines, "lighthouse").replace("One found", "1 found")


def test_vera_finds_and_counts_nothing(client: Client, crisis: Crisis, ines: Member):
    index_document(make_document(crisis, ["The lighthouse keeper spoke."], by=ines))

    assert "0 found" in search(client, make_vera(), "lighthouse")


@pytest.mark.parametrize("words", ['"', "* OR 1", "')--", "s_crisis_1", "\x00", "й" * 300, "NEAR(a b)"])
def test_odd_input_finds_nothing_and_breaks_nothing(client: Client, crisis: Crisis, ines: Member, words: str):
    client.force_login(ines)

    assert client.get("/desk/search/", {"q": words, "page": "x"}).status_code in {200, 400}


def test_a_demand_is_found_until_it_is_withdrawn(client: Client, crisis: Crisis, ines: Member):
    demand = make_demand(crisis, text="Open the lighthouse to those who fled.")
    assert demand.reference in search(client, ines, "lighthouse")

    withdraw_demand(demand=demand, because="It was asked in error.", by=ines, at=THEN)

    assert demand.reference not in search(client, ines, "lighthouse")
