"""A member's own keys: what is given out, the change of passphrase, recovery, the keyring."""

import secrets
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from safeconduct.audit.models import Entry
from safeconduct.kit.clock import today
from safeconduct.people.models import UnlockSlot
from safeconduct.vault.format.octets import to_text
from safeconduct.vault.format.staff import MEMORY_KIB, PASSES, derive, open_slot, seal_slot
from safeconduct.vault.models import Keyring
from tests.factories.doors import WRONG_CODE, code_of, post, sign_in
from tests.factories.joining import factor_post
from tests.factories.people import make_ines
from tests.factories.vault import KeyedMember, make_keyed_member

pytestmark = pytest.mark.django_db

ME, KEYRING, CHANGE = "/desk/vault/me/", "/desk/vault/keyring/", "/desk/vault/slots/passphrase/"
RECOVERY, RENEW = "/desk/sign-in/recovery/", "/desk/sign-in/renew/"
RING = to_text(bytes(12 + 1024 + 16))


@pytest.fixture
def amina() -> KeyedMember:
    return make_keyed_member("amina")


def new_slot(keyed: KeyedMember) -> tuple[dict[str, Any], bytes]:
    """Seal the same keys under another passphrase; give what is posted and its auth."""
    master, salt, slot = derive("other words", bytes(16), memory_kib=64, passes=1), bytes(16), uuid4()
    blob = seal_slot(master.kek, keyed.keys.bundle, slot=slot, kind="passphrase")
    shape = {"id": str(slot), "kind": "passphrase", "salt": to_text(salt), "memory_kib": MEMORY_KIB, "passes": PASSES, "lanes": 1}
    return {"auth": to_text(master.auth), "slot": {**shape, "blob": to_text(blob)}}, master.auth


def test_amina_gets_her_slots_and_opens_them(client: Client, amina: KeyedMember):
    client.force_login(amina.member)
    me = client.get(ME).json()
    slot = next(slot for slot in me["slots"] if slot["kind"] == "passphrase")
    master = derive(amina.passphrase, amina.keys.slot.salt, memory_kib=slot["memory_kib"], passes=slot["passes"])

    assert me["member"] == amina.reference
    assert (me["keyring"], me["withheld"], me["instance"]) == (None, False, "safeconduct")
    assert open_slot(master.kek, amina.keys.slot.blob, member=me["member"], slot=amina.keys.slot.id, kind="passphrase") == amina.keys.bundle
    assert slot["blob"] == to_text(amina.keys.slot.blob)


def test_somebody_without_keys_gets_none(client: Client):
    client.force_login(make_ines())

    me = client.get(ME).json()

    assert (me["slots"], me["keyring"], me["root_key"]) == ([], None, "")


def test_withheld_keys_are_given_to_nobody(client: Client, amina: KeyedMember):
    Keyring.objects.create(member=amina.member, version=1, blob=b"x")
    amina.member.withheld_on = today()
    amina.member.save()
    assert sign_in(client, amina).status_code == 200

    me = client.get(ME).json()

    assert (me["slots"], me["keyring"], me["withheld"]) == ([], None, True)


def test_nothing_withheld_is_given_to_a_kit_or_changed_by_a_session(client: Client, amina: KeyedMember):
    amina.member.withheld_on = today()
    amina.member.save()
    client.force_login(amina.member)
    new, _auth = new_slot(amina)
    kit = {"handle": "amina", "auth": to_text(amina.keys.recovery_auth)}

    answers = [
        post(client, RECOVERY, kit),
        post(client, RENEW, {**kit, "new": {**new, "factor": factor_post(secrets.token_bytes(20))}}),
        post(client, CHANGE, {"auth": amina.auth, "code": code_of(amina), "new": new}),
        post(client, KEYRING, {"version": 1, "blob": RING}),
    ]

    assert [answer.json()["code"] for answer in answers] == ["kit", "kit", "withheld", "withheld"]
    assert UnlockSlot.objects.get(kind="passphrase").pk == amina.keys.slot.id


# The passphrase


def test_a_new_passphrase_takes_the_place_of_the_old_one_and_this_session_goes_on(client: Client, amina: KeyedMember):
    sign_in(client, amina)
    elsewhere = Client()
    elsewhere.cookies["desk"] = client.cookies["desk"].value
    new, auth = new_slot(amina)

    answer = post(client, CHANGE, {"auth": amina.auth, "code": code_of(amina, later=1), "new": new})

    assert answer.json()["done"] is True
    assert client.get(ME).json()["slots"][0]["id"] == new["slot"]["id"]
    assert elsewhere.get("/desk/").status_code == 302
    Entry.objects.get(kind="people.passphrase-changed")
    amina.member.refresh_from_db()
    assert amina.member.check_password(to_text(auth))
    assert not amina.member.check_password(amina.auth)


