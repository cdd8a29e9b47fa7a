"""The vault and the key of a campaign: made in a browser, held in memory alone, and no other key is taken in its place."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from safeconduct.crises.models import Crisis
from safeconduct.demo.telling.campaign_vault import seal_campaign
from safeconduct.people.permissions import Role
from safeconduct.petitions.actions.keep_vault import KEY_RECORD
from safeconduct.petitions.models import Campaign
from safeconduct.signing.models import Roll
from safeconduct.signing.storing.ram import campaign_key, drop_campaign_key
from safeconduct.vault.format.octets import to_text
from safeconduct.vault.format.signatures import new_key, tag_of
from tests.factories import keepers
from tests.factories.crises import make_crisis
from tests.factories.people import THEN, make_organisation
from tests.factories.petitions import make_campaign
from tests.factories.posting import VAULTS, Browser, new_epoch, new_record, post_vault
from tests.factories.vault import KeyedMember, KeyedVault, make_keyed_member, vouch

jonas = keepers.jonas  # a fixture
pytestmark = pytest.mark.django_db(databases=["default", "signing", "intake"])
HERE = "/desk/signatures/campaigns/"


@pytest.fixture
def tomas(jonas: KeyedMember) -> KeyedMember:
    keyed = make_keyed_member("tomas", roles=[Role.CAMPAIGNER])
    vouch(keyed, by=jonas)
    return keyed


@pytest.fixture
def crisis(jonas: KeyedMember) -> Crisis:
    return make_crisis(by=jonas.member)


@pytest.fixture
def campaign(crisis: Crisis, tomas: KeyedMember, jonas: KeyedMember) -> Campaign:
    campaign = make_campaign(crisis, tomas.member, approved_by=jonas.member)
    Roll.objects.filter(pk=campaign.roll).delete()  # as it is before there is a vault
    return campaign


def with_key(holders: list[KeyedMember], *, kind: str = "campaign") -> tuple[KeyedVault, str]:
    vault = post_vault(holders, kind=kind)
    said = new_record(vault, by=holders[0], kind=KEY_RECORD, body={"key": "sealed"})
    assert Browser(holders[0]).post(f"{VAULTS}{vault.id}/records/", said).status_code == 200
    return vault, said["id"]


def keep(campaign: Campaign, by: KeyedMember, vault: KeyedVault, record: str) -> Any:
    return Browser(by).post(f"{HERE}{campaign.reference}/vault/", {"vault": str(vault.id), "record": record})


def give(campaign: Campaign, by: KeyedMember, key: bytes) -> Any:
    return Browser(by).post(f"{HERE}{campaign.reference}/key/", {"key": to_text(key)})


def test_a_vault_makes_the_campaign_ready_to_be_signed(campaign: Campaign, tomas: KeyedMember, jonas: KeyedMember):
    vault, record = with_key([tomas, jonas])

    answer = keep(campaign, tomas, vault, record)

    roll = Roll.objects.get(pk=campaign.roll)
    assert answer.status_code == 200
    assert (roll.vault, roll.epoch, roll.recipient) == (vault.id, 1, vault.recipient)


def test_the_key_lies_in_memory_and_only_its_mark_in_the_database(campaign: Campaign, tomas: KeyedMember, jonas: KeyedMember):
    keep(campaign, tomas, *with_key([tomas, jonas]))
    key = new_key()

    answer = give(campaign, tomas, key)

    assert answer.status_code == 200
    assert campaign_key(campaign.roll) == key
    assert bytes(Roll.objects.get(pk=campaign.roll).key_check) == tag_of(key, "check", "")


def test_no_other_key_is_taken_after_a_restart(campaign: Campaign, tomas: KeyedMember, jonas: KeyedMember):
    keep(campaign, tomas, *with_key([tomas, jonas]))
    key = new_key()
    give(campaign, tomas, key)
    drop_campaign_key(campaign.roll)

    other = give(campaign, tomas, new_key())
    held_after_other = campaign_key(campaign.roll)
    again = give(campaign, tomas, key)

    assert (other.status_code, other.json()["code"], held_after_other) == (422, "another-key", None)
    assert (again.status_code, campaign_key(campaign.roll)) == (200, key)


def test_a_destroyed_key_does_not_come_back(campaign: Campaign, tomas: KeyedMember, jonas: KeyedMember):
    keep(campaign, tomas, *with_key([tomas, jonas]))
    key = new_key()
    give(campaign, tomas, key)
    drop_campaign_key(campaign.roll)
    Roll.objects.update(key_destroyed_on=THEN.date())

    answer = give(campaign, tomas, key)

    assert (answer.status_code, answer.json()["code"], campaign_key(campaign.roll)) == (422, "key-destroyed", None)


def test_the_list_says_how_it_stands_with_the_key(campaign: Campaign, tomas: KeyedMember, jonas: KeyedMember):
    browser = Browser(tomas)
    said = [browser.get(HERE).json()["campaigns"][0]["key"]]
    keep(campaign, tomas, *with_key([tomas, jonas]))
    give(campaign, tomas, new_key())
    said.append(browser.get(HERE).json()["campaigns"][0]["key"])
    drop_campaign_key(campaign.roll)
    said.append(browser.get(HERE).json()["campaigns"][0]["key"])

    assert said == ["none", "held", "absent"]


@pytest.mark.parametrize("wrong", ["other kind", "no record", "not held"])
def test_a_vault_that_was_not_made_for_it_is_not_taken(campaign: Campaign, tomas: KeyedMember, jonas: KeyedMember, wrong: str):
    amina = make_keyed_member("amina", roles=[Role.HOTLINE, Role.STEWARD])
    vouch(amina, by=jonas)
    holders = [amina, jonas] if wrong == "not held" else [tomas, jonas]
    vault, record = with_key(holders, kind="case" if wrong == "other kind" else "campaign")

    answer = keep(campaign, tomas, vault, str(uuid4()) if wrong == "no record" else record)

    assert answer.status_code == (404 if wrong == "not held" else 422)
    assert Campaign.objects.get(pk=campaign.pk).vault is None


def test_a_second_vault_is_refused_and_the_same_one_again_is_nothing_new(campaign: Campaign, tomas: KeyedMember, jonas: KeyedMember):
    first = with_key([tomas, jonas])

    answers = [keep(campaign, tomas, *first), keep(campaign, tomas, *first), keep(campaign, tomas, *with_key([tomas, jonas]))]

    assert [one.status_code for one in answers] == [200, 200, 422]
    assert answers[2].json()["code"] == "vault-there"


def test_signatures_are_sealed_to_the_next_key_of_the_vault(campaign: Campaign, tomas: KeyedMember, jonas: KeyedMember):
    vault, record = with_key([tomas, jonas])
    keep(campaign, tomas, vault, record)
    said, _root = new_epoch(vault, [tomas, jonas])
    assert Browser(tomas).post(f"{VAULTS}{vault.id}/epochs/", said).status_code == 200

    answer = Browser(tomas).post("/desk/signatures/vaults/follow/")

    roll = Roll.objects.get(pk=campaign.roll)
    assert answer.json() == {"followed": 1}
    assert (roll.epoch, roll.recipient) == (2, said["recipient"])
    assert Browser(tomas).post("/desk/signatures/vaults/follow/").json() == {"followed": 0}


def test_the_demonstration_makes_keys_as_browsers_do(campaign: Campaign, tomas: KeyedMember, jonas: KeyedMember):
    key, _identity = seal_campaign(campaign, [tomas, jonas], at=THEN)

    assert campaign_key(campaign.roll) == key
    assert Browser(tomas).get(HERE).json()["campaigns"][0]["key"] == "held"


@pytest.mark.parametrize(
    ("roles", "own", "status"),
    [
        ([Role.CAMPAIGNER], True, 200),
        ([Role.COORDINATOR], True, 403),  # keeps no campaign and holds no vault
        ([Role.PRESS], True, 403),
        ([Role.READER], True, 403),
        ([Role.CAMPAIGNER], False, 404),  # as if there were none
    ],
)
def test_who_may_give_a_campaign_its_key(campaign: Campaign, jonas: KeyedMember, roles: list[Role], own: bool, status: int):
    organisation = jonas.member.organisation if own else make_organisation("Vera's office")
    somebody = make_keyed_member("vera", roles=roles, organisation=organisation)
    vouch(somebody, by=jonas)
    vault = post_vault([somebody, jonas], kind="campaign") if Role.CAMPAIGNER in roles else None
    record = ""
    if vault:
        said = new_record(vault, by=somebody, kind=KEY_RECORD, body={"key": "sealed"})
        Browser(somebody).post(f"{VAULTS}{vault.id}/records/", said)
        record = said["id"]

    kept = Browser(somebody).post(f"{HERE}{campaign.reference}/vault/", {"vault": str(vault.id if vault else uuid4()), "record": record})
    listed = Browser(somebody).get(HERE)

    assert kept.status_code == status
    assert give(campaign, somebody, new_key()).status_code == status
    assert listed.status_code == (403 if status == 403 else 200)
    assert status != 404 or set(map(len, listed.json().values())) == {0}


def test_nobody_signed_out_learns_anything(campaign: Campaign):
    assert Client().get(HERE).status_code == 401
    assert Client().post(f"{HERE}{campaign.reference}/key/").status_code == 401
