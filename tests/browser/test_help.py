"""Help in a real browser: a sum asked for, approved by two others, shown as paid; a shelter whose address two people open."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from safeconduct.fund.models import Payout
from safeconduct.people.permissions import Role
from safeconduct.vault.format.staff import MEMORY_KIB, PASSES
from safeconduct.vault.models import Strongbox
from tests.browser.caseworkers import at_cases, go_to, make_stranger, open_case
from tests.browser.conftest import Visit
from tests.factories.casework import KeyedCase, make_case, make_register, put_card
from tests.factories.people import make_member
from tests.factories.vault import KeyedMember, make_keyed_member, make_record, make_steward, remember_root

pytestmark = pytest.mark.django_db(databases=["default", "intake"], transaction=True)
ADDRESS = "An invented lane, 7"


@dataclass
class Team:
    """Malika works on the case; Zoya leads and approves; both hold it and the house's register."""

    malika: KeyedMember
    zoya: KeyedMember
    case: KeyedCase


@pytest.fixture
def team(transactional_db: None) -> Team:
    jonas = make_steward()
    malika, zoya = (
        make_keyed_member(one, roles=[role], voucher=jonas, memory_kib=MEMORY_KIB, passes=PASSES)
        for one, role in (("malika", Role.CASEWORKER), ("zoya", Role.CASE_LEAD))
    )
    for one in (malika, zoya):
        remember_root(one, jonas)
    case = make_case([malika, zoya], is_demonstration=True)
    put_card(case, by=malika)
    for name, vault in case.compartments.items():
        part = {"kind": "compartment", "compartment": name, "vault": str(vault.id)}
        make_record(case.vault, part, by=malika, type="case.item")
        make_record(vault, {"alias": "Heron", "case": str(case.id), "compartment": name}, by=malika, type="case.part", record=vault.id)
    make_register("house", [malika, zoya])
    return Team(malika, zoya, case)


def at_shelters(visit: Visit, member: KeyedMember, *, width: int = 1280) -> Page:
    page = at_cases(visit, member, width=width)
    page.get_by_role("navigation", name="Sealed desk").get_by_role("link", name="Shelters").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Shelters")
    expect(page.get_by_role("button", name="Add a shelter")).to_be_visible()
    return page


def test_a_sum_is_asked_for_approved_by_a_second_person_and_shown_as_given(visit: Visit, team: Team):
    make_stranger()
    page = at_cases(visit, team.malika)
    open_case(page, "Heron", "Help")  # nobody has looked at who the person is, and nothing waits for that
    form = page.get_by_role("form", name="Help now")
    form.get_by_label("What kind of help").select_option("food")
    form.get_by_label("Amount").fill("120.50")
    form.get_by_role("button", name="Keep").click()
    line = page.locator(".case-item").filter(has_text="120.50 EUR")
    expect(line).to_contain_text("Planned")
    line.get_by_role("button", name="Ask for the money").click()
    asking = page.get_by_role("region", name="Ask for 120.50 EUR")
    expect(asking.get_by_label("Who pays")).to_contain_text("The Lantern Line")
    asking.get_by_role("button", name="Ask for the money").click()
    expect(line).to_contain_text("Money asked for")
    expect(line).to_contain_text("waits for two to approve it", timeout=60_000)
    payout = Payout.objects.get()
    assert (payout.amount_minor, payout.currency, payout.what, payout.state) == (12_050, "EUR", "food", "asked")

    desk = visit(team.zoya.member)
    desk.goto("/desk/")
    desk.get_by_role("link", name="Payouts").last.click()
    expect(desk.locator("main")).to_contain_text("1 sum waits for approval.")
    desk.get_by_role("button", name="Approve 120.50 EUR").click()
    expect(desk.locator("main")).to_contain_text("You have approved it: somebody else has to approve it too.")
    second = visit(make_member("tyra", roles=[Role.TREASURER]))
    second.goto("/desk/payouts/")
    second.get_by_role("button", name="Approve 120.50 EUR").click()
    desk.goto("/desk/payouts/")
    desk.get_by_role("button", name="It was paid 120.50 EUR").click()
    expect(desk.locator("main")).to_contain_text("Nothing is to be paid.")
    for width in (1280, 390):
        desk.set_viewport_size({"width": width, "height": 900})
        assert desk.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")

    go_to(page, "Person")
    go_to(page, "Help")
    expect(line).to_contain_text("Given")
    expect(page.locator("#case-panel")).to_contain_text("Given so far: 120.50 EUR food.")


