"""Joining by an invitation: whose keys are bound to whom, and what is refused."""

import base64
import stat
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from safeconduct.audit.models import Entry
from safeconduct.kit.clock import now, today
from safeconduct.people.access import root_key
from safeconduct.people.models import Invitation, Member, Organisation, PublicBundle, RootKey, SecondFactor, UnlockSlot
from safeconduct.people.permissions import Role
from safeconduct.vault.actions.accept_invitation import ROOT_KEY_FILE
from safeconduct.vault.format.octets import to_text
from safeconduct.vault.format.signing import new_seed, public_key, sign
from safeconduct.vault.rules.one_time import code_at, step_at
from tests.factories.doors import DOOR, post
from tests.factories.joining import Invited, factor_post, invite
from tests.factories.people import make_ines, make_jonas
from tests.factories.vault import make_steward

pytestmark = pytest.mark.django_db

JOIN, LOOK = "/desk/join/", "/desk/join/look/"


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path


@pytest.fixture
def amina() -> Invited:
    return invite()


def test_an_invitation_says_into_what_and_as_whom(client: Client, amina: Invited):
    said = post(client, LOOK, {"token": amina.token}).json()

    assert said["member"] == amina.keys.member
    assert said["organisation"]["name"] == "The Lantern Line"
    assert (said["roles"], said["root_key"]) == (["hotline"], "")


def test_amina_joins_and_signs_in_with_what_her_browser_made(client: Client, amina: Invited):
    assert post(client, JOIN, amina.post()).json() == {"handle": "amina"}

    member = Member.objects.get(handle="amina")
    body = {"handle": "amina", "auth": to_text(amina.keys.auth), "code": code_at(amina.factor, step_at(now())), "next": ""}

    assert member.reference == amina.keys.member
    assert [grant.role for grant in member.grants.all()] == [Role.HOTLINE]
    assert post(client, DOOR, body).status_code == 200


def test_an_invitation_is_used_once(client: Client, amina: Invited):
    post(client, JOIN, amina.post())

    again = post(client, JOIN, amina.post(handle="another"))

    assert (again.status_code, again.json()["code"]) == (404, "no-invitation")
    assert post(client, LOOK, {"token": amina.token}).status_code == 404
    assert Member.objects.count() == 1


@pytest.mark.parametrize("end", ["over", "organisation left", "withdrawn", "another token"])
def test_an_invitation_that_ended_opens_nothing(client: Client, amina: Invited, end: str):
    if end == "over":
        Invitation.objects.update(until=today() - timedelta(days=1))
    elif end == "organisation left":
        Organisation.objects.update(left_on=today())
    elif end == "withdrawn":
        client.force_login(make_jonas())
        assert client.post(f"/desk/members/invitations/{amina.keys.member}/withdraw/").status_code == 302
    else:
        amina.token = amina.token[:-1] + ("A" if amina.token[-1] != "A" else "B")

    answers = {post(client, address, amina.post()).content for address in (JOIN, LOOK)}

    assert answers == {post(client, LOOK, {"token": "nothing"}).content}
    assert not Member.objects.filter(handle="amina").exists()


def test_only_a_hash_of_the_token_is_kept(amina: Invited):
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_invitation")
        kept = repr(cursor.fetchall())

    assert amina.token not in kept
    assert "token" not in repr(list(Entry.objects.values_list("detail", flat=True)))


def changed_bundle(invited: Invited, **changes: object) -> dict[str, object]:
    """Give the bundle with something else in it, signed anew by its own key, as whoever cheats would."""
    keys = invited.keys.public.__class__(**{**vars(invited.keys.public), **changes})
    fields: dict[str, Any] = invited.keys.post()["bundle"]
    signature = to_text(sign(invited.keys.bundle.seed, keys.statement))
    shown = {name: to_text(value) if isinstance(value, bytes) else value for name, value in changes.items() if name != "member"}
    return {**fields, **shown, "signature": signature}


