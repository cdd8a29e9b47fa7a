"""Vaults, grants and epochs, asked for as browsers ask."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from safeconduct.audit.models import Entry
from safeconduct.people.models import Member, RoleGrant
from safeconduct.people.permissions import Role
from safeconduct.vault.format.octets import to_text
from safeconduct.vault.models import Epoch, Grant, Vault
from tests.factories import keepers
from tests.factories.people import THEN, make_organisation
from tests.factories.posting import VAULTS, Browser, grant_of, new_epoch, new_vault, post_epoch, post_vault
from tests.factories.vault import KeyedMember, make_epoch, make_keyed_member, make_record, make_vault

jonas, amina, tomas = keepers.jonas, keepers.amina, keepers.tomas  # fixtures
pytestmark = pytest.mark.django_db(databases=["default", "intake"])


@pytest.fixture
def vera() -> KeyedMember:
    return make_keyed_member("vera", roles=list(Role), organisation=make_organisation("Far Shore", country="NO"))


def test_who_makes_a_vault_finds_it_again_with_everything_to_open_it(amina: KeyedMember, jonas: KeyedMember):
    keyed = post_vault([amina, jonas])

    vaults = Browser(amina).get(VAULTS).json()["vaults"]

    assert [(vault["id"], vault["kind"], vault["epoch"], vault["needs_rotation"]) for vault in vaults] == [
        (str(keyed.id), "case", 1, False)
    ]
    assert vaults[0]["epochs"][0]["recipient"] == keyed.recipient
    assert vaults[0]["grants"][0]["granter"] == amina.reference
    assert vaults[0]["holders"] == [{"member": member, "epoch": 1} for member in sorted([amina.reference, jonas.reference])]


def test_a_vault_is_written_down_by_day_and_says_nothing_else(amina: KeyedMember, jonas: KeyedMember):
    keyed = post_vault([amina, jonas])

    entry = Entry.objects.get(kind="vault.vault-created")

    assert (entry.subject, entry.by) == (str(keyed.id), amina.reference)
    assert (entry.at.hour, entry.at.minute, entry.at.second) == (0, 0, 0)
    assert entry.detail == {"vault_kind": "case", "holders": 2}
    assert keyed.vault.week_opened.weekday() == 0


def without_second(said: dict[str, Any]) -> None:
    said["grants"].pop()


def twice_the_same(said: dict[str, Any]) -> None:
    said["grants"][1] = said["grants"][0]


def without_maker(said: dict[str, Any]) -> None:
    said["grants"].pop(0)


def other_kind(said: dict[str, Any]) -> None:
    said["kind"] = "diary"


def other_recipient(said: dict[str, Any]) -> None:
    said["recipient"] = "age1" + "q" * 58


def no_signature(said: dict[str, Any]) -> None:
    said["signature"] = to_text(bytes(64))


def plain_grant(said: dict[str, Any]) -> None:
    said["grants"][1]["blob"] = to_text(b"the root of this vault is 7".ljust(456, b"."))


def other_grants_signature(said: dict[str, Any]) -> None:
    said["grants"][1]["signature"] = said["grants"][0]["signature"]


def time_in_id(said: dict[str, Any]) -> None:
    said["id"] = "0190a5b8-7c1e-7000-8000-000000000000"


def nobody(said: dict[str, Any]) -> None:
    said["grants"][1]["member"] = "ME-000000"


@pytest.mark.parametrize(
    ("spoil", "status", "code"),
    [
        (without_second, 422, "too-few-holders"),
        (twice_the_same, 400, "not-understood"),
        (without_maker, 422, "too-few-holders"),
        (other_kind, 400, "not-understood"),
        (other_recipient, 400, "not-sealed"),
        (no_signature, 400, "not-signed"),
        (plain_grant, 400, "not-sealed"),
        (other_grants_signature, 400, "not-signed"),
        (time_in_id, 400, "not-understood"),
        (nobody, 422, "cannot-hold"),
    ],
)
def test_a_vault_that_is_not_as_it_must_be_is_not_kept(
    amina: KeyedMember, jonas: KeyedMember, spoil: Callable[[dict[str, Any]], None], status: int, code: str
):
    said, _root = new_vault([amina, jonas])
    spoil(said)

    answer = Browser(amina).post(VAULTS, said)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["problem"]
    assert not Vault.objects.exists()
    assert not Grant.objects.exists()


def test_nobody_makes_a_vault_for_others_only(amina: KeyedMember, jonas: KeyedMember, tomas: KeyedMember):
    said, _root = new_vault([amina, jonas, tomas])
    said["grants"] = said["grants"][1:]

    assert Browser(amina).post(VAULTS, said).json()["code"] == "not-for-yourself"


def test_a_grant_is_for_the_keys_of_today(amina: KeyedMember, jonas: KeyedMember):
    said, _root = new_vault([amina, jonas])
    jonas.member.bundles.update(recipient=amina.recipient)

    assert Browser(amina).post(VAULTS, said).json()["code"] == "not-signed"


@pytest.mark.parametrize("what", ["inactive", "left", "no role", "no keys"])
def test_who_cannot_open_a_vault_is_not_given_one(amina: KeyedMember, tomas: KeyedMember, jonas: KeyedMember, what: str):
    keyed = post_vault([amina, jonas])
    if what == "inactive":
        Member.objects.filter(pk=tomas.member.pk).update(is_active=False)
    elif what == "left":
        far = make_organisation("Far Shore", country="NO")
        Member.objects.filter(pk=tomas.member.pk).update(organisation=far)
        type(far).objects.filter(pk=far.pk).update(left_on=THEN.date())
    elif what == "no role":
        RoleGrant.objects.filter(member=tomas.member).delete()
    else:
        tomas.member.bundles.all().delete()
    grant = grant_of(keyed.root, keyed.id, 1, tomas, by=amina)

    answer = Browser(amina).post(f"{VAULTS}{keyed.id}/grants/", {"epoch": 1, "grants": [grant]})

    assert (answer.status_code, answer.json()["code"]) == (422, "cannot-hold")
    assert tomas.reference in answer.json()["problem"]
    assert Grant.objects.filter(vault=keyed.id).count() == 2


def test_a_vault_is_given_to_one_more(amina: KeyedMember, jonas: KeyedMember, tomas: KeyedMember):
    keyed = post_vault([amina, jonas])
    assert Browser(tomas).get(VAULTS).json() == {"vaults": []}

    answer = Browser(amina).post(
        f"{VAULTS}{keyed.id}/grants/", {"epoch": 1, "grants": [grant_of(keyed.root, keyed.id, 1, tomas, by=amina)]}
    )

    assert answer.json() == {"done": True}
    assert len(Browser(tomas).get(VAULTS).json()["vaults"]) == 1
    assert Entry.objects.get(kind="vault.grant-given").detail == {"member": tomas.reference, "epoch": 1}


def test_a_grant_given_again_takes_the_place_of_the_one_before(amina: KeyedMember, jonas: KeyedMember):
    keyed = post_vault([amina, jonas])
    grant = grant_of(keyed.root, keyed.id, 1, jonas, by=amina)

    Browser(amina).post(f"{VAULTS}{keyed.id}/grants/", {"epoch": 1, "grants": [grant]})

    assert to_text(bytes(Grant.objects.get(vault=keyed.id, member=jonas.member).blob)) == grant["blob"]


def test_a_grant_of_an_epoch_that_is_over_is_not_kept(amina: KeyedMember, jonas: KeyedMember, tomas: KeyedMember):
    keyed = post_vault([amina, jonas])
    post_epoch(keyed, [amina, jonas])
    grant = grant_of(keyed.roots[1], keyed.id, 1, tomas, by=amina)

    answer = Browser(amina).post(f"{VAULTS}{keyed.id}/grants/", {"epoch": 1, "grants": [grant]})

    assert (answer.status_code, answer.json()["current"]) == (409, {"epoch": 2})


def test_a_new_epoch_leaves_those_without_with_nothing(amina: KeyedMember, jonas: KeyedMember, tomas: KeyedMember):
    keyed = post_vault([amina, jonas, tomas])

    post_epoch(keyed, [amina, jonas], without=[tomas])

    vault = Browser(jonas).get(VAULTS).json()["vaults"][0]
    assert (vault["epoch"], vault["needs_rotation"]) == (2, False)
    assert [epoch["seen_by_removed"] for epoch in vault["epochs"]] == [True, False]
    assert vault["epochs"][1]["previous"]
    assert {holder["member"] for holder in vault["holders"]} == {amina.reference, jonas.reference}
    assert Browser(tomas).get(VAULTS).json() == {"vaults": []}
    assert not tomas.member.vault_grants.exists()
    assert Entry.objects.get(kind="vault.epoch-begun").detail == {"epoch": 2, "without": [tomas.reference], "holders": 2}


def test_an_epoch_that_begins_for_its_own_sake_takes_nothing_away(amina: KeyedMember, jonas: KeyedMember):
    keyed = post_vault([amina, jonas])

    post_epoch(keyed, [jonas, amina])

    assert not Epoch.objects.filter(vault=keyed.id, seen_by_removed=True).exists()
    assert amina.member.vault_grants.count() == 2


def test_a_vault_keeps_a_second_holder(amina: KeyedMember, jonas: KeyedMember):
    keyed = post_vault([amina, jonas])
    said, _root = new_epoch(keyed, [amina], without=[jonas])

    answer = Browser(amina).post(f"{VAULTS}{keyed.id}/epochs/", said)

    assert (answer.status_code, answer.json()["code"]) == (422, "too-few-holders")
    assert Vault.objects.get().epoch == 1


def test_nobody_loses_a_vault_without_a_word(amina: KeyedMember, jonas: KeyedMember, tomas: KeyedMember):
    keyed = post_vault([amina, jonas, tomas])
    said, _root = new_epoch(keyed, [amina, jonas])

    answer = Browser(amina).post(f"{VAULTS}{keyed.id}/epochs/", said)

    assert answer.json()["code"] == "somebody-forgotten"
    assert tomas.reference in answer.json()["problem"]


def test_of_two_who_begin_the_same_epoch_one_is_told(amina: KeyedMember, jonas: KeyedMember):
    keyed = post_vault([amina, jonas])
    late, _root = new_epoch(keyed, [jonas, amina])
    post_epoch(keyed, [amina, jonas])

    answer = Browser(jonas).post(f"{VAULTS}{keyed.id}/epochs/", late)

    assert (answer.status_code, answer.json()["current"]) == (409, {"epoch": 2})


@pytest.mark.parametrize("previous", ["", to_text(b"root"), to_text(b"SC\x01\x01" + bytes(3) + b"\x01" + bytes(12 + 256 + 16))])
def test_the_root_before_is_sealed_under_the_new_one(amina: KeyedMember, jonas: KeyedMember, previous: str):
    keyed = post_vault([amina, jonas])
    said, _root = new_epoch(keyed, [amina, jonas])

    assert Browser(amina).post(f"{VAULTS}{keyed.id}/epochs/", {**said, "previous": previous}).status_code == 400
    assert Vault.objects.get().epoch == 1


def test_a_marked_epoch_asks_for_another(amina: KeyedMember, jonas: KeyedMember):
    keyed = post_vault([amina, jonas])
    Epoch.objects.update(seen_by_removed=True)

    assert Browser(amina).get(VAULTS).json()["vaults"][0]["needs_rotation"] is True
    post_epoch(keyed, [amina, jonas])
    assert Browser(amina).get(VAULTS).json()["vaults"][0]["needs_rotation"] is False


def test_who_holds_only_an_old_epoch_holds_nothing(amina: KeyedMember, jonas: KeyedMember, tomas: KeyedMember):
    keyed = make_vault("case", [amina, jonas, tomas])
    make_epoch(keyed, [amina, jonas, tomas])
    tomas.member.vault_grants.filter(epoch=2).delete()

    assert Browser(tomas).get(VAULTS).json() == {"vaults": []}
    assert Browser(tomas).get(f"{VAULTS}{keyed.id}/records/").status_code == 404


def test_who_is_withheld_holds_nothing_until_released(amina: KeyedMember, jonas: KeyedMember):
    make_vault("case", [amina, jonas])
    Member.objects.filter(pk=amina.member.pk).update(withheld_on=THEN.date())

    assert Browser(amina).get(VAULTS).json() == {"vaults": []}
    assert len(Browser(jonas).get(VAULTS).json()["vaults"]) == 1


def test_vera_cannot_tell_a_vault_from_nothing(vera: KeyedMember, amina: KeyedMember, jonas: KeyedMember):
    keyed = make_vault("case", [amina, jonas])
    row = make_record(keyed, "A name.", by=amina)
    browser, said = Browser(vera), new_epoch(keyed, [vera, amina])[0]
    places = [
        ("grants/", {"epoch": 1, "grants": [grant_of(keyed.root, keyed.id, 1, vera, by=vera)]}),
        ("epochs/", said),
        ("destroy/", {"id": str(keyed.id)}),
        ("records/", {"id": str(uuid4()), "type": "case.note", "version": 1, "blob": to_text(bytes(row.blob))}),
        (f"records/{row.record}/destroy/", {}),
        ("files/", {"id": str(uuid4()), "epoch": 1, "length": 10}),
    ]

    for place, post in places:
        elsewhere = uuid4()
        there = browser.post(f"{VAULTS}{keyed.id}/{place}", post)
        nowhere = browser.post(f"{VAULTS}{elsewhere}/{place}", {**post, "id": str(elsewhere)} if place == "destroy/" else post)

        assert (there.status_code, there.content) == (nowhere.status_code, nowhere.content), place
        assert there.status_code == 404, place
    for place in ("records/", f"records/{row.record}/"):
        assert browser.get(f"{VAULTS}{keyed.id}/{place}").content == browser.get(f"{VAULTS}{uuid4()}/{place}").content
    assert Grant.objects.count() == 2


def test_a_vault_is_destroyed_when_its_id_is_said_again(amina: KeyedMember, jonas: KeyedMember):
    keyed = post_vault([amina, jonas])
    assert Browser(amina).post(f"{VAULTS}{keyed.id}/destroy/", {"id": str(uuid4())}).status_code == 400

    assert Browser(amina).post(f"{VAULTS}{keyed.id}/destroy/", {"id": str(keyed.id)}).json() == {"done": True}

    assert not Vault.objects.exists()
    assert not Grant.objects.exists()
    assert Entry.objects.get(kind="vault.vault-destroyed").subject == str(keyed.id)


def test_the_vault_of_a_channel_is_not_destroyed_by_itself(amina: KeyedMember, jonas: KeyedMember):
    keyed = post_vault([amina, jonas], kind="channel")

    assert Browser(amina).post(f"{VAULTS}{keyed.id}/destroy/", {"id": str(keyed.id)}).json()["code"] == "has-channel"
    assert Vault.objects.exists()


def test_forty_vaults_take_no_more_queries_than_one(amina: KeyedMember, jonas: KeyedMember):
    make_vault("case", [amina, jonas])
    browser = Browser(amina)
    with CaptureQueriesContext(connection) as one:
        browser.get(VAULTS)
    for _number in range(40):
        make_vault("case", [amina, jonas])
    with CaptureQueriesContext(connection) as many:
        assert len(browser.get(VAULTS).json()["vaults"]) == 41

    assert len(many) == len(one)


def test_without_a_session_the_answer_says_so(client: Any):
    answer = client.get(VAULTS)

    assert (answer.status_code, answer.json()["code"]) == (401, "signed-out")
