"""A5: travel mode holds against whoever makes the member sign in: they cannot bring in the two colleagues who would release the keys."""

import pytest
from django.test import Client

from safeconduct.kit.clock import now, today
from safeconduct.people.access import invitation_with
from safeconduct.people.actions.invite_member import invite_member
from safeconduct.people.models import Invitation, Member
from safeconduct.people.permissions import Role
from tests.factories.people import make_ines, make_jonas, make_member, make_tomas

pytestmark = pytest.mark.django_db

WISH = {"roles": ["reader"], "days": "7"}


@pytest.fixture
def amina() -> Member:
    return make_member("amina", roles=[Role.STEWARD])


def browser(member: Member) -> Client:
    client = Client()
    member.refresh_from_db()
    client.force_login(member)
    return client


@pytest.mark.parametrize("how", ["travel/", "{0}/alarm/"])
def test_nobody_invites_colleagues_while_their_own_keys_are_withheld(amina: Member, how: str):
    make_ines(), make_jonas()
    assert browser(amina).post("/desk/members/invite/", WISH).status_code == 200

    browser(amina).post(f"/desk/members/{how.format(amina.reference)}")

    assert browser(amina).post("/desk/members/invite/", WISH).status_code == 403
    assert not Invitation.objects.exists()


def test_an_invitation_that_was_given_before_lets_nobody_in_who_would_release(amina: Member):
    make_ines(), make_jonas()
    _kept, token = invite_member(organisation=amina.organisation, roles=[Role.READER], days=7, by=amina, at=now())
    _kept, of_another = invite_member(organisation=amina.organisation, roles=[Role.READER], days=7, by=make_tomas(), at=now())

    browser(amina).post("/desk/members/travel/")

    assert invitation_with(token, on=today()) is None
    assert invitation_with(of_another, on=today()) is not None


def test_nobody_removes_a_colleague_or_raises_their_alarm_meanwhile(amina: Member):
    ines = make_ines()
    make_jonas()
    browser(amina).post("/desk/members/travel/")

    assert browser(amina).post(f"/desk/members/{ines.reference}/remove/").status_code == 403
    browser(amina).post(f"/desk/members/{ines.reference}/alarm/")

    ines.refresh_from_db()
    assert ines.is_active
    assert ines.withheld_on is None


def test_who_has_their_keys_back_may_invite_again(amina: Member):
    ines, jonas = make_ines(), make_jonas()
    browser(amina).post("/desk/members/travel/")

    for colleague in (ines, jonas):
        browser(colleague).post(f"/desk/members/{amina.reference}/release/")

    assert browser(amina).post("/desk/members/invite/", WISH).status_code == 200
