"""What the server says about ways out: law, demands, and who holds a crisis's registers. The ways themselves are sealed."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from safeconduct.advocacy.actions.withdraw_demand import withdraw_demand
from safeconduct.audit.models import Entry
from safeconduct.crises.models import Crisis
from safeconduct.people.permissions import Role
from safeconduct.vault.models import Register
from tests.casework import cast
from tests.factories.advocacy import make_demand
from tests.factories.crises import make_crisis
from tests.factories.people import THEN, make_organisation
from tests.factories.posting import Browser, post_vault
from tests.factories.vault import KeyedMember, KeyedVault, make_keyed_member, make_vault

malika, zoya, vera = cast.malika, cast.zoya, cast.vera  # fixtures
pytestmark = pytest.mark.django_db

REGISTERS = "/desk/cases/registers/"
DEMANDS = "/desk/cases/demands/"
RULES = "/desk/cases/rules/"


@pytest.fixture
def lead(db: None) -> KeyedMember:
    return make_keyed_member("lead", roles=[Role.CASE_LEAD])


@pytest.fixture
def partner(db: None) -> KeyedMember:
    return make_keyed_member("partner", roles=[Role.CASEWORKER], organisation=make_organisation("Second Shore", country="DE"))


@pytest.fixture
def crisis(lead: KeyedMember, partner: KeyedMember) -> Crisis:
    return make_crisis(by=lead.member, organisations=[partner.member.organisation])


def new_register(vault: KeyedVault, purpose: str, scope: str) -> dict[str, Any]:
    return {"id": str(uuid4()), "vault": str(vault.id), "purpose": purpose, "scope": scope}


@pytest.mark.parametrize("purpose", ["ways", "places"])
def test_who_keeps_ways_makes_the_registers_of_a_crisis(lead: KeyedMember, malika: KeyedMember, crisis: Crisis, purpose: str):
    vault = post_vault([lead, malika], kind="register")
    said = new_register(vault, purpose, crisis.reference)

    answers = [Browser(lead).post(REGISTERS, said) for _time in range(2)]

    assert [(one.status_code, one.json()) for one in answers] == [(200, {"id": said["id"]})] * 2
    assert Register.objects.get().scope == crisis.reference
    entry = Entry.objects.get(kind="vault.register-made")
    assert entry.detail == {"purpose": purpose, "scope": crisis.reference}


def test_a_crisis_has_one_of_each(lead: KeyedMember, malika: KeyedMember, crisis: Crisis):
    said = [new_register(post_vault([lead, malika], kind="register"), "ways", crisis.reference) for _time in range(2)]

    assert [Browser(lead).post(REGISTERS, one).status_code for one in said] == [200, 409]


#  who       for which crisis               as what purpose
@pytest.mark.parametrize(
    "which",
    [
        ("malika", "ours", "ways"),  # works on cases and keeps no ways
        ("malika", "ours", "places"),
        ("vera", "ours", "ways"),  # keeps ways, and answers another crisis
        ("lead", "theirs", "ways"),
        ("lead", "nobody's", "ways"),
        ("lead", "organisation", "ways"),
        ("lead", "ours", "house"),
    ],
)
def test_nobody_else_makes_one(
    request: pytest.FixtureRequest, lead: KeyedMember, vera: KeyedMember, crisis: Crisis, which: tuple[str, str, str]
):
    who, scope, purpose = which
    maker: KeyedMember = request.getfixturevalue(who)
    second = make_keyed_member("second", roles=[Role.CASEWORKER], organisation=maker.member.organisation)
    theirs = make_crisis(by=vera.member, slug="south", title="Elsewhere")
    scopes = {
        "ours": crisis.reference,
        "theirs": theirs.reference,
        "nobody's": "CR-7Q4MZK",
        "organisation": lead.member.organisation.reference,
    }

    answer = Browser(maker).post(REGISTERS, new_register(make_vault("register", [maker, second]), purpose, scopes[scope]))

    assert answer.json()["code"] == "not-for-your-purpose"
    assert not Register.objects.exists()


def test_a_partner_is_told_whom_to_ask_and_vera_of_nothing(
    lead: KeyedMember, malika: KeyedMember, partner: KeyedMember, vera: KeyedMember, crisis: Crisis
):
    for purpose in ("ways", "places"):
        Browser(lead).post(REGISTERS, new_register(post_vault([lead, malika], kind="register"), purpose, crisis.reference))

    told = [Browser(who).get(REGISTERS).json()["crises"] for who in (lead, partner, vera)]

    assert [[one["purpose"] for crisis in each for one in crisis["registers"]] for each in told] == [["places", "ways"], ["ways"], []]
    assert {one["name"] for one in told[1][0]["registers"][0]["holders"]} == {lead.member.name, malika.member.name}
    assert told[1][0]["reference"] == crisis.reference
    assert told[2] == []
    # Who is told does not hold.
    assert Browser(partner).get("/desk/vault/registers/").json() == {"registers": []}


def test_who_travels_is_not_named_as_a_holder(lead: KeyedMember, malika: KeyedMember, partner: KeyedMember, crisis: Crisis):
    Browser(lead).post(REGISTERS, new_register(post_vault([lead, malika], kind="register"), "ways", crisis.reference))
    malika.member.withheld_on = THEN.date()
    malika.member.save()

    (told,) = Browser(partner).get(REGISTERS).json()["crises"]

    assert [one["name"] for one in told["registers"][0]["holders"]] == [lead.member.name]


def test_demands_of_ones_own_crises_that_still_stand(lead: KeyedMember, partner: KeyedMember, vera: KeyedMember, crisis: Crisis):
    stands, fell = (make_demand(crisis, text) for text in ("Issue humanitarian visas.", "Drop this."))
    withdraw_demand(demand=fell, because="A mistake.", by=lead.member, at=THEN)

    expected = {
        "demands": [
            {
                "reference": stands.reference,
                "crisis": crisis.reference,
                "slug": crisis.slug,
                "title": "Issue humanitarian visas.",
                "countries": ["NL"],
            }
        ]
    }
    assert [Browser(who).get(DEMANDS).json() for who in (lead, partner)] == [expected] * 2
    assert Browser(vera).get(DEMANDS).json() == {"demands": []}


def test_many_demands_cost_no_more_questions(lead: KeyedMember, crisis: Crisis):
    browser = Browser(lead)
    make_demand(crisis, "One")
    with CaptureQueriesContext(connection) as few:
        browser.get(DEMANDS)
    for at in range(4):
        make_demand(crisis, f"More {at}")
    with CaptureQueriesContext(connection) as many:
        browser.get(DEMANDS)
    assert len(many) == len(few)


def test_the_law_is_the_same_for_everybody_who_works_on_cases_and_nobody_else_asks(malika: KeyedMember, vera: KeyedMember):
    one, other = (Browser(who).get(RULES).json() for who in (malika, vera))
    assert one == other
    assert [each["code"] for each in one["rule_sets"]] == ["dublin-3", "ammr"]
    assert (one["rule_sets"][1]["from"], one["rule_sets"][1]["until"]) == ("2026-07-01", "")
    assert one["mechanisms"]

    amina = make_keyed_member("amina", roles=[Role.HOTLINE])
    assert {Browser(amina).get(address).status_code for address in (RULES, DEMANDS, REGISTERS)} == {403}
