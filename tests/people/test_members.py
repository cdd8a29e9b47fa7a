"""Members, their organisations and how they come in."""

from datetime import datetime

import pytest
from django.test import Client

from safeconduct.audit.models import Entry
from safeconduct.people.actions.admit_organisation import admit_organisation
from safeconduct.people.actions.enrol_member import HandleTaken, HandleUnfit
from safeconduct.people.models import Member, Organisation, RoleGrant
from safeconduct.people.permissions import Permission, Role
from tests.factories.people import make_ines, make_member, make_organisation

pytestmark = pytest.mark.django_db


def test_a_researcher_may_review_and_may_not_open_a_crisis():
    ines = make_ines()

    assert ines.may(Permission.DOCUMENT_REVIEW)
    assert not ines.may(Permission.CRISIS_OPEN)


def test_somebody_who_is_no_longer_active_may_nothing():
    ines = make_ines()
    ines.is_active = False

    assert not ines.may(Permission.DOCUMENT_REVIEW)


def test_who_was_enrolled_has_no_way_in_until_they_bring_keys():
    assert not make_ines().has_usable_password()


def test_a_sign_in_name_is_given_once():
    make_ines()

    with pytest.raises(HandleTaken):
        make_ines()


@pytest.mark.parametrize("handle", ["", "Ines", "ines ", "инес", "ines@example", "-ines", "ines.", "i" * 61])
def test_a_sign_in_name_is_one_that_everybody_types_alike(handle: str):
    with pytest.raises(HandleUnfit):
        make_member(handle)

    assert not Member.objects.exists()


def test_a_role_named_twice_is_held_once():
    member = make_member("jonas", roles=[Role.READER, Role.READER])

    assert RoleGrant.objects.filter(member=member).count() == 1


def test_an_organisation_is_admitted_once_under_its_name(at: datetime):
    first = make_organisation("The Lantern Line")

    again = admit_organisation(name="The Lantern Line", by="tests", at=at)

    assert again == first
    assert Entry.objects.filter(kind="people.organisation-admitted").count() == 1


def test_who_came_is_in_the_record_with_their_roles():
    ines = make_ines()

    entry = Entry.objects.get(kind="people.member-enrolled")

    assert (entry.subject, entry.detail) == (ines.reference, {"roles": ["researcher"]})


def test_nothing_is_kept_of_when_and_from_where_somebody_signed_in():
    names = {field.name for field in Member._meta.get_fields()}

    assert not names & {"last_login", "email", "date_joined", "ip_address"}


def test_a_session_ends_when_the_organisation_leaves(client: Client, at: datetime):
    ines = make_ines()
    client.force_login(ines)
    assert client.get("/desk/").status_code == 200

    Organisation.objects.update(left_on=at.date())

    assert client.get("/desk/").status_code == 302


def test_a_session_ends_when_the_member_is_made_inactive(client: Client):
    ines = make_ines()
    client.force_login(ines)

    Member.objects.update(is_active=False)

    assert client.get("/desk/").status_code == 302
