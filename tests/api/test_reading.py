"""Reading by programs: everybody, no cookie, nothing that the page does not show."""

import hashlib

import pytest
from django.test import Client

from safeconduct.crises.models import Crisis
from safeconduct.petitions.models import Campaign
from safeconduct.publications.models import PartText, Title
from tests.api.stage import open_campaign, stop_clock
from tests.factories.people import THEN, make_ines
from tests.factories.petitions import make_tally, roll_of
from tests.factories.publications import make_version

pytestmark = pytest.mark.django_db(databases=["default", "signing"])
TOP = "/api/v1"


@pytest.fixture
def campaign(monkeypatch: pytest.MonkeyPatch) -> Campaign:
    stop_clock(monkeypatch)
    return open_campaign()


def test_a_crisis_lists_its_campaigns(client: Client, campaign: Campaign):
    answer = client.get(f"{TOP}/crises/north/campaigns")

    line = answer.json()["campaigns"][0]
    assert (line["reference"], line["phase"], line["goal"]) == (campaign.reference, "open", 10_000)
    assert line["links"]["page"].endswith("/en/north/petitions/easier-visa/")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert not answer.cookies


def test_a_campaign_gives_its_text_in_each_language_with_its_hash(client: Client, campaign: Campaign):
    part = campaign.publication.parts.get()
    by = campaign.created_by
    Title.objects.create(publication=campaign.publication, language="da", text="Et lettere visum", written_at=THEN, written_by=by)
    PartText.objects.create(part=part, language="da", text="Mennesker flygter.", written_at=THEN, written_by=by)
    make_version(campaign.publication, by, approved_by=make_ines(), released_by=by)

    told = client.get(f"{TOP}/campaigns/{campaign.reference}").json()

    assert set(told["texts"]) == {"en", "da"}
    danish = told["texts"]["da"]
    assert danish["text"] == "Et lettere visum\n\nMennesker flygter."
    assert danish["sha256"] == hashlib.sha256(danish["text"].encode()).hexdigest()
    assert danish["page"].endswith("/da/north/petitions/easier-visa/")
    assert told["version"]["hash"]


def test_the_count_is_the_same_as_in_the_file(client: Client, campaign: Campaign):
    make_tally(roll_of(campaign), 1234)

    here = client.get(f"{TOP}/campaigns/{campaign.reference}/counts").json()

    assert here == client.get(f"/p/{campaign.reference}/count.json").json()
    assert here == client.get(f"{TOP}/campaigns/{campaign.reference}").json()["counts"]
    assert here["total"] == 1234


@pytest.mark.parametrize("path", ["/crises/south/campaigns", "/campaigns/PE-NOSUCH", "/campaigns/PE-NOSUCH/counts", "/anything/else", "/"])
def test_what_is_not_there_is_said_in_one_shape(client: Client, campaign: Campaign, path: str):
    answer = client.get(TOP + path)

    assert answer.status_code == 404
    if path != "/":
        assert answer["Content-Type"] == "application/problem+json"
        assert answer.json()["code"] == "not-there"


def test_nothing_is_told_while_the_crisis_or_the_campaign_is_shut(client: Client, campaign: Campaign):
    paths = [f"/campaigns/{campaign.reference}", f"/campaigns/{campaign.reference}/counts"]
    assert all(client.get(TOP + path).status_code == 200 for path in paths)

    Crisis.objects.update(published_at=None, published_by=None)

    assert all(client.get(TOP + path).status_code == 404 for path in paths)
    assert client.get(f"{TOP}/crises/north/campaigns").status_code == 404


def test_a_recalled_campaign_tells_no_words_any_more(client: Client, campaign: Campaign):
    publication = campaign.publication
    publication.recalled_at, publication.recalled_by = THEN, campaign.created_by
    publication.save()

    told = client.get(f"{TOP}/campaigns/{campaign.reference}")

    assert told.json()["texts"] == {}
    assert told.json()["phase"] == "recalled"
    assert "no lawful way" not in told.content.decode()
    assert "easier visa" not in told.content.decode()


def test_other_methods_are_refused_in_the_same_shape(client: Client, campaign: Campaign):
    for method in (client.put, client.delete, client.patch):
        answer = method(f"{TOP}/campaigns/{campaign.reference}")
        assert answer.status_code == 405
        assert answer.json()["code"] == "method"
        assert "GET" in answer["Allow"]
    assert client.options(f"{TOP}/campaigns/{campaign.reference}").status_code == 204


def test_the_description_names_every_route_and_this_installation(client: Client):
    described = client.get(f"{TOP}/openapi.json").json()

    assert described["openapi"].startswith("3.1")
    assert described["servers"] == [{"url": "http://127.0.0.1:8000/api/v1"}]
    assert len(described["paths"]) == 5
