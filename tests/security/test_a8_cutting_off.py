"""A8: cutting an organisation off destroys keys, so it is not for anybody who can bring its name into a crisis of their own."""

import pytest
from django.test import Client

from safeconduct.crises.models import Participation
from safeconduct.people.models import Member
from safeconduct.people.permissions import Role
from tests.factories.people import make_organisation
from tests.factories.vault import KeyedMember, make_keyed_member, make_steward

pytestmark = pytest.mark.django_db

NEW = {"title": "A trap", "lead": "", "language": "en", "slug": "trap", "place": "", "began": ""}


@pytest.fixture
def jonas() -> KeyedMember:
    return make_steward()


def as_vera_would(vera: Member, victim: Member) -> int:
    """Open a crisis, let the other organisation in by its name, and cut it off; give how that was answered."""
    client = Client()
    client.force_login(vera)
    assert client.post("/desk/crises/new/", NEW).status_code == 302
    assert client.post("/desk/trap/let-in/", {"name": victim.organisation.name}).status_code == 302
    assert Participation.objects.filter(organisation=victim.organisation).exists()
    address = f"/desk/members/organisations/{victim.organisation.reference}/cut-off/"
    return client.post(address, {"name": victim.organisation.name}).status_code


@pytest.mark.parametrize("standing", ["no keys vouched for", "by her own steward", "by the root"])
def test_only_whom_the_root_stands_behind_cuts_off_an_organisation(jonas: KeyedMember, standing: str):
    there = make_organisation("Far Shore", country="NO")
    steward = make_keyed_member("elsa", roles=[Role.STEWARD], organisation=there, voucher=jonas, authority="steward")
    voucher = {"no keys vouched for": None, "by her own steward": steward, "by the root": jonas}[standing]
    vera = make_keyed_member("vera", roles=[Role.COORDINATOR, Role.STEWARD], organisation=there, voucher=voucher)

    status = as_vera_would(vera.member, jonas.member)

    jonas.member.refresh_from_db()
    assert (status, jonas.member.is_active) == ((302, False) if standing == "by the root" else (404, True))
