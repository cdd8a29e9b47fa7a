"""A8: what takes two takes two different people, of today; one person twice, or two of whom one cannot, are one.

Nothing is handed out of a vault by the server yet (disclosure comes with cases). What takes two here is holding a vault, and giving a
member's withheld keys back.
"""

from uuid import UUID

import pytest

from safeconduct.people.access import member_with_reference
from safeconduct.people.actions.release_keys import NotYourself, release_keys
from safeconduct.people.actions.withhold_keys import NobodyToRelease, withhold_keys
from safeconduct.people.models import Member
from safeconduct.people.permissions import Role
from safeconduct.vault.models import Grant, Vault
from tests.factories import keepers
from tests.factories.people import THEN, make_organisation
from tests.factories.posting import VAULTS, Browser, grant_of, new_epoch, new_vault, post_vault
from tests.factories.vault import KeyedMember, make_keyed_member

jonas, amina, tomas = keepers.jonas, keepers.amina, keepers.tomas  # fixtures
pytestmark = pytest.mark.django_db(databases=["default", "intake"])


def test_one_person_twice_does_not_hold_a_vault_as_two(amina: KeyedMember, jonas: KeyedMember):
    said, root = new_vault([amina, jonas])
    said["grants"] = [said["grants"][0], grant_of(root, UUID(said["id"]), 1, amina, by=amina)]

    assert Browser(amina).post(VAULTS, said).status_code == 400
    assert not Vault.objects.exists()


@pytest.mark.parametrize("why", ["gone", "left", "role"])
def test_a_second_person_who_cannot_open_it_is_no_second_person(amina: KeyedMember, jonas: KeyedMember, why: str):
    said, _root = new_vault([amina, jonas])
    if why == "gone":
        Member.objects.filter(pk=jonas.member.pk).update(is_active=False)
    elif why == "left":
        far = make_organisation("Far Shore", country="NO")
        type(far).objects.filter(pk=far.pk).update(left_on=THEN.date())
        Member.objects.filter(pk=jonas.member.pk).update(organisation=far)
    else:
        jonas.member.grants.all().delete()

    assert Browser(amina).post(VAULTS, said).json()["code"] == "cannot-hold"
    assert not Vault.objects.exists()


def test_nobody_pushes_the_others_out_and_stays_alone(amina: KeyedMember, jonas: KeyedMember, tomas: KeyedMember):
    keyed = post_vault([amina, jonas, tomas])
    said, _root = new_epoch(keyed, [amina], without=[jonas, tomas])

    assert Browser(amina).post(f"{VAULTS}{keyed.id}/epochs/", said).json()["code"] == "too-few-holders"
    assert Grant.objects.filter(vault=keyed.id).count() == 3


def test_keys_come_back_at_the_word_of_two_different_colleagues(amina: KeyedMember, jonas: KeyedMember, tomas: KeyedMember):
    withhold_keys(member=amina.member, is_alarm=False, by=amina.member, at=THEN)
    assert release_keys(member=amina.member, by=jonas.member, at=THEN) is False
    assert release_keys(member=amina.member, by=jonas.member, at=THEN) is False
    assert member_with_reference(amina.reference).withheld_on is not None

    assert release_keys(member=amina.member, by=tomas.member, at=THEN) is True
    assert member_with_reference(amina.reference).withheld_on is None


def test_a_word_counts_only_while_whoever_gave_it_could_give_it(amina: KeyedMember, jonas: KeyedMember, tomas: KeyedMember):
    ines = make_keyed_member("ines", voucher=jonas)
    withhold_keys(member=amina.member, is_alarm=False, by=amina.member, at=THEN)
    release_keys(member=amina.member, by=tomas.member, at=THEN)
    withhold_keys(member=tomas.member, is_alarm=True, by=jonas.member, at=THEN)

    assert release_keys(member=amina.member, by=jonas.member, at=THEN) is False
    assert release_keys(member=amina.member, by=ines.member, at=THEN) is True


def test_nobody_releases_themselves_and_no_stranger_does(amina: KeyedMember, jonas: KeyedMember, tomas: KeyedMember):
    vera = make_keyed_member("vera", roles=list(Role), organisation=make_organisation("Far Shore", country="NO"))
    withhold_keys(member=amina.member, is_alarm=False, by=amina.member, at=THEN)

    for somebody in (amina, vera):
        with pytest.raises(NotYourself):
            release_keys(member=amina.member, by=member_with_reference(somebody.reference), at=THEN)


def test_nobody_withholds_what_nobody_could_give_back(amina: KeyedMember, jonas: KeyedMember):
    with pytest.raises(NobodyToRelease):
        withhold_keys(member=amina.member, is_alarm=False, by=amina.member, at=THEN)
