"""Who answers a crisis, and who lets whom in."""

import pytest
from django.test import Client

from safeconduct.audit.models import Entry
from safeconduct.crises.actions.open_crisis import RESERVED, SlugReserved
from safeconduct.crises.models import Crisis
from safeconduct.people.models import Member
from tests.architecture.house import routes
from tests.factories.crises import make_crisis
from tests.factories.people import make_ines, make_jonas, make_vera

pytestmark = pytest.mark.django_db


@pytest.fixture
def crisis() -> Crisis:
    return make_crisis(by=make_jonas())


@pytest.fixture
def vera() -> Member:
    return make_vera()


def test_jonas_lets_in_the_organisation_of_vera_and_only_then_she_sees_the_crisis(client: Client, crisis: Crisis, vera: Member):
    client.force_login(vera)
    assert client.get("/desk/north/").status_code == 404

    client.force_login(crisis.opened_by)
    for _twice in range(2):
        assert client.post("/desk/north/let-in/", {"name": " far shore "}).status_code == 302

    client.force_login(vera)
    assert "Far Shore" in client.get("/desk/north/").content.decode()
    assert Entry.objects.filter(kind="crises.organisation-let-in").count() == 1


def test_a_name_that_nobody_has_is_said_to_be_unknown_and_stays_in_the_form(client: Client, crisis: Crisis):
    client.force_login(crisis.opened_by)

    page = client.post("/desk/north/let-in/", {"name": "Nearer Shore"})

    assert page.status_code == 422
    assert "No organisation of the coalition has this name." in page.content.decode()
    assert 'value="Nearer Shore"' in page.content.decode()


def test_ines_lets_nobody_in(client: Client, crisis: Crisis, vera: Member):
    client.force_login(make_ines())

    assert client.post("/desk/north/let-in/", {"name": "Far Shore"}).status_code == 403
    assert crisis.participations.count() == 1


def test_vera_does_not_let_herself_in(client: Client, crisis: Crisis, vera: Member):
    client.force_login(vera)

    assert client.post("/desk/north/let-in/", {"name": "Far Shore"}).status_code == 404
    assert crisis.participations.count() == 1


def test_no_crisis_takes_the_address_of_a_page_of_the_desk(client: Client):
    own = {route.address.split("/")[1] for route in routes() if route.address.startswith("desk/")}
    assert {part for part in own if part and not part.startswith("<")} <= RESERVED

    jonas = make_jonas()
    client.force_login(jonas)
    for slug in sorted(RESERVED):
        with pytest.raises(SlugReserved):
            make_crisis(by=jonas, slug=slug)
        page = client.post("/desk/crises/new/", {"title": "North", "language": "en", "slug": slug})
        assert page.status_code == 422, slug
    assert not Crisis.objects.exists()
