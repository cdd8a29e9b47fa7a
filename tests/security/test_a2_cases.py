"""A2 for cases: from each caseworker's own keys, what opens of a case is what was declared: the plan, or one compartment, or nothing.

See ``opening.py``, which asks no view and no access.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pytest

from safeconduct.casework.actions.shred_expired import shred_expired
from safeconduct.casework.models import Case
from safeconduct.people.permissions import Role
from safeconduct.vault.actions.remove_member import remove_member
from tests.factories.casework import KeyedCase, make_case, make_caseworker, make_compartment, put_card, put_item
from tests.factories.people import THEN, make_organisation
from tests.factories.posting import VAULTS, Browser, grant_of, post_epoch
from tests.factories.vault import TODAY, KeyedMember, KeyedVault, make_keyed_member, make_steward
from tests.security.opening import everything_of, everything_of_themselves, everything_opened, secrets_of

pytestmark = [pytest.mark.django_db(databases=["default", "intake"]), pytest.mark.slow]


@dataclass
class Team:
    """A case that Malika and Zoya plan; its identity is theirs, its line for governments Zoya's and Lev's; Vera works elsewhere."""

    people: dict[str, KeyedMember]
    case: KeyedCase

    def __getitem__(self, name: str) -> KeyedMember:
        return self.people[name]

    @property
    def plan(self) -> KeyedVault:
        return self.case.vault

    @property
    def identity(self) -> KeyedVault:
        return self.case.compartments["identity"]

    @property
    def line(self) -> KeyedVault:
        return self.case.compartments["advocacy"]


@pytest.fixture
def team() -> Team:
    jonas = make_steward()
    people = {name: make_caseworker(name, voucher=jonas) for name in ("malika", "zoya", "lev")}
    people |= {"jonas": jonas, "vera": make_keyed_member("vera", roles=list(Role), organisation=make_organisation("Far Shore"))}
    case = make_case([people["malika"], people["zoya"]], compartments=["identity"])
    make_compartment(case, "advocacy", [people["zoya"], people["lev"]])
    put_card(case, by=people["malika"])
    put_item(case.compartments["identity"], "person", by=people["malika"], name="Zarema")
    put_item(case.compartments["advocacy"], "line", by=people["zoya"], text="A family of three waits for an answer.")
    return Team(people, case)


def assert_each_opens_what_is_declared(team: Team, held: Mapping[str, Sequence[KeyedVault]]) -> None:
    for name, keyed in team.people.items():
        declared = everything_of_themselves(keyed)
        for vault in held.get(name, ()):
            vault.vault.refresh_from_db()
            declared |= everything_of(vault.id, until=vault.vault.epoch)

        assert everything_opened(secrets_of(keyed)) == declared, name


def test_a_compartment_opens_for_its_holders_and_the_plan_for_the_team(team: Team):
    assert_each_opens_what_is_declared(
        team, {"malika": [team.plan, team.identity], "zoya": [team.plan, team.identity, team.line], "lev": [team.line]}
    )


def test_who_is_let_into_one_compartment_opens_no_other(team: Team):
    grant = grant_of(team.identity.root, team.identity.id, 1, team["lev"], by=team["malika"])
    answer = Browser(team["malika"]).post(f"{VAULTS}{team.identity.id}/grants/", {"epoch": 1, "grants": [grant]})

    assert answer.status_code == 200
    assert_each_opens_what_is_declared(
        team,
        {"malika": [team.plan, team.identity], "zoya": [team.plan, team.identity, team.line], "lev": [team.identity, team.line]},
    )


def test_who_is_let_go_of_opens_nothing_of_that_vault_and_keeps_the_others(team: Team):
    grant = grant_of(team.identity.root, team.identity.id, 1, team["lev"], by=team["malika"])
    Browser(team["malika"]).post(f"{VAULTS}{team.identity.id}/grants/", {"epoch": 1, "grants": [grant]})
    post_epoch(team.identity, [team["malika"], team["lev"]], without=[team["zoya"]])
    put_item(team.identity, "contact", by=team["malika"], address="by a neighbour")

    assert_each_opens_what_is_declared(
        team, {"malika": [team.plan, team.identity], "zoya": [team.plan, team.line], "lev": [team.identity, team.line]}
    )


def test_who_is_removed_opens_nothing_of_any_case(team: Team):
    remove_member(member=team["zoya"].member, by=team["jonas"].member, at=THEN)

    assert everything_opened(secrets_of(team["zoya"])) == set()


def test_nobody_opens_anything_of_a_case_that_is_shredded(team: Team):
    Case.objects.filter(pk=team.case.id).update(state="closed", shred_on=TODAY)
    shred_expired(on=TODAY, at=THEN)

    assert_each_opens_what_is_declared(team, {})
