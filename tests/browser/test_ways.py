"""Ways out in a real browser: one is entered, proposed, applied for and refused; a visa regime is suspended and the case is found by it."""

from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from safeconduct.crises.models import Crisis, Participation
from safeconduct.kit.clock import today
from safeconduct.people.permissions import Role
from safeconduct.vault.format.staff import MEMORY_KIB, PASSES
from tests.browser.caseworkers import at_cases, make_stranger, open_case
from tests.browser.conftest import Visit
from tests.browser.hotline import unlock
from tests.factories.casework import KeyedCase, make_case, put_card, put_item
from tests.factories.crises import make_crisis
from tests.factories.vault import KeyedMember, make_channel, make_keyed_member, make_record, make_steward, remember_root

pytestmark = pytest.mark.django_db(databases=["default", "intake"], transaction=True)


@dataclass
class Stage:
    malika: KeyedMember
    zoya: KeyedMember
    crisis: Crisis
    case: KeyedCase


@pytest.fixture
def stage(transactional_db: None) -> Stage:
    """Malika leads; Zoya works with her; Heron is theirs, and France is to be avoided."""
    jonas = make_steward()
    malika = make_keyed_member("malika", roles=[Role.CASE_LEAD], voucher=jonas, memory_kib=MEMORY_KIB, passes=PASSES)
    zoya = make_keyed_member("zoya", roles=[Role.CASEWORKER], voucher=jonas, memory_kib=MEMORY_KIB, passes=PASSES)
    for one in (malika, zoya):
        remember_root(one, jonas)
    make_channel(jonas, [malika, zoya], names={"en": "Help in the north"})
    crisis = make_crisis(by=malika.member)
    case = make_case([malika, zoya], state="helping")
    for name in ("identity", "route"):
        part = {"alias": "Heron", "case": str(case.id), "compartment": name}
        make_record(case.compartments[name], part, by=malika, type="case.part", record=case.compartments[name].id)
        told = {"kind": "compartment", "compartment": name, "vault": str(case.compartments[name].id)}
        make_record(case.vault, told, by=malika, type="case.item")
    put_card(case, by=malika, crisis=crisis.reference, people=1, holder=malika.reference)
    put_item(case.vault, "triage", by=malika, result="accepted", tier="high", on="2026-11-20")
    put_item(case.compartments["route"], "avoid", by=malika, countries=["FR"], because="relatives")
    return Stage(malika, zoya, crisis, case)


def barriers(page: Page) -> list[str]:
    """Name what keeps somebody out, and whether the page is wider than its window."""
    found = Axe().run(page).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found if one["impact"] in {"serious", "critical"}] + [
        "too wide"
    ] * wide


def go(page: Page, way: str) -> None:
    page.get_by_role("navigation", name="Sealed desk").get_by_role("link", name=way).click()


def enter_way(page: Page, *, name: str, country: str, entry: str, basis: str) -> None:
    """Enter a way out with one count of its odds."""
    page.get_by_role("button", name="Enter a way out").click()
    form = page.locator("[data-form=pathway]")
    form.get_by_label("Name").fill(name)
    form.get_by_label("Country", exact=True).fill(country)
    form.get_by_label("Legal basis").select_option(basis)
    form.get_by_label("State that issues the visa or is entered").fill(entry)
    form.get_by_label("Asylum and migration management").check()
    form.get_by_role("button", name="Add a line").first.click()
    form.get_by_label("Let in, out of 1,000").fill("600")
    form.get_by_label("Counted on").fill("2026-10-01")
    form.get_by_label("Where the number comes from").fill("Our own count")
    form.get_by_label("Soonest").fill("20")
    form.get_by_label("Usual").fill("60")
    form.get_by_label("Longest").fill("120")
    form.get_by_role("button", name="Keep").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def make_register(page: Page) -> None:
    go(page, "Ways out")
    page.get_by_label("Zoya").check()
    page.get_by_role("button", name="Make the register", exact=True).click()
    expect(page.get_by_text("No way out is entered yet.")).to_be_visible()


def suspend_tourist_visas(page: Page) -> None:
    """Enter the change once, find the case by it, and go there."""
    go(page, "Ways out")
    page.get_by_role("button", name="A change of rules").click()
    form = page.locator("[data-form=change]")
    form.get_by_label("Suspended").check()
    form.get_by_label("Tourist visa", exact=True).check()
    form.get_by_label("Where this is written").fill("Invented gazette 7, page 3")
    form.get_by_role("button", name="Keep").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Suspended: Tourist visa")
    touched = page.locator("[data-case]")
    expect(touched).to_contain_text("Heron")
    expect(touched).to_contain_text("Tourist visa of Lithuania")
    expect(page.locator("[data-touched] [data-way]")).to_have_count(2)
    touched.get_by_role("button", name="Look again").click()


def refuse(application: Locator) -> None:
    """Keep a refusal, which is not kept without its reason and says what it makes worse."""
    application.locator("[data-step=refused]").click()
    application.get_by_role("button", name="Keep").click()
    expect(application).to_contain_text("Say what reason was given")
    application.get_by_label("Reason given for a refusal").select_option("purpose")
    application.get_by_label("All states of the Visa Information System").check()
    expect(application).to_contain_text("Germany by a French visa: ruled out until then")
    application.get_by_role("button", name="Keep").click()


