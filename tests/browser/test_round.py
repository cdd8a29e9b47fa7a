"""A round of placement in real browsers: two coordinators, a few invented cases, from the cards to a proposal that is taken."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from playwright.sync_api import Page, expect

from safeconduct.crises.models import Crisis
from safeconduct.kit.clock import today
from safeconduct.people.permissions import Role
from safeconduct.placement.models import Card, Round, Run
from safeconduct.vault.format.staff import MEMORY_KIB, PASSES
from safeconduct.vault.models import Grant, Register, Vault
from tests.browser.conftest import Visit
from tests.browser.test_accessibility import barriers
from tests.factories.casework import KeyedCase, make_case, put_card, put_item
from tests.factories.crises import make_crisis
from tests.factories.rounds import make_lead, make_round, make_weights
from tests.factories.vault import (
    KeyedMember,
    KeyedVault,
    make_grant,
    make_keyed_member,
    make_record,
    make_steward,
    make_vault,
    remember_root,
)

pytestmark = pytest.mark.django_db(databases=["default", "intake"], transaction=True)
DAY = today().isoformat()


@dataclass
class Stage:
    """Sana and Tarik lead rounds and hold three cases; two ways out stand in the register."""

    jonas: KeyedMember
    sana: KeyedMember
    tarik: KeyedMember
    crisis: Crisis
    ways: dict[str, UUID]
    cases: dict[str, KeyedCase]


def put_way(register: KeyedVault, name: str, country: str, permille: int, *, by: KeyedMember) -> UUID:
    """Write a way out into the register."""
    body = {
        "kind": "pathway",
        "name": name,
        "country": country,
        "basis": "humanitarian-visa",
        "entry": country,
        "takes": "both",
        "medical": True,
        "odds": [{"permille": permille, "on": "2026-01-01", "source": "counted by hand, invented"}],
        "waiting": {"soonest": 10, "usual": 40, "longest": 90},
        "papers": [],
    }
    return UUID(str(make_record(register, body, by=by, type="register.item").record))


def put_case(stage: Stage, alias: str, tier: str, *, consent: str = "yes", avoid: str = "") -> None:
    """Open a case that both hold, with what a round asks of it."""
    by = stage.sana
    case = make_case([by, stage.tarik], state="helping")
    for name, vault in case.compartments.items():
        make_record(vault, {"alias": alias, "case": str(case.id), "compartment": name}, by=by, type="case.part", record=vault.id)
        make_record(
            case.vault, {"kind": "compartment", "compartment": name, "vault": str(vault.id)}, by=by, type="case.item", record=uuid4()
        )
    deadline = (today() + timedelta(days=60)).isoformat()
    put_item(case.vault, "triage", by=by, result="accepted", tier=tier, deadline=deadline, on=DAY)
    if consent:
        put_item(case.vault, "consent", by=by, purpose="round", given=consent, how="call", on=DAY)
    if avoid:
        put_item(case.compartments["route"], "avoid", by=by, countries=[avoid], because="relatives")
    put_item(case.compartments["identity"], "person", by=by, name="An invented name", languages=["ru"])
    put_card(case, by=by, alias=alias, crisis=stage.crisis.reference, tier=tier, people=1, facts={"triage": "accepted"}, deadline=deadline)
    stage.cases[alias] = case


def make_stage() -> Stage:
    """Let three people wait for two ways out, with one place each."""
    jonas = make_steward()
    sana, tarik = (
        make_keyed_member(one, roles=[Role.CASE_LEAD], voucher=jonas, memory_kib=MEMORY_KIB, passes=PASSES) for one in ("sana", "tarik")
    )
    for one in (sana, tarik):
        remember_root(one, jonas)
    crisis = make_crisis(by=jonas.member)
    register = make_vault("register", [sana, tarik])
    Register.objects.create(vault=register.vault, purpose="ways", scope=crisis.reference)
    ways = {
        name: put_way(register, name, country, odds, by=sana)
        for name, country, odds in (("Northern visa", "NO", 900), ("Western visa", "FR", 500))
    }
    stage = Stage(jonas, sana, tarik, crisis, ways, {})
    put_case(stage, "Heron", "critical")
    put_case(stage, "Lantern", "high", avoid="FR")
    put_case(stage, "Willow", "medium")
    put_case(stage, "Juniper", "low", consent="no")
    make_weights(by=sana, confirmed_by=tarik)
    return stage


def at_placement(visit: Visit, member: KeyedMember, **how: Any) -> Page:
    """Unlock the sealed desk and go to the rounds."""
    page = visit(member.member, **how)
    page.goto("/desk/sealed/")
    page.get_by_label("Passphrase").first.fill(member.passphrase)
    page.get_by_role("button", name="Unlock").click()
    page.get_by_role("navigation", name="Sealed desk").get_by_role("link", name="Placement").click(timeout=60_000)
    expect(page.get_by_role("heading", level=1)).to_have_text("Placement")
    return page


def act(page: Page, name: str) -> None:
    page.locator(f"[data-act={name}]").click()


def open_round(page: Page) -> None:
    page.get_by_role("link", name="Placement").click()
    page.locator(".rounds__one a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Round RO-")


def open_and_hand_in(sana: Page) -> None:
    """Open a round with Tarik, see what would leave, and hand in; who did not consent stays out."""
    sana.get_by_role("button", name="Open a round").click()
    sana.get_by_label("The other coordinator").select_option(label="Tarik (The Lantern Line)")
    sana.get_by_label("Takes cards until").fill((today() + timedelta(days=7)).isoformat())
    sana.get_by_role("button", name="Open the round").click()
    expect(sana.get_by_text("The round is open.")).to_be_visible()
    assert barriers(sana) == []
    sana.get_by_role("button", name="Look which of my cases could take part").click()
    expect(sana.locator("[data-case=Juniper]")).to_contain_text("does not want to take part")
    expect(sana.locator("[data-case=Lantern]")).to_contain_text("What would leave: 1 open way")
    expect(sana.locator("[data-case=Heron]")).to_contain_text("What would leave: 2 open ways")
    expect(sana.locator("[data-case] input[type=checkbox]")).to_have_count(3)
    act(sana, "hand-in")
    expect(sana.get_by_text("Handed in: 3 cards.")).to_be_visible()
    assert Card.objects.count() == 5
    assert len({len(bytes(card.blob)) for card in Card.objects.all()}) == 1


def work_it_out(sana: Page) -> None:
    """Open the cards, say how many places there are, look at the answer and at one reason, and keep it."""
    act(sana, "open-cards")
    expect(sana.locator("[data-cards]")).to_contain_text("3 cards that say something and 2 blank ones; 3 people")
    expect(sana.locator("[data-named] tbody tr")).to_have_count(1)
    expect(sana.locator("[data-named] tbody tr")).to_have_text(["The Lantern Line331"])
    expect(sana.locator("[data-named]")).to_contain_text("what the senders wrote")
    for way in ("Northern visa", "Western visa"):
        sana.locator(f"tr[data-way='{way}'] input[data-field=persons]").fill("1")
    act(sana, "solve")
    expect(sana.locator("[data-status=solved]")).to_be_visible()
    expect(sana.locator("[data-tier=critical]")).to_contain_text("1 (1)")
    expect(sana.locator(".rounds__flows svg path")).to_have_count(2)
    sana.locator(".rounds__proposals tbody tr").nth(1).get_by_role("button").click()
    expect(sana.locator(".rounds__why")).to_contain_text("leads to a country to be avoided")
    sana.get_by_role("button", name="What if: Northern visa").click()
    expect(sana.locator(".rounds__why")).to_contain_text("it would break a guarantee")
    assert barriers(sana) == []
    act(sana, "keep-run")
    expect(sana.get_by_text("Waits for the other coordinator.")).to_be_visible()
    assert Round.objects.get().state == "solving"


def confirm_and_answer(tarik: Page) -> None:
    """Open the same cards, see that the run holds, confirm it, and answer every card."""
    open_round(tarik)
    act(tarik, "open-cards")
    expect(tarik.get_by_text("Checked in this browser")).to_be_visible()
    act(tarik, "confirm-run")
    expect(tarik.get_by_text("Confirmed by Tarik.")).to_be_visible()
    act(tarik, "send-answers")
    expect(tarik.get_by_text("The answers are out.")).to_be_visible()
    assert len({len(bytes(card.answer)) for card in Card.objects.all()}) == 1


def take_the_proposal(sana: Page, alias: str) -> None:
    """Read the answers, and take what one case was proposed."""
    open_round(sana)
    sana.get_by_role("button", name="Read the answers to my cards").click()
    expect(sana.get_by_text("3 answers came.")).to_be_visible()
    sana.get_by_role("link", name="Cases").click()
    sana.locator(".cases__row").filter(has_text=alias).get_by_role("link").click()
    sana.get_by_role("tab", name="Way out").click()
    expect(sana.get_by_text("Proposed: Northern visa")).to_be_visible()
    expect(sana.get_by_text("Signed by Tarik, who leads the round.")).to_be_visible()
    act(sana, "take")
    expect(sana.get_by_text("The way stands as proposed")).to_be_visible()


def test_nothing_is_handed_in_to_a_round_into_which_the_server_put_somebody_else(visit: Visit, transactional_db: None) -> None:
    stage = make_stage()
    ruslan = make_lead("ruslan", voucher=stage.jonas)
    swapped = make_round([stage.sana, stage.tarik], stage.crisis)
    Grant.objects.filter(vault=swapped.vault.vault, member=stage.tarik.member).delete()
    make_grant(swapped.vault, ruslan, by=stage.sana)
    sana = at_placement(visit, stage.sana)
    open_round(sana)
    sana.get_by_role("button", name="Look which of my cases could take part").click()
    act(sana, "hand-in")

    expect(sana.get_by_text("Nothing was handed in: no coordinator whom you can trust signed")).to_be_visible()
    assert not Card.objects.exists()
    assert barriers(sana) == []


def test_a_round_from_the_cards_to_a_proposal_that_is_taken(visit: Visit, transactional_db: None) -> None:
    stage = make_stage()
    sana = at_placement(visit, stage.sana)

    open_and_hand_in(sana)
    work_it_out(sana)
    tarik = at_placement(visit, stage.tarik)
    confirm_and_answer(tarik)
    assert Run.objects.get().confirmed_by == stage.tarik.member
    take_the_proposal(sana, "Heron")

    # The round ends, and with it its key and cards.
    open_round(tarik)
    tarik.locator("summary", has_text="End the round").click()
    act(tarik, "end-round")
    expect(tarik.get_by_text("The round has ended.")).to_be_visible()
    assert not Card.objects.exists()
    assert not Vault.objects.filter(kind="round").exists()
