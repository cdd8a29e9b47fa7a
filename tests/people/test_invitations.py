"""Who may invite whom into what."""

import pytest
from django.test import Client

from safeconduct.audit.models import Entry
from safeconduct.kit.clock import today
from safeconduct.people.models import Invitation, Member, Organisation
from safeconduct.people.permissions import Role
from tests.factories.people import make_jonas, make_member, make_organisation, make_vera

pytestmark = pytest.mark.django_db

INVITE = "/desk/members/invite/"


def send(by: Member, *roles: str, organisation: str = "The Lantern Line", days: str = "7") -> int:
    client = Client()
    client.force_login(by)
    return client.post(INVITE, {"organisation": organisation, "roles": roles or ["reader"], "days": days}).status_code


#              into one's own   into a new one   into one with members
TABLE = {
    Role.CAMPAIGNER: (403, 403, 403),
    Role.CASE_LEAD: (403, 403, 403),
    Role.CASEWORKER: (403, 403, 403),
    Role.COORDINATOR: (200, 200, 422),
    Role.HOTLINE: (403, 403, 403),
    Role.PRESS: (403, 403, 403),
    Role.READER: (403, 403, 403),
    Role.RESEARCHER: (403, 403, 403),
    Role.SIGNATORY: (403, 403, 403),
    Role.STEWARD: (200, 200, 200),  # into the own one whatever is sent: a steward is not asked
    Role.TREASURER: (403, 403, 403),
}


@pytest.mark.parametrize("role", list(Role))
def test_who_may_invite_into_what(role: Role):
    make_vera()
    by = make_member("sofia", roles=[role])

    answers = tuple(send(by, organisation=name) for name in ("the lantern line ", "New Harbour", "Far Shore"))

    assert answers == TABLE[role]
    invited = set(Invitation.objects.values_list("organisation__name", flat=True))
    expected: dict[Role, set[str]] = {Role.COORDINATOR: {"The Lantern Line", "New Harbour"}, Role.STEWARD: {"The Lantern Line"}}
    assert invited == expected.get(role, set())
    assert Organisation.objects.filter(name="New Harbour").exists() == (role == Role.COORDINATOR)


@pytest.mark.parametrize("given", list(Role))
def test_a_coordinator_gives_every_role_and_a_steward_every_one_but_that(given: Role):
    jonas, sofia = make_jonas(), make_member("sofia", roles=[Role.STEWARD])

    assert send(jonas, given) == 200
    assert (send(sofia, given) == 200) == (given != Role.COORDINATOR)


def test_a_role_that_does_not_exist_invites_nobody():
    assert send(make_jonas(), "owner") == 422
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(("days", "status"), [("1", 200), ("30", 200), ("0", 422), ("31", 422), ("x", 422), ("", 422)])
def test_an_invitation_holds_for_a_month_at_most(days: str, status: int):
    assert send(make_jonas(), days=days) == status
    if status == 200:
        assert (Invitation.objects.get().until - today()).days == int(days)


def test_what_was_typed_stays_when_it_is_refused(client: Client):
    make_vera()
    client.force_login(make_jonas())

    page = client.post(INVITE, {"organisation": "Far Shore", "roles": ["reader"], "days": "3"}).content.decode()

    assert 'value="Far Shore"' in page
    assert "invites its people itself" in page


def test_an_invitation_is_in_the_record_without_its_token():
    jonas = make_jonas()
    send(jonas)

    entry = Entry.objects.get(kind="people.member-invited")

    assert entry.by == jonas.reference
    assert entry.subject == Invitation.objects.get().member_reference
    assert sorted(entry.detail) == ["organisation", "roles"]


def test_an_invitation_of_another_organisation_is_not_seen_and_not_withdrawn(client: Client):
    send(make_jonas())
    reference = Invitation.objects.get().member_reference
    client.force_login(make_vera())

    assert reference not in client.get("/desk/members/").content.decode()
    assert client.post(f"/desk/members/invitations/{reference}/withdraw/").status_code == 404
    assert Invitation.objects.exists()


def test_members_of_another_organisation_are_not_shown(client: Client):
    make_jonas()
    make_member("tomas", organisation=make_organisation("Harbour Relief"))
    client.force_login(make_vera())

    page = client.get("/desk/members/").content.decode()

    assert "Vera" in page
    for name in ("Jonas", "Tomas", "Lantern", "Harbour"):
        assert name not in page