def test_a_way_is_entered_proposed_refused_and_a_suspended_visa_finds_the_case(visit: Visit, stage: Stage):
    page = unlock(visit, stage.malika)
    make_register(page)
    enter_way(page, name="Tourist visa of Lithuania", country="Lithuania", entry="Lithuania", basis="tourist-visa")
    expect(page.get_by_text("The visa of Lithuania makes Lithuania responsible").first).to_be_visible()
    expect(page.get_by_text("60 %")).to_be_visible()
    go(page, "Ways out")
    enter_way(page, name="Germany by a French visa", country="Germany", entry="France", basis="tourist-visa")

    go(page, "Cases")
    open_case(page, "Heron", "Way out")
    # Why it is ruled out stands there before it can be proposed.
    page.locator("summary", has_text="Ruled out for this case").click()
    french = page.locator("li.way", has_text="Germany by a French visa")
    expect(french).to_contain_text("The visa of France makes France responsible")
    expect(french).to_contain_text("France is to be avoided")
    page.locator("li.way", has_text="Tourist visa of Lithuania").get_by_role("button", name="Propose it").click()
    application = page.locator("[data-application]")
    expect(application).to_contain_text("Proposed")

    for step in ("agreed", "submitted"):
        application.locator(f"[data-step={step}]").click()
        application.get_by_role("button", name="Keep").click()
        expect(application.locator(f"[data-step={step}]")).to_have_count(0)
    expect(application).to_contain_text("Handed in")

    suspend_tourist_visas(page)

    # The warning stands in the case until somebody settled it there.
    warning = page.locator(".notice", has_text="The rules changed for a way out of this case")
    expect(warning).to_contain_text("Tourist visa of Lithuania")
    page.get_by_role("tab", name="Way out").click()
    refuse(application)
    expect(application).to_contain_text("Refused")
    expect(warning).to_have_count(0)
    expect(french).to_contain_text("A visa was refused before")


def test_a_warning_is_settled_in_the_case_and_a_withdrawal_keeps_the_line(visit: Visit, stage: Stage):
    page = unlock(visit, stage.malika, width=390)
    make_register(page)
    enter_way(page, name="Tourist visa of Lithuania", country="Lithuania", entry="Lithuania", basis="tourist-visa")
    go(page, "Cases")
    open_case(page, "Heron", "Way out")
    page.get_by_role("button", name="Propose it").click()
    expect(page.locator("[data-application]")).to_contain_text("Proposed")
    assert barriers(page) == []
    go(page, "Ways out")
    assert barriers(page) == []
    page.get_by_role("button", name="A change of rules").click()
    form = page.locator("[data-form=change]")
    form.get_by_label("Closed").check()
    form.get_by_label("Tourist visa of Lithuania").check()
    form.get_by_label("Where this is written").fill("Invented gazette 8")
    assert barriers(page) == []
    form.get_by_role("button", name="Keep").click()
    line = page.locator("[data-case]")
    line.get_by_role("button", name="It is settled here").click()
    expect(line).to_contain_text("Looked at")
    assert barriers(page) == []
    page.locator("[data-touched] [data-way]").get_by_role("button", name="Close it from").click()
    expect(page.locator("[data-touched] [data-way]")).to_contain_text("Closed since")
    line.get_by_role("button", name="Leave a task").click()
    line.get_by_role("button", name="Withdraw it").click()
    expect(page.get_by_text("It reaches nothing").or_(page.get_by_text("None is left to look at"))).to_be_visible()
    go(page, "Cases")
    open_case(page, "Heron", "Way out")
    expect(page.locator("[data-application]")).to_contain_text("Withdrawn")
    expect(page.locator(".notice", has_text="The rules changed")).to_have_count(0)


def test_the_rules_by_date_and_for_vera_nothing(visit: Visit, stage: Stage):
    vera = make_stranger()
    page = at_cases(visit, vera, width=390)
    go(page, "Ways out")
    expect(page.get_by_text("takes part in no crisis yet")).to_be_visible()
    page.get_by_role("link", name="The rules by date").click()
    # Nobody's secret: the law is the same for everybody.
    expect(page.get_by_role("heading", name="Dublin III")).to_be_visible()
    expect(page.locator("[data-mechanism=echr-39-russia]")).to_contain_text("Over")
    expect(page.get_by_text("For a lawyer to look at").first).to_be_visible()
    assert barriers(page) == []


def test_places_are_for_coordinators_and_a_partner_is_told_whom_to_ask(visit: Visit, stage: Stage):
    page = unlock(visit, stage.malika)
    make_register(page)
    enter_way(page, name="Visa of Lithuania", country="Lithuania", entry="Lithuania", basis="humanitarian-visa")
    go(page, "Ways out")
    page.get_by_label("Zoya").check()
    page.get_by_role("button", name="Make the register of places").click()
    expect(page.get_by_text("0 entered")).to_be_visible()
    page.get_by_role("link", name="Visa of Lithuania").click()
    page.get_by_role("button", name="Enter places").click()
    form = page.locator("[data-form=quota]")
    form.get_by_label("How many persons").fill("12")
    form.get_by_role("button", name="Keep").click()
    expect(form).to_contain_text("Say who said so.")
    form.get_by_label("Who said so, and when").fill("A call, 3 November")
    form.get_by_role("button", name="Keep").click()
    expect(page.locator("section", has_text="12 persons")).to_contain_text("source: A call, 3 November")

    # A caseworker of a partner, whom nobody has let in.
    partner = make_stranger()
    Participation.objects.create(crisis=stage.crisis, organisation=partner.member.organisation, since=today())
    theirs = at_cases(visit, partner)
    go(theirs, "Ways out")
    expect(theirs.locator(".notice")).to_contain_text(
        "Ask one of those who hold it to let you in: Malika (The Lantern Line) and Zoya (The Lantern Line)"
    )
    expect(theirs.locator("#sealed-place").get_by_text("Places")).to_have_count(0)
    expect(theirs.get_by_text("Visa of Lithuania")).to_have_count(0)
