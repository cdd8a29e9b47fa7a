"""The press room: whom to call now, releases for people and machines, and reading before the hour."""

import json
import re
from datetime import UTC, datetime, time, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from safeconduct.crises.models import Crisis
from safeconduct.kit.languages import PUBLIC_LANGUAGES
from safeconduct.people.models import Member
from safeconduct.people.permissions import Role
from safeconduct.publications.actions.end_press_access import end_press_access
from safeconduct.publications.actions.end_press_contact import end_press_contact
from safeconduct.publications.actions.give_press_access import give_press_access
from safeconduct.publications.actions.recall_publication import recall_publication
from safeconduct.publications.actions.write_boilerplate import write_boilerplate
from safeconduct.publications.models import PressAccess, PressOpening, Publication
from tests.factories.crises import make_crisis
from tests.factories.people import THEN, make_tomas
from tests.factories.people import make_member as member
from tests.factories.urgent import HOUR, let_out, make_contact, make_embargoed, make_journalist, make_release
from tests.public.clocks import Clock, set_clock

pytestmark = pytest.mark.django_db

TITLE = "Coalition asks for a way out"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def tomas() -> Member:
    return make_tomas()


@pytest.fixture
def petra() -> Member:
    """The press officer of the Lantern Line."""
    return member("petra", roles=[Role.PRESS])


@pytest.fixture
def crisis(tomas: Member) -> Crisis:
    return make_crisis(is_public=True)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return set_clock(monkeypatch, THEN)


@pytest.fixture
def release(crisis: Crisis, tomas: Member, clock: Clock) -> Publication:
    return let_out(make_release(crisis, tomas), tomas, crisis.opened_by)


@pytest.fixture
def early(crisis: Crisis, tomas: Member, clock: Clock) -> Publication:
    return make_embargoed(crisis, tomas, crisis.opened_by)


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def access_to(early: Publication, petra: Member) -> tuple[PressAccess, str]:
    given = give_press_access(publication=early, journalist=make_journalist(petra), is_sent=False, by=petra, at=THEN)
    return given.access, "/" + given.address.split("/", 3)[3]


def test_the_room_says_who_answers_now(client: Client, crisis: Crisis, petra: Member, clock: Clock):
    make_contact(crisis, petra)  # Copenhagen, nine to five, and it is eleven there
    make_contact(crisis, petra, name="The night desk", opens=time(20), closes=time(6), days="1234567")

    day = text(client, "/en/north/press/")
    clock.put_forward(hours=14)
    night = text(client, "/en/north/press/")

    assert re.search(r"Answers now.*The press desk.*Closed now.*The night desk", day, re.DOTALL)
    assert re.search(r"Answers now.*The night desk.*Closed now.*The press desk", night, re.DOTALL)
    assert "Mon–Fri 09:00–17:00 (Europe/Copenhagen)" in day


def test_a_desk_that_ended_is_gone(client: Client, crisis: Crisis, petra: Member, clock: Clock):
    contact = make_contact(crisis, petra)

    end_press_contact(contact=contact, by=petra, at=THEN)

    assert "+45 00 00 00 00" not in text(client, "/en/north/press/")


@pytest.mark.parametrize("language", [code for code, _name in PUBLIC_LANGUAGES])
def test_the_room_stands_in_every_language(client: Client, release: Publication, petra: Member, language: str):
    make_contact(release.crisis, petra)
    write_boilerplate(crisis=release.crisis, language="en", text="We answer the telephone.", by=petra, at=THEN)

    shown = text(client, f"/{language}/north/press/")

    assert TITLE in shown
    assert "We answer the telephone." in shown
    assert client.get(f"/{language}/north/press/{release.reference}/").status_code == 200


def test_a_release_has_everything_that_newsrooms_expect(client: Client, release: Publication, petra: Member):
    make_contact(release.crisis, petra)
    write_boilerplate(crisis=release.crisis, language="en", text="We answer the telephone.", by=petra, at=THEN)

    shown = text(client, f"/en/north/press/{release.reference}/")

    for words in ("For immediate release", TITLE, "Northtown", "We have waited long enough.", "Tomas, campaigner", "Notes to editors",
                  "We answer the telephone.", "+45 00 00 00 00", "– end –"):  # fmt: skip
        assert words in shown, words


def data_in(shown: str) -> Any:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', shown, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_search_engines_find_the_release_as_data(client: Client, release: Publication):
    said = data_in(text(client, f"/en/north/press/{release.reference}/"))

    assert said["@type"] == "NewsArticle"
    assert said["headline"] == TITLE
    assert said["inLanguage"] == "en"
    assert said["datePublished"] == "2017-04-20T09:00:00Z"
    assert said["publisher"]["name"] == "The Lantern Line"


def test_no_title_breaks_out_of_the_data(client: Client, crisis: Crisis, tomas: Member, clock: Clock):
    hostile = "</script><script>alert(1)</script>&<!--"
    release = let_out(make_release(crisis, tomas, title=hostile), tomas, crisis.opened_by)

    shown = text(client, f"/en/north/press/{release.reference}/")

    assert "<script>alert" not in shown
    assert data_in(shown)["headline"] == hostile


def test_machines_read_the_release(client: Client, release: Publication):
    answer = client.get(f"/en/north/press/{release.reference}.ninjs.json")
    said = json.loads(answer.content)

    assert answer["Content-Type"].startswith("application/json")
    assert said["pubStatus"] == "usable"
    assert said["headlines"] == [{"role": "main", "value": TITLE}]
    assert said["version"] == "1"
    assert "We have waited long enough." in said["bodies"][0]["value"]


