"""S3: what is kept so that a one-time code works once does not tell a thief when it was used, even with the server's own secret key."""

import hashlib
import hmac
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.crypto import salted_hmac

from safeconduct.kit.clock import now
from safeconduct.people.models import SecondFactor
from safeconduct.vault.rules.one_time import step_at
from tests.factories.doors import code_of, sign_in
from tests.factories.vault import KeyedMember, make_keyed_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def amina() -> KeyedMember:
    cache.clear()
    return make_keyed_member("amina")


def test_a_code_stays_used_when_the_secret_key_changes_so_its_mark_does_not_hang_on_that_key(
    client: Client, amina: KeyedMember, settings: Any
):
    code = code_of(amina)
    assert sign_in(client, amina, code=code).status_code == 200

    settings.SECRET_KEY = "another"

    assert sign_in(Client(), amina, code=code).status_code == 422


def test_the_mark_is_none_that_a_thief_of_server_and_database_could_make(client: Client, amina: KeyedMember, settings: Any):
    before = step_at(now())
    sign_in(client, amina)
    mark = SecondFactor.objects.get(member=amina.member).used

    said = [f"{amina.reference}:{step}" for step in range(before - 2, before + 3)]
    keyed = [salted_hmac(salt, one, algorithm="sha256").hexdigest() for salt in ("vault.code", "") for one in said]
    plain = [hmac.new(settings.SECRET_KEY.encode(), one.encode(), hashlib.sha256).hexdigest() for one in said]

    assert len(mark) == 64
    assert mark not in {*keyed, *plain}
