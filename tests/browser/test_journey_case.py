"""From a request to help that was given: the request becomes a case, and the case knows at the end that the money arrived."""

import pytest
from playwright.sync_api import Page, expect

from safeconduct.casework.models import Case
from safeconduct.fund.models import Payout
from safeconduct.people.permissions import Role
from safeconduct.vault.models import Record
from tests.browser.caseworkers import at_cases, go_to, make_caseworkers, open_case, rows
from tests.browser.conftest import Visit
from tests.browser.hotline import open_request, unlock
from tests.factories.people import make_member
from tests.factories.vault import make_request

pytestmark = pytest.mark.django_db(databases=["default", "intake"], transaction=True)

ASKED = "They look for me at home. I have not eaten since yesterday and can stay until the morning."


def keep(page: Page, form: str, said: str) -> None:
    """Keep what was typed into a form, and see it in the list."""
    page.get_by_role("form", name=form).get_by_role("button", name="Keep").click()
    expect(page.locator(".case-item").filter(has_text=said)).to_be_visible()


def note_what_is_needed(page: Page) -> None:
    page.get_by_role("button", name="Add a need").click()
    need = page.get_by_role("form", name="Add a need")
    need.get_by_label("What is needed").select_option("food")
    need.get_by_label("Now", exact=True).check()
    keep(page, "Add a need", "Food")
    expect(page.locator(".request__head")).to_contain_text("Needs something now")
    page.get_by_role("button", name="Make a plan").click()
    page.get_by_role("form", name="Make a plan").get_by_label("What we want to reach").fill("A safe room by Friday")
    keep(page, "Make a plan", "A safe room by Friday")
    page.get_by_role("button", name="Add a task").click()
    page.get_by_role("form", name="Add a task").get_by_label("What is to be done").fill("Call at ten")
    keep(page, "Add a task", "Call at ten")


def ask_for_money(page: Page) -> None:
    go_to(page, "Help")
    form = page.get_by_role("form", name="Help now")
    form.get_by_label("What kind of help").select_option("food")
    form.get_by_label("Amount").fill("40")
    keep(page, "Help now", "40.00 EUR")
    page.locator(".case-item").get_by_role("button", name="Ask for the money").click()
    page.get_by_role("region", name="Ask for 40.00 EUR").get_by_role("button", name="Ask for the money").click()
    expect(page.locator(".case-item")).to_contain_text("Money asked for")


def test_somebody_who_asks_at_night_has_eaten_before_anybody_asks_who_they_are(visit: Visit, transactional_db: None) -> None:
    them = make_caseworkers()
    approvers = [make_member(handle, roles=[Role.CASE_LEAD]) for handle in ("sofia", "elof")]
    make_request(them.channel, ASKED, answers={"danger": "now", "needs": ["place"], "hours": "After ten at night"})
    page = unlock(visit, them.malika)
    open_request(page, "They look for me")
    page.get_by_role("button", name="Open a case").click()
    page.get_by_label("Name of the case").fill("Heron")
    page.get_by_role("button", name="Open the case").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Heron")
    expect(page.get_by_role("tabpanel")).to_contain_text("The request asked for: A safe place.")
    # What the person said of the danger, and when they can be reached, stands at the top until somebody has looked.
    for words in ("The person wrote: in danger now", "As the person wrote when asking for help: After ten at night"):
        expect(page.locator(".request__head")).to_contain_text(words)
    expect(page.get_by_role("tabpanel")).to_contain_text("The person wrote of danger when they asked for help")
    note_what_is_needed(page)
    ask_for_money(page)

    for approver in approvers:  # two, and neither is the one who asked
        desk = visit(approver)
        desk.goto("/desk/payouts/")
        expect(desk.locator("main")).not_to_contain_text("Heron")
        desk.get_by_role("button", name="Approve 40.00 EUR").click()
    desk.get_by_role("button", name="It was paid 40.00 EUR").click()
    assert Payout.objects.get().state == "paid"

    go_to(page, "Now")
    go_to(page, "Help")
    expect(page.locator(".case-item")).to_contain_text("Given")
    expect(page.locator(".request__head")).to_contain_text("Help given")
    zoya = at_cases(visit, them.zoya)
    expect(rows(zoya).first).to_contain_text("Needs something now")
    open_case(zoya, "Heron", "Journal")
    for words in (ASKED, "A safe room by Friday", "Call at ten", "Food"):
        expect(zoya.locator(".journal")).to_contain_text(words)
    assert Case.objects.get().state == "new"  # nobody looked at it yet, and the person has eaten
    assert not any(b"safe room" in bytes(one.blob) for one in Record.objects.all())
