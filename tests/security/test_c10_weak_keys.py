"""C10, the server's side: keys that are stretched too little are not taken in, and no other measures are given out than the format's.

That a browser refuses weak measures from the server is tested with the browser.
"""

import secrets
from typing import Any

import pytest
from django.test import Client

from safeconduct.people.models import Member, UnlockSlot
from safeconduct.vault.format.octets import to_text
from tests.factories.doors import code_of, post
from tests.factories.joining import factor_post, invite
from tests.factories.vault import make_keyed_member

pytestmark = pytest.mark.django_db

WEAK: list[dict[str, Any]] = [
    {"memory_kib": 131_071},
    {"memory_kib": 0},
    {"passes": 2},
    {"passes": 0},
    {"lanes": 0},
    {"lanes": 2},
    {"memory_kib": 2_000_000},  # no telephone has so much: whoever set it locks the member out
    {"passes": 1000},
]


@pytest.mark.parametrize("weak", WEAK, ids=str)
def test_nobody_joins_with_weak_keys(client: Client, weak: dict[str, Any]):
    amina = invite()
    slot = {**amina.keys.post()["slot"], **weak}

    answer = post(client, "/desk/join/", amina.post(slot=slot))

    assert (answer.status_code, answer.json()["code"]) == (400, "weak")
    assert not Member.objects.exists()


@pytest.mark.parametrize("weak", WEAK, ids=str)
def test_nobody_changes_to_weak_keys_or_recovers_with_them(client: Client, weak: dict[str, Any]):
    amina = make_keyed_member("amina", memory_kib=64)
    client.force_login(amina.member)
    new = {"auth": to_text(bytes(32)), "slot": {**amina.keys.slot.post(), "memory_kib": 131_072, "passes": 3, **weak}}
    kit = {"handle": "amina", "auth": to_text(amina.keys.recovery_auth)}

    changed = post(client, "/desk/vault/slots/passphrase/", {"auth": amina.auth, "code": code_of(amina), "new": new})
    renewed = post(client, "/desk/sign-in/renew/", {**kit, "new": {**new, "factor": factor_post(secrets.token_bytes(20))}})

    assert [changed.json()["code"], renewed.json()["code"]] == ["weak", "weak"]
    assert bytes(UnlockSlot.objects.get(kind="passphrase").blob) == amina.keys.slot.blob