def test_the_second_factor_goes_on_with_the_new_passphrase(client: Client, amina: KeyedMember, monkeypatch: pytest.MonkeyPatch):
    client.force_login(amina.member)
    new, auth = new_slot(amina)
    post(client, CHANGE, {"auth": amina.auth, "code": code_of(amina, later=-1), "new": new})

    assert sign_in(Client(), amina, auth=to_text(auth)).status_code == 200


@pytest.mark.parametrize("wrong", ["auth", "code", "used code"])
def test_the_passphrase_is_not_changed_without_the_old_one_and_a_code(client: Client, amina: KeyedMember, wrong: str):
    sign_in(client, amina)
    new, _auth = new_slot(amina)
    body = {"auth": amina.auth, "code": code_of(amina, later=1), "new": new}
    body |= {"auth": {"auth": to_text(bytes(32))}, "code": {"code": WRONG_CODE}, "used code": {"code": code_of(amina)}}[wrong]

    assert post(client, CHANGE, body).json()["code"] == "not-proved"
    assert UnlockSlot.objects.get(kind="passphrase").pk == amina.keys.slot.id
    amina.member.refresh_from_db()
    assert amina.member.check_password(amina.auth)


# Recovery


def test_the_kit_opens_its_slot_and_begins_no_session(client: Client, amina: KeyedMember):
    answer = post(client, RECOVERY, {"handle": "amina", "auth": to_text(amina.keys.recovery_auth)})

    assert answer.json() == {
        "member": amina.reference,
        "slot": {"id": str(amina.keys.recovery.id), "kind": "recovery", "blob": to_text(amina.keys.recovery.blob)},
    }
    assert "desk" not in client.cookies


def test_every_wrong_kit_has_the_same_answer(client: Client, amina: KeyedMember):
    make_ines()
    wrong = [("amina", to_text(bytes(32))), ("amina", amina.auth), ("ines", amina.auth), ("nobody", to_text(amina.keys.recovery_auth))]

    answers = {post(client, RECOVERY, {"handle": handle, "auth": auth}).content for handle, auth in wrong}

    assert len(answers) == 1
    assert b'"kit"' in answers.pop()


def test_whoever_has_the_kit_sets_a_passphrase_and_a_telephone_and_every_session_ends(client: Client, amina: KeyedMember):
    sign_in(client, amina)
    new, auth = new_slot(amina)
    factor = secrets.token_bytes(20)
    body = {"handle": "amina", "auth": to_text(amina.keys.recovery_auth), "new": {**new, "factor": factor_post(factor)}}

    assert post(Client(), RENEW, body).json() == {"done": True}

    assert client.get("/desk/").status_code == 302
    assert sign_in(Client(), amina, code=code_of(amina, later=1)).status_code == 422  # the old passphrase
    amina.factor_secret = factor
    assert sign_in(Client(), amina, auth=to_text(auth)).status_code == 200
    assert Entry.objects.get(kind="people.keys-renewed").by == amina.reference


@pytest.mark.parametrize("wrong", ["kit", "code"])
def test_nothing_is_renewed_without_the_kit_and_a_code(client: Client, amina: KeyedMember, wrong: str):
    new, _auth = new_slot(amina)
    new["factor"] = factor_post(secrets.token_bytes(20))
    body = {"handle": "amina", "auth": to_text(amina.keys.recovery_auth), "new": new}
    if wrong == "kit":
        body["auth"] = amina.auth
    else:
        new["factor"]["code"] = WRONG_CODE

    assert post(client, RENEW, body).json()["code"] == wrong
    assert sign_in(client, amina).status_code == 200


# The keyring


def test_a_keyring_is_replaced_by_its_next_version_and_by_no_other(client: Client, amina: KeyedMember):
    client.force_login(amina.member)
    other = to_text(b"\x01" * (12 + 256 + 16))

    assert post(client, KEYRING, {"version": 1, "blob": RING}).json() == {"version": 1}
    assert post(client, KEYRING, {"version": 2, "blob": other}).json() == {"version": 2}
    for version in (1, 2, 4):
        answer = post(client, KEYRING, {"version": version, "blob": RING})
        assert answer.status_code == 409
        assert answer.json()["current"] == {"version": 2, "blob": other}
    assert client.get(ME).json()["keyring"] == {"version": 2, "blob": other}


def test_the_first_keyring_is_number_one(client: Client, amina: KeyedMember):
    client.force_login(amina.member)

    assert post(client, KEYRING, {"version": 2, "blob": RING}).json()["current"] == {"version": 0, "blob": ""}


@pytest.mark.parametrize("blob", ["", "e30=", to_text(b"{}" * 500), to_text(bytes(12 + 5 * 262_144 + 16))])
def test_what_is_no_keyring_is_not_kept(client: Client, amina: KeyedMember, blob: str):
    client.force_login(amina.member)

    assert post(client, KEYRING, {"version": 1, "blob": blob}).status_code == 400
    assert not Keyring.objects.exists()
