"""The home of the desk tells how many wait, without knowing what they said."""

import pytest
from django.test import Client

from safeconduct.intake.queries.waiting import boxes_waiting
from tests.factories.people import make_vera
from tests.factories.vault import make_answer, make_channel, make_keyed_member, make_request, make_steward

pytestmark = pytest.mark.django_db(databases=["default", "intake"])


def test_a_box_waits_until_it_is_answered(client: Client):
    amina = make_steward("amina")
    malika = make_keyed_member("malika", voucher=amina)
    channel = make_channel(holders=[amina, malika], steward=amina)
    first, _second = make_request(channel, "One"), make_request(channel, "Two")
    make_answer(first, "Here we are")

    assert boxes_waiting(malika.member) == 1
    assert boxes_waiting(make_vera()) == 0
    client.force_login(malika.member)
    assert "One person waits for an answer" in client.get("/desk/").content.decode()
