"""Registers: a vault that colleagues find by what it is for."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from safeconduct.audit.models import Entry
from safeconduct.people.permissions import Role
from safeconduct.vault.models import Register
from tests.factories.casework import make_caseworker, make_register
from tests.factories.people import make_organisation
from tests.factories.posting import Browser, post_vault
from tests.factories.vault import KeyedMember, KeyedVault, make_keyed_member, make_vault

pytestmark = pytest.mark.django_db

REGISTERS = "/desk/vault/registers/"


@pytest.fixture
def malika(db: None) -> KeyedMember:
    return make_caseworker("malika")


@pytest.fixture
def zoya(db: None) -> KeyedMember:
    return make_caseworker("zoya")


@pytest.fixture
def vera(db: None) -> KeyedMember:
    return make_keyed_member("vera", roles=list(Role), organisation=make_organisation("Far Shore"))


def new_register(vault: KeyedVault, purpose: str = "house", **said: Any) -> dict[str, Any]:
    return {"id": str(uuid4()), "vault": str(vault.id), "purpose": purpose, "scope": vault.vault.organisation.reference, **said}


def test_who_makes_a_register_finds_it_by_its_purpose_and_so_does_who_holds_it(malika: KeyedMember, zoya: KeyedMember):
    vault = post_vault([malika, zoya], kind="register")
    said = new_register(vault)

    assert Browser(malika).post(REGISTERS, said).json() == {"id": said["id"]}

    expected = {"registers": [{name: said[name] for name in ("id", "purpose", "scope", "vault")}]}
    assert Browser(malika).get(REGISTERS).json() == expected == Browser(zoya).get(REGISTERS).json()
    entry = Entry.objects.get(kind="vault.register-made")
    assert (entry.subject, entry.by, entry.at.hour) == (str(vault.id), malika.reference, 0)
    assert entry.detail == {"purpose": "house", "scope": said["scope"]}


def test_the_very_same_sent_again_is_kept_once(malika: KeyedMember, zoya: KeyedMember):
    said = new_register(make_vault("register", [malika, zoya]))

    assert [Browser(malika).post(REGISTERS, said).status_code for _time in range(2)] == [200, 200]
    assert Register.objects.count() == 1


def test_of_each_purpose_there_is_one(malika: KeyedMember, zoya: KeyedMember):
    there = make_register("house", [malika, zoya])
    fresh = make_vault("register", [malika, zoya])
    twice = {**new_register(fresh, "tokens"), "vault": str(there.vault_id)}

    answers = [
        Browser(zoya).post(REGISTERS, said) for said in (new_register(fresh), twice, new_register(fresh, "tokens", id=str(there.pk)))
    ]

    assert {(answer.status_code, answer.json()["code"]) for answer in answers} == {(409, "taken")}


@pytest.mark.parametrize("purpose", ["ways", "places"])
def test_registers_of_a_crisis_come_with_what_knows_crises(malika: KeyedMember, zoya: KeyedMember, purpose: str):
    answer = Browser(malika).post(REGISTERS, new_register(make_vault("register", [malika, zoya]), purpose))

    assert answer.json()["code"] == "not-for-your-purpose"


def test_a_register_is_ones_own_organisations_and_of_its_own_kind_of_vault(malika: KeyedMember, zoya: KeyedMember, vera: KeyedMember):
    elsewhere = vera.member.organisation.reference
    said = [
        new_register(make_vault("case", [malika, zoya])),
        new_register(make_vault("register", [malika, zoya]), scope=elsewhere),
        new_register(make_vault("register", [vera, malika])),
    ]

    assert {Browser(malika).post(REGISTERS, one).json()["code"] for one in said} == {"not-for-your-purpose"}
    assert not Register.objects.exists()


def test_who_works_on_no_case_makes_none(malika: KeyedMember):
    amina = make_keyed_member("amina", roles=[Role.HOTLINE])

    answer = Browser(amina).post(REGISTERS, new_register(make_vault("register", [amina, malika])))

    assert answer.json()["code"] == "not-for-your-purpose"


def test_who_holds_nothing_of_it_is_told_of_none_and_makes_none_of_it(malika: KeyedMember, zoya: KeyedMember, vera: KeyedMember):
    make_register("house", [malika, zoya])
    theirs = make_vault("register", [malika, zoya])
    lev = make_caseworker("lev")
    for who in (vera, lev):
        assert Browser(who).get(REGISTERS).json() == {"registers": []}
        assert Browser(who).post(REGISTERS, new_register(theirs, "tokens")).status_code == 404


def test_the_database_knows_the_purposes_and_keeps_one_of_each(malika: KeyedMember, zoya: KeyedMember):
    register = make_register("house", [malika, zoya])
    with pytest.raises(IntegrityError), transaction.atomic():
        Register.objects.filter(pk=register.pk).update(purpose="diary")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_register("house", [malika, zoya])