def test_feeds_tell_the_releases(client: Client, release: Publication):
    as_atom = ElementTree.fromstring(client.get("/en/north/press/releases.atom").content)
    as_rss = ElementTree.fromstring(client.get("/en/north/press/releases.rss").content)

    assert [entry.findtext(f"{ATOM}title") for entry in as_atom.iter(f"{ATOM}entry")] == [TITLE]
    assert [item.findtext("title") for item in as_rss.iter("item")] == [TITLE]


def test_recalled_it_is_a_notice_everywhere(client: Client, release: Publication, tomas: Member):
    pages = ("press/", f"press/{release.reference}/", f"press/{release.reference}.ninjs.json", "press/releases.rss", "press/releases.atom")
    assert all(TITLE in text(client, f"/en/north/{page}") for page in pages)

    recall_publication(publication=release, texts={"en": "A number was wrong."}, because="A number was wrong.", by=tomas, at=THEN)

    for page in pages:
        shown = text(client, f"/en/north/{page}")
        assert TITLE not in shown, page
        assert "waited long enough" not in shown, page
        assert "A number was wrong." in shown, page
    assert json.loads(text(client, f"/en/north/press/{release.reference}.ninjs.json"))["pubStatus"] == "canceled"
    assert "ld+json" not in text(client, f"/en/north/press/{release.reference}/")


def test_before_its_hour_it_is_nowhere(client: Client, early: Publication, clock: Clock):
    clock.moment = HOUR - timedelta(seconds=1)
    for page in (f"press/{early.reference}/", f"press/{early.reference}.ninjs.json"):
        assert client.get(f"/en/north/{page}").status_code == 404
    assert TITLE not in text(client, "/en/north/press/")

    clock.put_forward(seconds=1)
    for page in (f"press/{early.reference}/", f"press/{early.reference}.ninjs.json", "press/"):
        assert TITLE in text(client, f"/en/north/{page}")


def test_the_terms_come_first_and_reading_them_agrees_to_nothing(client: Client, early: Publication, petra: Member):
    access, address = access_to(early, petra)

    shown = text(client, address)

    assert "20 May 2017, 09:00 (Europe/Copenhagen)" in shown
    assert TITLE not in shown
    assert "waited long enough" not in shown
    access.refresh_from_db()
    assert access.agreed_at is None
    assert not PressOpening.objects.exists()


def test_who_agrees_reads_it_with_their_mark(client: Client, early: Publication, petra: Member, clock: Clock):
    access, address = access_to(early, petra)

    shown = client.post(address).content.decode()
    client.post(address)
    clock.put_forward(days=1)
    client.post(address)

    assert TITLE in shown
    assert access.mark in shown
    assert "Embargoed until 20 May 2017, 09:00 (Europe/Copenhagen)" in shown
    access.refresh_from_db()
    assert access.agreed_at == THEN
    assert [(one.on, one.times) for one in PressOpening.objects.order_by("on")] == [(THEN.date(), 2), (clock.moment.date(), 1)]


def test_the_page_is_kept_nowhere_and_tells_nobody(client: Client, early: Publication, petra: Member):
    _access, address = access_to(early, petra)

    for answer in (client.get(address), client.post(address)):
        assert "no-store" in answer["Cache-Control"]
        assert "noindex" in answer["X-Robots-Tag"]
        assert answer["Referrer-Policy"] in {"no-referrer", "same-origin"}


def test_agreeing_needs_a_form_of_ours(early: Publication, petra: Member):
    _access, address = access_to(early, petra)

    assert Client(enforce_csrf_checks=True).post(address).status_code == 403


def test_only_the_hash_of_the_address_is_kept(early: Publication, petra: Member):
    access, address = access_to(early, petra)
    token = address.rstrip("/").rsplit("/", 1)[1]

    kept = PressAccess.objects.filter(pk=access.pk).values().get()

    assert token not in repr(kept)
    assert len(bytes(kept["token_hash"])) == 32


def test_what_ended_looks_like_what_never_was(client: Client, early: Publication, petra: Member):
    access, address = access_to(early, petra)
    never = client.get("/en/press-access/never-was/")

    end_press_access(access=access, by=petra, at=THEN)

    token = address.rstrip("/").rsplit("/", 1)[1]
    for answer in (client.get(address), client.post(address)):
        assert answer.status_code == 404
        assert answer.content.decode().replace(token, "never-was") == never.content.decode()


def test_given_again_the_first_address_ends(client: Client, early: Publication, petra: Member):
    _access, first = access_to(early, petra)
    journalist = PressAccess.objects.get().journalist

    again = give_press_access(publication=early, journalist=journalist, is_sent=False, by=petra, at=THEN)

    assert client.get(first).status_code == 404
    assert client.get("/" + again.address.split("/", 3)[3]).status_code == 200


def test_a_recall_shuts_every_access(client: Client, early: Publication, tomas: Member, petra: Member):
    _access, address = access_to(early, petra)

    recall_publication(publication=early, texts={"en": "Not yet."}, because="Too early.", by=tomas, at=THEN)

    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404


def test_after_its_hour_the_way_leads_to_the_public_page(client: Client, early: Publication, petra: Member, clock: Clock):
    _access, address = access_to(early, petra)
    clock.moment = datetime(2017, 5, 20, 7, 0, tzinfo=UTC)

    answer = client.get(address)

    assert answer["Location"] == f"/en/north/press/{early.reference}/"
    assert not PressOpening.objects.exists()
