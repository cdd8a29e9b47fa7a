"""The public pages: only what was published, whole, small, and the same for everybody."""

import gzip
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from safeconduct.crises.models import Crisis
from safeconduct.evidence.actions.publish_claim import KeptToOneOrganisation, publish_claim
from safeconduct.evidence.models import Claim, Level
from safeconduct.kit.languages import PUBLIC_LANGUAGES
from tests.factories.crises import make_crisis
from tests.factories.evidence import make_attribution, make_claim, make_document, make_passage, make_source
from tests.factories.people import make_jonas

pytestmark = pytest.mark.django_db

HIDDEN = "Nobody outside may read this sentence."


@pytest.fixture
def crisis() -> Crisis:
    return make_crisis(is_public=True)


def published(crisis: Crisis, text: str, *, level: str = Level.COALITION, exact: str = "A paper wrote it.") -> Claim:
    source = make_source(crisis, f"Source of {text}")
    document = make_document(crisis, [exact], source=source, level=level, published="2017-04-01")
    claim = make_claim(crisis, text)
    make_attribution(claim, source, passage=make_passage(document), hedge="reportedly")
    if level == Level.ORGANISATION:  # another report, or it could not be published
        make_attribution(claim, make_source(crisis, "The Open Paper"), citation="The Open Paper, 2 April 2017")
    publish_claim(claim=claim, by=crisis.opened_by, at=crisis.opened_at)
    return claim


def test_a_published_claim_stands_with_standing_hedge_source_and_date(client: Client, crisis: Crisis):
    published(crisis, "Forty men were taken.")

    page = client.get("/en/north/").content.decode()

    for words in ("Forty men were taken.", "reportedly", "Source of Forty men were taken.", "1 April 2017"):
        assert words in page


def test_a_number_stands_with_a_report_that_gives_it_even_if_another_report_was_earlier(client: Client, crisis: Crisis):
    claim = make_claim(crisis, "Over 100 men were taken.", qualifier="more-than", low=100, quantity_verbatim="over 100")
    number: dict[str, Any] = {"qualifier": "more-than", "low": 100, "quantity_verbatim": "over 100"}
    make_attribution(claim, make_source(crisis, "The Early Appeal"), said="2017-04", citation="Appeal", qualifier="indefinite")
    make_attribution(claim, make_source(crisis, "The Later Paper"), said="2017-05-19", citation="Page", **number)
    publish_claim(claim=claim, by=crisis.opened_by, at=crisis.opened_at)

    page = client.get("/en/north/").content.decode()

    assert "The Later Paper" in page
    assert "The Early Appeal" not in page


def test_what_was_not_published_is_nowhere(client: Client, crisis: Crisis):
    claim = make_claim(crisis, HIDDEN)
    for language, _name in PUBLIC_LANGUAGES:
        for place in ("", "claims/", "timeline/", "governments/"):
            assert HIDDEN not in client.get(f"/{language}/north/{place}").content.decode()

    assert client.get(f"/en/north/claims/{claim.reference}/").status_code == 404


def test_a_crisis_that_is_not_public_does_not_exist(client: Client):
    make_crisis(slug="quiet")

    assert client.get("/en/quiet/").status_code == 404
    assert "Abductions" not in client.get("/en/").content.decode()


def test_words_of_a_document_kept_to_one_organisation_are_not_quoted(client: Client, crisis: Crisis):
    claim = published(crisis, "Forty men were taken.", level=Level.ORGANISATION, exact=HIDDEN)

    assert HIDDEN not in client.get(f"/en/north/claims/{claim.reference}/").content.decode()


def test_a_claim_read_only_in_a_document_of_one_organisation_cannot_be_published(crisis: Crisis):
    claim = make_claim(crisis, HIDDEN)
    document = make_document(crisis, ["Nobody else has this."], level=Level.ORGANISATION)
    make_attribution(claim, make_source(crisis, "A letter"), passage=make_passage(document))

    with pytest.raises(KeptToOneOrganisation):
        publish_claim(claim=claim, by=crisis.opened_by, at=crisis.opened_at)


def test_words_of_a_document_of_the_coalition_are_quoted(client: Client, crisis: Crisis):
    claim = published(crisis, "Forty men were taken.", exact="The courier wrote of forty men.")

    assert "The courier wrote of forty men." in client.get(f"/en/north/claims/{claim.reference}/").content.decode()


@pytest.mark.parametrize("language", [code for code, _name in PUBLIC_LANGUAGES])
def test_every_page_opens_in_every_language(client: Client, crisis: Crisis, language: str):
    claim = published(crisis, "Forty men were taken.")

    for place in ("", "north/", "north/claims/", f"north/claims/{claim.reference}/", "north/timeline/", "north/governments/"):
        answer = client.get(f"/{language}/{place}")
        assert answer.status_code == 200
        assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in answer.content.decode()


def test_an_unknown_language_is_not_found(client: Client, crisis: Crisis):
    assert client.get("/xx/north/").status_code == 404


def test_the_door_leads_to_the_readers_language(client: Client):
    assert client.get("/", headers={"Accept-Language": "ru,en;q=0.5"})["Location"] == "/ru/"
    assert client.get("/", headers={"Accept-Language": "ko"})["Location"] == "/en/"


def test_no_cookie_is_set_and_no_script_runs(client: Client, crisis: Crisis):
    answer = client.get("/en/north/")

    assert not answer.cookies
    assert "<script" not in answer.content.decode()
    assert "Cookie" not in answer["Vary"]


def test_a_page_is_given_whole_until_something_changes(client: Client, crisis: Crisis):
    published(crisis, "Forty men were taken.")
    first = client.get("/en/north/")
    assert client.get("/en/north/", headers={"If-None-Match": first["ETag"]}).status_code == 304

    published(crisis, "Two were let go.")

    again = client.get("/en/north/", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    assert "Two were let go." in again.content.decode()


def test_a_page_from_memory_costs_one_query(client: Client, crisis: Crisis, django_assert_num_queries):
    client.get("/en/north/")

    with django_assert_num_queries(1):
        client.get("/en/north/")


def test_the_compressed_page_is_the_same_page(client: Client, crisis: Crisis):
    plain = client.get("/en/north/")

    packed = client.get("/en/north/", headers={"Accept-Encoding": "gzip"})

    assert gzip.decompress(packed.content) == plain.content
    assert packed["ETag"] != plain["ETag"]


def test_who_is_signed_in_makes_no_difference(client: Client, crisis: Crisis):
    anonymous = client.get("/en/north/").content
    client.force_login(crisis.opened_by)

    assert client.get("/en/north/").content == anonymous


def test_a_joined_claim_leaves_the_page(client: Client, crisis: Crisis, at: datetime):
    claim = published(crisis, "Forty men were taken.")
    Claim.objects.filter(pk=claim.pk).update(joined_into=make_claim(crisis, "The survivor of a join."))
    Crisis.objects.update(revision=99)

    assert "Forty men were taken." not in client.get("/en/north/").content.decode()


def test_jonas_opens_a_crisis_at_the_desk(client: Client):
    client.force_login(make_jonas())

    answer = client.post("/desk/crises/new/", {"title": "Raids in the south", "language": "en", "slug": "south-2018", "place": "ru-ce"})

    assert answer["Location"] == "/desk/south-2018/"
    assert Crisis.objects.get().place == "RU-CE"


def test_a_missing_page_says_so_in_the_language_of_its_address(client: Client):
    answer = client.get("/ar/nowhere/")

    assert answer.status_code == 404
    assert '<html lang="ar" dir="rtl">' in answer.content.decode()
