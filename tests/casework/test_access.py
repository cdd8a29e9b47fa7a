"""Who has to do with a case, written out: keys decide, and no role does."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import Http404

from safeconduct.casework.access import case_for, case_to_change, cases_due, cases_for, compartments_for
from safeconduct.people.models import Member
from safeconduct.people.permissions import Role
from tests.casework import cast
from tests.factories.casework import KeyedCase, make_case, make_compartment
from tests.factories.vault import TODAY, KeyedMember, make_epoch, make_keyed_member

malika, zoya, lev, vera = cast.malika, cast.zoya, cast.lev, cast.vera  # fixtures
pytestmark = pytest.mark.django_db


@pytest.fixture
def case(malika: KeyedMember, zoya: KeyedMember, lev: KeyedMember) -> KeyedCase:
    """Malika and Zoya hold the case; Lev holds its line for governments and nothing else."""
    case = make_case([malika, zoya], compartments=["identity"])
    make_compartment(case, "advocacy", [zoya, lev])
    return case


#  who       what exists for them
TABLE = {
    "malika": {"case", "identity"},
    "zoya": {"case", "identity", "advocacy"},
    "lev": set(),  # the line alone: its vault is listed among vaults, the case is none of his
    "vera": set(),
    "jonas": set(),  # every role there is
}


@pytest.mark.parametrize("who", TABLE)
def test_a_case_exists_for_whoever_holds_its_vault(request: pytest.FixtureRequest, case: KeyedCase, who: str):
    keyed = make_keyed_member("jonas", roles=list(Role)) if who == "jonas" else request.getfixturevalue(who)
    sees = "case" in TABLE[who]
    held = set(compartments_for(keyed.member).values_list("vault", flat=True))

    assert list(cases_for(keyed.member)) == ([case.case] if sees else [])
    assert held == {vault.id for name, vault in case.compartments.items() if name in TABLE[who]}
    for one in (case_for, case_to_change):
        _is_given(one, keyed.member, case, sees)


def _is_given(one: Callable, member: Member, case: KeyedCase, sees: bool) -> None:
    if sees:
        assert one(member, case.id) == case.case
        return
    with pytest.raises(Http404):
        one(member, case.id)


def test_who_is_let_go_of_has_nothing_to_do_with_it_any_more(malika: KeyedMember, zoya: KeyedMember, lev: KeyedMember, case: KeyedCase):
    make_epoch(case.vault, [malika, lev])

    assert [list(cases_for(who.member)) for who in (malika, zoya, lev)] == [[case.case], [], [case.case]]


def test_who_travels_holds_no_case(malika: KeyedMember, case: KeyedCase):
    malika.member.withheld_on = TODAY
    malika.member.save()

    assert not cases_for(malika.member).exists()
    assert not compartments_for(malika.member).exists()


def test_the_job_of_the_night_is_given_what_is_due_and_nothing_else(malika: KeyedMember, zoya: KeyedMember, case: KeyedCase):
    due = make_case([malika, zoya], state="closed", shred_on=TODAY)
    make_case([malika, zoya], state="closed", shred_on=TODAY, is_held=True)
    make_case([malika, zoya], state="closed", shred_on=TODAY + timedelta(days=1))

    assert list(cases_due(TODAY)) == [due.case]
