"""SEC-01-001, SEC-01-003: nobody sets another's factor, slot, keyring or session by naming them; nobody is signed out by a link.

In another system's audit the second factor of any user could be enrolled by whoever put that user's number into the request.
"""

import secrets
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from safeconduct.vault.format.octets import to_text
from tests.factories.doors import code_of, post, sign_in
from tests.factories.joining import factor_post, invite
from tests.factories.people import make_organisation
from tests.factories.vault import KeyedMember, make_keyed_member

pytestmark = pytest.mark.django_db(databases=["default", "intake"])

TABLES = ("people_unlockslot", "people_secondfactor", "people_publicbundle", "vault_keyring")


def kept_of(keyed: KeyedMember) -> list[list[Any]]:
    """Give everything that is kept of a member's keys, and what signs them in."""
    with connection.cursor() as cursor:
        found = []
        for table in TABLES:
            cursor.execute(f"SELECT * FROM {table} WHERE member_id = %s", [keyed.member.pk])
            found.append(sorted(cursor.fetchall(), key=repr))
        cursor.execute("SELECT password, session_mark, handle, name, organisation_id FROM people_member WHERE id = %s", [keyed.member.pk])
        found.append(cursor.fetchall())
    return found


def names_of(keyed: KeyedMember) -> dict[str, object]:
    """Give every way to name a member that a careless server might believe."""
    member = keyed.member
    names = ("member", "user", "user_id", "id", "reference", "member_reference", "pk", "for")
    return dict.fromkeys(names, member.reference) | {"member_id": member.pk, "username": member.handle}


def new_keys(keyed: KeyedMember) -> dict[str, Any]:
    slot = {**keyed.keys.slot.post(), "id": str(uuid4()), "memory_kib": 131_072, "passes": 3}
    return {"auth": to_text(secrets.token_bytes(32)), "slot": slot, "factor": factor_post(secrets.token_bytes(20))}


@pytest.mark.parametrize("where", ["same organisation", "another organisation"])
def test_whoever_is_named_in_a_request_nobodys_keys_change_but_ones_own(client: Client, where: str):
    amina = make_keyed_member("amina", organisation=None if where == "same organisation" else make_organisation("Harbour Relief"))
    vera = make_keyed_member("vera")
    client.force_login(vera.member)
    before, named = kept_of(amina), names_of(amina)
    ring = {"version": 1, "blob": to_text(bytes(12 + 256 + 16))}
    new = {**new_keys(vera), **named}
    kit = {**named, "handle": "vera", "auth": to_text(vera.keys.recovery_auth)}

    answers = [
        post(client, "/desk/vault/slots/passphrase/", {**named, "auth": vera.auth, "code": code_of(vera), "new": new}),
        post(client, "/desk/vault/keyring/", {**named, **ring}),
        post(client, "/desk/sign-in/renew/", {**kit, "new": {**new, **new_keys(vera)}}),
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert kept_of(amina) == before
    assert client.get("/desk/vault/me/").status_code == 401  # hers were renewed, and her session ended


def test_ones_own_proof_opens_nobody_elses_recovery(client: Client):
    amina, vera = make_keyed_member("amina"), make_keyed_member("vera")
    before = kept_of(amina)
    kit = to_text(vera.keys.recovery_auth)

    answers = [
        post(client, "/desk/sign-in/recovery/", {"handle": "amina", "auth": kit, "member": vera.reference}),
        post(client, "/desk/sign-in/renew/", {"handle": "amina", "auth": kit, "member": vera.reference, "new": new_keys(vera)}),
    ]

    assert [answer.json()["code"] for answer in answers] == ["kit", "kit"]
    assert kept_of(amina) == before


def test_an_invitation_gives_its_own_reference_and_roles_whatever_is_sent(client: Client):
    amina = make_keyed_member("amina")
    before, malika = kept_of(amina), invite()
    wanted = {**names_of(amina), "roles": ["coordinator", "steward"], "organisation": "OR-000000"}

    assert post(client, "/desk/join/", malika.post(handle="malika", name="Malika", **wanted)).status_code == 200

    client.force_login(type(amina.member).objects.get(handle="malika"))
    me = client.get("/desk/vault/me/").json()
    assert me["member"] == malika.keys.member
    assert me["permissions"] == ["intake.request.answer", "vault.vault.hold", "watch.alarm.answer"]
    assert kept_of(amina) == before


def test_nobody_is_signed_out_by_a_link_or_a_form_of_another_site():
    amina = make_keyed_member("amina")
    client = Client(enforce_csrf_checks=True)
    client.force_login(amina.member)

    assert client.get("/desk/sign-out/").status_code == 405
    assert client.post("/desk/sign-out/").status_code == 403
    assert client.post("/desk/sign-out/", {"csrfmiddlewaretoken": "A" * 64}).status_code == 403
    assert client.get("/desk/").status_code == 200


def test_nobody_is_signed_in_by_a_form_of_another_site():
    amina = make_keyed_member("amina")
    client = Client(enforce_csrf_checks=True)

    answer = sign_in(client, amina)

    assert (answer.status_code, answer.json()["code"]) == (403, "token")
    assert client.get("/desk/").status_code == 302
