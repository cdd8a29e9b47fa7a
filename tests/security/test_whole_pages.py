"""Public pages are kept whole and given to everybody: nothing of one reader may be in what the next one gets."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse
from django.test import Client, RequestFactory

from safeconduct.crises.models import Crisis
from safeconduct.public.middleware import WholePageMiddleware
from tests.factories.crises import make_crisis

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _north() -> None:
    make_crisis(is_public=True)


def with_a_message(client: Client, words: str) -> None:
    """Let a message wait for the reader, as an action at the desk leaves it."""
    request, response = RequestFactory().get("/"), HttpResponse()
    storage: Any = CookieStorage(request)
    storage._store([Message(10, words)], response)
    client.cookies["messages"] = response.cookies["messages"].value


@pytest.mark.parametrize("address", ["/en/", "/en/north/"])
def test_what_waits_for_one_reader_is_on_no_public_page(client: Client, address: str):
    with_a_message(client, "CL-SECRET was withdrawn")

    mine = client.get(address)
    yours = Client().get(address)

    assert b"CL-SECRET" not in mine.content
    assert b"CL-SECRET" not in yours.content


def test_a_page_is_made_once_whatever_follows_a_question_mark(client: Client, django_assert_max_num_queries):
    client.get("/en/north/")

    with django_assert_max_num_queries(1):
        again = client.get("/en/north/?utm_source=mail&n=7")

    assert again.status_code == 200
    assert again["Cache-Control"].startswith("public")


def test_a_page_asked_for_by_its_head_alone_is_whole_for_the_next_reader(client: Client):
    client.head("/en/north/claims/")

    assert b"</html>" in client.get("/en/north/claims/").content


def test_the_name_of_another_server_comes_onto_no_page(client: Client):
    strange = client.get("/en/north/", HTTP_HOST="elsewhere.example", HTTP_X_FORWARDED_HOST="elsewhere.example")

    assert strange.status_code == 400
    assert b"elsewhere.example" not in client.get("/en/north/", HTTP_X_FORWARDED_HOST="elsewhere.example").content


@pytest.mark.parametrize(
    "address", ["/en//north/", "/en/north//", "/en/north/%2e%2e/", "/en/NORTH/", "/en/north/claims/CL-NONE00/", "/xx/north/"]
)
def test_what_is_no_page_is_not_kept(client: Client, address: str):
    answer = client.get(address)

    assert answer.status_code == 404
    assert "public" not in answer.headers.get("Cache-Control", "")


def test_a_crisis_that_stops_being_public_is_gone_at_once(client: Client):
    assert client.get("/en/north/").status_code == 200
    assert b"Abductions" in client.get("/en/").content

    Crisis.objects.update(published_at=None, published_by=None)

    assert client.get("/en/north/").status_code == 404
    assert b"Abductions" not in client.get("/en/").content


def test_one_crisis_closed_and_another_opened_are_not_taken_for_the_same_page(client: Client):
    client.get("/en/")
    north = Crisis.objects.get()
    south = make_crisis(slug="south", title="Raids in the south", by=north.opened_by)
    Crisis.objects.filter(pk=south.pk).update(published_at=north.published_at, published_by=north.published_by, revision=north.revision)
    Crisis.objects.filter(pk=north.pk).update(published_at=None, published_by=None)

    page = client.get("/en/").content

    assert b"Raids" in page
    assert b"Abductions" not in page


def test_a_page_made_yesterday_is_made_anew_today(client: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("safeconduct.public.middleware.now", lambda: datetime(2017, 5, 1, 9, tzinfo=UTC))
    client.get("/en/north/")
    monkeypatch.setattr("safeconduct.public.middleware.now", lambda: datetime(2017, 5, 2, 9, tzinfo=UTC))
    monkeypatch.setattr("safeconduct.public.views.frame.today", lambda: date(2017, 5, 2))

    assert b"2 May 2017" in client.get("/en/north/").content


def test_pages_do_not_pile_up_without_end(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("safeconduct.public.middleware.MOST_PAGES", 2)
    kept = WholePageMiddleware(lambda request: HttpResponse(request.path))
    for address in ("/en/north/a/", "/en/north/b/", "/en/north/c/"):
        kept(RequestFactory().get(address))

    assert list(kept._pages) == ["/en/north/b/", "/en/north/c/"]
