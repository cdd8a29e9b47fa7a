"""The count for other pages: signed, apart by where it was counted, never telling who, and never nought where nobody knows."""

import json
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.db import DatabaseError
from django.test import Client

from safeconduct.petitions.models import Campaign, PaperCount, Partner
from safeconduct.petitions.queries.counts import count_key
from safeconduct.petitions.rules.counting import NotACount, read_count
from tests.factories.crises import make_crisis
from tests.factories.people import THEN, make_ines, make_jonas, make_tomas
from tests.factories.petitions import make_campaign, make_tally, roll_of
from tests.public.clocks import Clock, set_clock

pytestmark = pytest.mark.django_db(databases=["default", "signing"])


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = set_clock(monkeypatch, THEN)
    monkeypatch.setattr("safeconduct.public.views.counts.now", clock.now)
    return clock


@pytest.fixture
def campaign(clock: Clock) -> Campaign:
    jonas, tomas = make_jonas(), make_tomas()
    return make_campaign(make_crisis(by=jonas, is_public=True), jonas, approved_by=tomas)


def told(client: Client, campaign: Campaign):
    return json.loads(client.get(f"/p/{campaign.reference}/count.json").content)


def test_every_page_may_read_the_count_and_no_cookie_is_set(client: Client, campaign: Campaign):
    make_tally(roll_of(campaign), 1234)

    answer = client.get(f"/p/{campaign.reference}/count.json")

    assert answer["Access-Control-Allow-Origin"] == "*"
    assert not answer.cookies
    assert json.loads(answer.content)["total"] == 1234
    assert client.get(f"/p/{campaign.reference}/count.json", headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_what_was_counted_elsewhere_stands_apart_and_in_no_sum(client: Client, campaign: Campaign):
    roll = roll_of(campaign)
    make_tally(roll, 30)
    make_tally(roll, 12, channel="widget")
    PaperCount.objects.create(campaign=campaign, on=THEN, number=80, recorded_by=campaign.created_by, checked_by=make_ines())
    PaperCount.objects.create(campaign=campaign, on=THEN, number=7, recorded_by=campaign.created_by)
    Partner.objects.create(campaign=campaign, name="Amber House", count=500, as_of=THEN, read_at=THEN, added_by=campaign.created_by)
    Partner.objects.create(campaign=campaign, name="Quiet Fund", added_by=campaign.created_by)

    count = told(client, campaign)

    assert count["total"] == 42
    assert count["channels"] == {"api": 0, "import": 0, "web": 30, "widget": 12}
    assert count["paper"] == 80
    assert [(one["name"], one["total"]) for one in count["partners"]] == [("Amber House", 500), ("Quiet Fund", None)]


def test_a_partner_who_was_not_read_for_an_hour_is_marked(client: Client, campaign: Campaign, clock: Clock):
    address = "https://other.example/p/PE-7Q4MZK/count.json"
    Partner.objects.create(campaign=campaign, name="A", address=address, count=5, as_of=THEN, read_at=THEN, added_by=campaign.created_by)

    assert told(client, campaign)["partners"][0]["stale"] is False
    clock.moment = THEN + timedelta(hours=1, seconds=1)

    assert told(client, campaign)["partners"][0] == {"name": "A", "total": 5, "as_of": "2017-04-20T09:00Z", "stale": True}


def test_nobody_is_found_by_the_country_they_signed_from(client: Client, campaign: Campaign):
    roll = roll_of(campaign)
    make_tally(roll, 17, country="SE")
    make_tally(roll, 4, country="RU")
    make_tally(roll, 1, country="")

    count = told(client, campaign)

    assert count["countries"] == {"SE": 15}
    assert count["other"] == 7
    make_tally(roll, 1, country="SE")
    assert told(client, campaign)["countries"] == {"SE": 15}  # one person more is not seen in the country's number


def test_a_hidden_count_tells_nothing(client: Client, campaign: Campaign):
    roll = roll_of(campaign)
    make_tally(roll, 987)
    roll.switches = {"hide_counter": True}
    roll.save()

    count = told(client, campaign)
    picture = client.get(f"/p/{campaign.reference}/count.svg").content.decode()

    assert count["total"] is None
    assert count["hidden"] is True
    assert "countries" not in count
    assert "987" not in picture
    assert "not shown" in picture


def test_what_nobody_knows_is_not_nought(client: Client, campaign: Campaign, monkeypatch: pytest.MonkeyPatch):
    def fail(_roll: object) -> None:
        raise DatabaseError

    monkeypatch.setattr("safeconduct.petitions.queries.counts.count_of", fail)

    count = told(client, campaign)
    picture = client.get(f"/p/{campaign.reference}/count.svg").content.decode()

    assert count["total"] is None
    assert count["hidden"] is False
    assert "not known at the moment" in picture


def test_the_count_is_signed_and_a_changed_one_is_not_believed(client: Client, campaign: Campaign):
    make_tally(roll_of(campaign), 1234)
    data = client.get(f"/p/{campaign.reference}/count.json").content

    assert read_count(data, key=count_key(), at=THEN, reference=campaign.reference).total == 1234
    for changed in (data.replace(b"1234", b"1235"), data.replace(b"PE-", b"PX-", 1), data[:-1], b"[]", b"{}"):
        with pytest.raises(NotACount):
            read_count(changed, key=count_key(), at=THEN, reference=campaign.reference)
    with pytest.raises(NotACount, match="another campaign"):
        read_count(data, key=count_key(), at=THEN, reference="PE-ELSEWH")
    with pytest.raises(NotACount, match="future"):
        read_count(data, key=count_key(), at=THEN - timedelta(hours=1))
    with pytest.raises(NotACount, match="key"):
        read_count(data, key=b"\1" * 32, at=THEN)


@pytest.mark.parametrize(
    "language, number, direction", [("en", "1,234", "ltr"), ("de", "1.234", "ltr"), ("sv", "1\xa0234", "ltr"), ("ar", "", "rtl")]
)
def test_the_picture_speaks_the_language_of_its_address(client: Client, campaign: Campaign, language: str, number: str, direction: str):
    make_tally(roll_of(campaign), 1234)

    answer = client.get(f"/p/{campaign.reference}/{language}/count.svg")
    drawn = ElementTree.fromstring(answer.content)

    assert answer["Content-Type"].startswith("image/svg+xml")
    assert number in answer.content.decode()
    assert drawn.get("direction") == direction
    assert drawn.get("role") == "img"
    assert drawn[0].tag.endswith("title")


def test_what_is_not_public_has_no_count(client: Client, campaign: Campaign):
    assert client.get("/p/PE-NOSUCH/count.json").status_code == 404
    assert client.get(f"/p/{campaign.reference}/xx/count.svg").status_code == 404
    Campaign.objects.update(opens_on=None)
    assert client.get(f"/p/{campaign.reference}/count.json").status_code == 404
    assert client.get(f"/p/{campaign.reference}/count.svg").status_code == 404
