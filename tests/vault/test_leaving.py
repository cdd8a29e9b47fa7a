"""Removing a member and cutting off an organisation: by whom, and what is left of them."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from safeconduct.audit.models import Entry
from safeconduct.kit.clock import now, today
from safeconduct.people.actions.invite_member import invite_member
from safeconduct.people.models import Invitation, Member, Organisation, PublicBundle, SecondFactor, UnlockSlot
from safeconduct.people.permissions import Role
from safeconduct.vault.models import Grant, Keyring
from tests.factories.crises import make_crisis
from tests.factories.doors import sign_in
from tests.factories.people import make_ines, make_jonas, make_member, make_organisation, make_vera
from tests.factories.vault import KeyedMember, KeyedVault, make_epoch, make_keyed_member, make_steward, make_vault

pytestmark = pytest.mark.django_db


@pytest.fixture
def jonas() -> KeyedMember:
    return make_steward("jonas")


def act(by: Member, address: str, **sent: str) -> Any:
    client = Client()
    client.force_login(by)
    return client.post(address, sent)


def remove(by: Member, member: Member) -> int:
    return int(act(by, f"/desk/members/{member.reference}/remove/").status_code)


def cut_off(by: Member, organisation: Organisation, name: str | None = None) -> int:
    address = f"/desk/members/organisations/{organisation.reference}/cut-off/"
    return int(act(by, address, name=organisation.name if name is None else name).status_code)


def seen(vault: KeyedVault) -> list[bool]:
    return list(vault.vault.epochs.order_by("number").values_list("seen_by_removed", flat=True))


@pytest.mark.parametrize("role", list(Role))
def test_who_may_remove_a_member(role: Role):
    ines = make_ines()

    assert (remove(make_member("amina", roles=[role]), ines) == 302) == (role in {Role.COORDINATOR, Role.STEWARD})
    ines.refresh_from_db()
    assert ines.is_active == (role not in {Role.COORDINATOR, Role.STEWARD})


def test_nobody_removes_themselves(jonas: KeyedMember):
    assert remove(jonas.member, jonas.member) == 422
    jonas.member.refresh_from_db()
    assert jonas.member.is_active


def test_nothing_of_the_removed_opens_anything_any_more(client: Client, jonas: KeyedMember):
    amina, lev = make_keyed_member("amina", roles=[Role.HOTLINE, Role.COORDINATOR]), make_keyed_member("lev")
    vault = make_vault("case", [amina, jonas, lev])
    Keyring.objects.create(member=amina.member, version=1, blob=b"x")
    invite_member(organisation=amina.member.organisation, roles=[Role.READER], days=7, by=amina.member, at=now())
    sign_in(client, amina)

    assert remove(jonas.member, amina.member) == 302

    assert client.get("/desk/").status_code == 302
    assert sign_in(Client(), amina).status_code == 422
    for table in (UnlockSlot, SecondFactor, Keyring, Grant):
        assert not table._default_manager.filter(member=amina.member).exists(), table
    assert not Invitation.objects.exists()
    assert PublicBundle.objects.filter(member=amina.member).exists()
    assert seen(vault) == [True]
    assert Grant.objects.filter(vault=vault.vault).count() == 2
    assert Entry.objects.get(kind="people.member-removed").subject == amina.reference


def test_what_began_after_the_removed_held_it_is_not_marked(jonas: KeyedMember):
    amina, lev = make_keyed_member("amina"), make_keyed_member("lev")
    vault = make_vault("case", [amina, jonas, lev])
    make_epoch(vault, [jonas, lev])
    other = make_vault("case", [jonas, lev])
    vault.vault.epochs.update(seen_by_removed=False)
    Grant.objects.create(vault=vault.vault, epoch=1, member=amina.member, granter=jonas.member, granted_on=today(), blob=b"", signature=b"")

    remove(jonas.member, amina.member)

    assert seen(vault) == [True, False]
    assert seen(other) == [False]


@pytest.mark.parametrize("role", list(Role))
def test_who_may_cut_off_an_organisation_that_they_work_with(jonas: KeyedMember, role: Role):
    vera = make_vera()
    make_crisis(by=make_member("tom", roles=[Role.COORDINATOR]), organisations=[vera.organisation])
    amina = make_keyed_member("amina", roles=[role], voucher=jonas)

    assert (cut_off(amina.member, vera.organisation) == 302) == (role in {Role.COORDINATOR, Role.STEWARD})
    vera.refresh_from_db()
    assert vera.is_active == (role not in {Role.COORDINATOR, Role.STEWARD})


def test_an_organisation_is_cut_off_as_a_whole(jonas: KeyedMember):
    there = make_organisation("Harbour Relief")
    crisis = make_crisis(by=make_member("tom", roles=[Role.COORDINATOR]), organisations=[there])
    elsa = make_keyed_member("elsa", roles=[Role.STEWARD], organisation=there, voucher=jonas, authority="steward")
    tomas = make_keyed_member("tomas", organisation=there, voucher=elsa)
    amina = make_keyed_member("amina", voucher=jonas)
    vault = make_vault("case", [amina, jonas, tomas])
    invite_member(organisation=there, roles=[Role.READER], days=7, by="tests", at=now())

    assert cut_off(jonas.member, there) == 302

    there.refresh_from_db()
    assert there.left_on == today()
    for one in (elsa, tomas):
        one.member.refresh_from_db()
        assert not one.member.is_active
        assert not UnlockSlot.objects.filter(member=one.member).exists()
    assert not Invitation.objects.exists()
    assert set(Grant.objects.values_list("member__handle", flat=True)) == {"amina", "jonas"}
    assert seen(vault) == [True]
    assert not crisis.participations.filter(organisation=there, until__isnull=True).exists()
    assert Entry.objects.get(kind="people.organisation-cut-off").detail == {"members": 2}
    assert UnlockSlot.objects.filter(member=amina.member).count() == 2  # ours are as they were


@pytest.mark.parametrize("name", ["", "Harbour", "The Lantern Line"])
def test_its_name_has_to_be_typed(jonas: KeyedMember, name: str):
    there = make_organisation("Harbour Relief")

    assert cut_off(jonas.member, there, name) == 422
    there.refresh_from_db()
    assert there.left_on is None


def test_nobody_cuts_off_their_own_or_one_they_have_nothing_to_do_with():
    ours, vera = make_jonas(), make_vera()

    assert cut_off(ours, ours.organisation) == 404
    assert cut_off(vera, ours.organisation) == cut_off(vera, Organisation(reference="OR-000000", name="x")) == 404
    assert not Organisation.objects.exclude(left_on=None).exists()


def test_whoever_holds_the_root_key_may_cut_off_every_other(jonas: KeyedMember):
    assert cut_off(jonas.member, make_vera().organisation) == 302


def test_to_have_been_cut_off_is_for_good(jonas: KeyedMember):
    there = make_organisation("Harbour Relief")
    make_member("tomas", organisation=there)
    cut_off(jonas.member, there)

    page = act(jonas.member, "/desk/members/invite/", organisation="Harbour Relief", roles="reader", days="7")

    assert page.status_code == 422
    assert "has left the coalition" in page.content.decode()
    assert there.joined_on < date.max
