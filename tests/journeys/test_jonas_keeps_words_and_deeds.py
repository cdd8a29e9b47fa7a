"""Jonas campaigns: he records who said and did what, and puts it before the public."""

import pytest
from django.test import Client

from safeconduct.advocacy.models import Body, Deed, Response
from safeconduct.people.permissions import Role
from tests.factories.advocacy import make_body
from tests.factories.crises import make_crisis
from tests.factories.evidence import make_source
from tests.factories.people import make_ines, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def northland() -> Body:
    """The government of Northland, in the public crisis "north"."""
    crisis = make_crisis(by=make_ines(), is_public=True)
    make_source(crisis)
    return make_body(crisis)


@pytest.fixture
def jonas(client: Client, northland: Body) -> Client:
    client.force_login(make_member("jonas", roles=[Role.CAMPAIGNER]))
    return client


def record(jonas: Client, northland: Body, kind: str, **given: str) -> str:
    """Record an answer as Jonas would, and give where it stands."""
    place = f"/desk/north/bodies/{northland.reference}/{kind}/new/"
    page = jonas.get(place)
    assert page.status_code == 200
    form = {"language": "en", "grade": "stated", "reporter_name": "The Northern Courier", **given}
    answer = jonas.post(place, form)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_words_and_deeds_stand_apart_and_harm_is_shown(jonas: Client, northland: Body) -> None:
    said = record(jonas, northland, "responses", type="concern", text="It said it was deeply concerned.", on="2017-04-18")
    gave = record(jonas, northland, "deeds", type="visa-issued", text="It issued two visas.", on="2017-05-17")
    refused = record(jonas, northland, "deeds", type="visa-refused", text="It refused forty visas.", on="2017-05")
    assert (Response.objects.count(), Deed.objects.count()) == (1, 2)
    assert "refused forty visas" not in jonas.get("/en/north/governments/NL/").content.decode()

    for place in (said, gave, refused):
        assert jonas.post(f"{place}publish/").status_code == 302

    page = jonas.get("/en/north/governments/NL/").content.decode()
    assert page.index("It issued two visas.") < page.index("It said it was deeply concerned.")
    assert "It refused forty visas." in page


def test_a_search_that_found_no_deed_is_said_with_its_day(jonas: Client, northland: Body) -> None:
    publish = record(jonas, northland, "responses", type="concern", text="It said it was deeply concerned.", on="2017-04-18")
    jonas.post(f"{publish}publish/")

    answer = jonas.post(
        f"/desk/north/bodies/{northland.reference}/searches/",
        {"searched_until": "2017-05-18", "note": "Its own news pages."},
    )
    assert answer.status_code == 302, answer.content.decode()

    assert "18 May 2017" in jonas.get("/en/north/").content.decode()


def test_an_answer_that_was_wrong_is_withdrawn_with_a_reason_and_leaves_the_public_page(jonas: Client, northland: Body) -> None:
    place = record(jonas, northland, "deeds", type="visa-issued", text="It issued two visas.", on="2017-05-17")
    jonas.post(f"{place}publish/")
    assert "It issued two visas." in jonas.get("/en/north/governments/NL/").content.decode()

    assert jonas.post(f"{place}withdraw/", {"because": "The paper corrected itself."}).status_code == 302

    assert "It issued two visas." not in jonas.get("/en/north/governments/NL/").content.decode()
