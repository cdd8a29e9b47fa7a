"""C5: nobody takes a colleague's name, in whatever letters, and nobody comes back under the name of what was cut off."""

import pytest
from django.test import Client

from safeconduct.kit.clock import today
from safeconduct.people.models import Member, Organisation
from tests.factories.doors import post
from tests.factories.joining import invite
from tests.factories.people import make_jonas, make_member, make_organisation

pytestmark = pytest.mark.django_db

JOIN = "/desk/join/"


@pytest.mark.parametrize(
    "name", ["Jonas", " JONAS ", "Ｊｏｎａｓ", "Jo\u200dnas", "Jonas\u202e", "\u2066Vera\u2069", "Vera\u200b", "Ve\nra", "Vera\x7f"]
)
def test_a_name_that_passes_for_a_colleagues_or_hides_signs_is_refused(client: Client, name: str):
    make_jonas()

    answer = post(client, JOIN, invite().post(handle="nadia", name=name))

    assert (answer.status_code, answer.json()["code"]) == (422, "name")
    assert not Member.objects.filter(handle="nadia").exists()


@pytest.mark.parametrize("name", ["Jonas B.", "نگار\u200cها", "Ирина", "Anne-Marie O’Neil"])
def test_other_names_are_taken(client: Client, name: str):
    make_jonas()

    assert post(client, JOIN, invite().post(handle="nadia", name=name)).status_code == 200
    assert Member.objects.get(handle="nadia").name == name


def test_another_organisation_may_have_somebody_of_the_same_name(client: Client):
    make_member("nadia", organisation=make_organisation("Far Shore", country="NO"))

    assert post(client, JOIN, invite().post(handle="nadia2", name="Nadia")).status_code == 200


@pytest.mark.parametrize("name", ["Harbour Relief", "HARBOUR relief", " harbour relief "])
def test_what_was_cut_off_does_not_come_back_in_other_capitals(client: Client, name: str):
    make_organisation("Harbour Relief")
    Organisation.objects.filter(name="Harbour Relief").update(left_on=today())
    client.force_login(make_jonas())

    answer = client.post("/desk/members/invite/", {"organisation": name, "roles": "reader", "days": "7"})

    assert answer.status_code == 422
    assert Organisation.objects.filter(name__iexact="harbour relief").count() == 1