def test_a_ceiling_is_said_and_stops_nothing(visit: Visit, team: Team):
    page = at_shelters(visit, team.malika)
    page.get_by_role("button", name="Set a ceiling").click()
    form = page.get_by_role("region", name="Set a ceiling")
    form.get_by_label("What kind of help").select_option("medical")
    form.get_by_label("Not more than").fill("100")
    form.get_by_label("for a case").or_(form.get_by_label("Case")).check()
    form.get_by_role("button", name="Keep").click()
    expect(page.locator("main")).to_contain_text("100.00 EUR for a case")

    page.get_by_role("navigation", name="Sealed desk").get_by_role("link", name="Cases").click()
    open_case(page, "Heron", "Help")
    form = page.get_by_role("form", name="Help now")
    form.get_by_label("What kind of help").select_option("medical")
    form.get_by_label("Amount").fill("140")
    form.get_by_role("button", name="Keep").click()
    line = page.locator(".case-item").filter(has_text="140.00 EUR")
    expect(line).to_contain_text("40.00 EUR over a ceiling")
    line.get_by_role("button", name="Ask for the money").click()
    page.get_by_role("region", name="Ask for 140.00 EUR").get_by_role("button", name="Ask for the money").click()
    expect(line).to_contain_text("Money asked for")
    assert Payout.objects.get().amount_minor == 14_000


def test_an_address_is_opened_by_two_shown_once_and_gone_on_leaving(visit: Visit, team: Team):
    zoyas = at_shelters(visit, team.zoya)
    zoyas.get_by_role("button", name="Add a shelter").click()
    form = zoyas.get_by_role("region", name="Add a shelter")
    form.get_by_label("Code").fill("B7")
    form.get_by_label("Beds").fill("3")
    form.get_by_label("Address").fill(ADDRESS)
    form.get_by_label("Malika").check()
    form.get_by_role("button", name="Keep").click()
    shelter = zoyas.locator("[data-shelter=B7]")
    expect(shelter).to_contain_text("3 beds")
    expect(zoyas.locator("main")).not_to_contain_text(ADDRESS)
    assert ADDRESS.encode() not in bytes(Strongbox.objects.get().blob)

    page = at_cases(visit, team.malika)
    open_case(page, "Heron", "Help")
    page.get_by_role("button", name="A night in a shelter").click()
    stay = page.get_by_role("form", name="A night in a shelter")
    stay.get_by_label(re.compile("^B7: free, 3 beds")).check()
    stay.get_by_role("button", name="Keep").click()
    night = page.locator(".case-item").filter(has_text="Shelter B7")
    night.get_by_role("button", name="Open the address").click()
    expect(page.locator(".address__place")).to_contain_text("One of these people has to give their share, today or tomorrow: Zoya.")
    expect(page.locator("main")).not_to_contain_text(ADDRESS)

    asking = zoyas.get_by_text("asks to open the address of shelter B7")
    expect(asking).to_contain_text("Malika", timeout=60_000)
    zoyas.get_by_role("button", name="Give my share").click()
    expect(zoyas.locator(".sealed__messages")).to_contain_text("Given.")

    expect(page.locator(".address")).to_contain_text(ADDRESS, timeout=60_000)
    expect(page.locator(".address")).to_contain_text(re.compile(r"Gone in (10:00|9:\d\d)"))
    expect(page.locator(".address button")).to_have_text(["Take it away now"])  # and none that copies
    go_to(page, "Now")
    go_to(page, "Help")
    expect(page.locator(".case-item").filter(has_text="Shelter B7")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text(ADDRESS)