def refused_joins(amina: Invited) -> dict[str, dict[str, object]]:
    other = amina.keys.post()["bundle"]
    slot, recovery = amina.keys.post()["slot"], amina.keys.post()["recovery"]
    return {
        "keys of another member": {"bundle": changed_bundle(amina, member="ME-000000")},
        "a later bundle": {"bundle": changed_bundle(amina, sequence=2)},
        "one that follows another": {"bundle": changed_bundle(amina, previous=b"x" * 32)},
        "of another day": {"bundle": changed_bundle(amina, created="2017-04-20")},
        "no signature of its own": {"bundle": {**other, "signature": to_text(bytes(64))}},
        "somebody else's key": {"bundle": {**other, "signing_key": to_text(public_key(new_seed()))}},
        "no recipient": {"bundle": {**other, "recipient": "age1nothing"}},
        "an empty name": {"name": "  "},
        "a slot of no size": {"slot": {**slot, "blob": to_text(bytes(100))}},
        "a slot too large": {"slot": {**slot, "blob": to_text(bytes(12 + 4096 + 16))}},
        "a slot of another kind": {"slot": {**slot, "kind": "recovery"}},
        "a slot that tells the time": {"slot": {**slot, "id": "0198a3c0-7b1e-7000-8000-000000000000"}},
        "a short salt": {"slot": {**slot, "salt": to_text(bytes(8))}},
        "a kit of another kind": {"recovery": {**recovery, "slot": {**recovery["slot"], "kind": "passphrase"}}},
        "a short auth": {"auth": to_text(bytes(16))},
        "no factor": {"factor": None},
        "a short factor": {"factor": {"secret": base64.b32encode(bytes(10)).decode(), "code": "000000"}},
        "no base32": {"factor": {"secret": "!" * 32, "code": "000000"}},
    }


def test_keys_that_are_not_what_they_should_be_are_refused_and_nothing_is_kept(client: Client, amina: Invited):
    for what, change in refused_joins(amina).items():
        answer = post(client, JOIN, amina.post(**change))

        assert (answer.status_code, answer.json()["code"]) == (400, "not-understood"), what
        for table in (Member, UnlockSlot, SecondFactor, PublicBundle, RootKey):
            assert not table._default_manager.exists(), what
    assert post(client, JOIN, amina.post()).status_code == 200  # the invitation is still good


def test_a_code_that_does_not_prove_the_telephone_is_refused(client: Client, amina: Invited):
    wrong = {**factor_post(amina.factor), "code": "abcdef"}

    answer = post(client, JOIN, amina.post(factor=wrong))

    assert (answer.status_code, answer.json()["code"]) == (422, "code")
    assert not Member.objects.exists()


@pytest.mark.parametrize(
    ("handle", "code"), [("ines", "handle-taken"), ("Amina", "handle-unfit"), ("амина", "handle-unfit"), ("", "not-understood")]
)
def test_a_name_that_cannot_be_had_is_said(client: Client, amina: Invited, handle: str, code: str):
    make_ines()

    assert post(client, JOIN, amina.post(handle=handle)).json()["code"] == code
    assert Invitation.objects.exists()


def test_another_slots_number_takes_nobodys_slot_away(client: Client, amina: Invited):
    post(client, JOIN, amina.post())
    kept = bytes(UnlockSlot.objects.get(kind="passphrase").blob)
    malika = invite()
    stolen = {**malika.keys.post()["slot"], "id": str(amina.keys.slot.id)}

    assert post(client, JOIN, malika.post(handle="malika", name="Malika", slot=stolen)).status_code == 400
    assert bytes(UnlockSlot.objects.get(pk=amina.keys.slot.id).blob) == kept
    assert not Member.objects.filter(handle="malika").exists()


def test_the_first_steward_becomes_the_root_and_the_key_is_written_out(client: Client):
    first = invite([Role.STEWARD])
    post(client, JOIN, first.post())
    file = Path(settings.VAR) / ROOT_KEY_FILE

    assert root_key() == first.keys.public.signing_key
    assert base64.b64decode(file.read_text()) == root_key()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600

    second = invite([Role.STEWARD])
    assert post(client, LOOK, {"token": second.token}).json()["root_key"] == to_text(root_key())
    post(client, JOIN, second.post(handle="malika"))

    assert root_key() == first.keys.public.signing_key
    assert Entry.objects.filter(kind="people.root-key-made").count() == 1


def test_who_is_no_steward_becomes_no_root(client: Client, amina: Invited):
    post(client, JOIN, amina.post())

    assert root_key() == b""
    assert not (Path(settings.VAR) / ROOT_KEY_FILE).exists()


def test_the_link_of_an_invitation_carries_the_root_key_where_no_server_sees_it(client: Client):
    jonas = make_steward("jonas")
    client.force_login(jonas.member)

    page = client.post("/desk/members/invite/", {"organisation": "The Lantern Line", "roles": ["reader"], "days": "7"})
    link = page.context["link"]

    address, _, fragment = link.partition("#")
    token, _, key = fragment.partition(".")
    assert address == "http://testserver/desk/join/"
    assert base64.urlsafe_b64decode(key + "=") == jonas.signing_key
    assert post(Client(), LOOK, {"token": token}).status_code == 200
    assert page["Cache-Control"] == "no-store"
