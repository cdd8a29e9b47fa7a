"""Journey 9 in a browser: a polite answer stays concern, an arrival is a deed, silence shows by itself, two people give the verdict."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from safeconduct.advocacy.actions.publish_demand import publish_demand
from safeconduct.advocacy.models import Deed, Response, Verdict
from tests.browser.conftest import Visit
from tests.factories.advocacy import make_ask, make_body, make_demand
from tests.factories.crises import make_crisis
from tests.factories.people import THEN, make_ines, make_tomas


@pytest.mark.parametrize("scripts", [True, False])
def test_words_stay_words_a_deed_comes_first_and_silence_shows_by_itself(visit: Visit, scripts: bool):
    crisis, ines, tomas = make_crisis(is_public=True), make_ines(), make_tomas()
    north, south = make_body(crisis, "Northland", place="NO"), make_body(crisis, "Southland", place="SE")
    demand = make_demand(crisis, "Let in those who fled.")
    publish_demand(demand=demand, by=tomas, at=THEN)
    for body in (north, south):
        make_ask(demand, body, reply_due=date(2017, 5, 2), is_public=True)
    page, colleague, anybody = visit(ines, scripts=scripts), visit(tomas, scripts=scripts), visit(scripts=scripts)

    page.goto("/desk/north/asks/overdue/")
    expect(page.get_by_role("heading", name="What is overdue")).to_be_visible()
    expect(page.get_by_role("link", name="Southland")).to_be_visible()
    _record(
        page,
        f"/desk/north/bodies/{north.reference}/responses/new/",
        "Voiced concern",
        "It is concerned and promises no visa.",
        "2017-05-16",
    )
    _record(page, f"/desk/north/bodies/{north.reference}/deeds/new/", "Let people in", "It let a first family in.", "2017-06-06")

    anybody.goto("/en/north/governments/NO/")
    expect(anybody.get_by_text("It let a first family in.")).to_be_visible()
    expect(anybody.get_by_text("It is concerned and promises no visa.")).to_be_visible()
    anybody.goto("/en/north/governments/SE/")
    expect(anybody.get_by_text(re.compile("no reply|silence|no answer", re.IGNORECASE)).first).to_be_visible()
    assert (Response.objects.get().type, Deed.objects.get().type) == ("concern", "admission")

    _give_verdict(page, colleague, f"/desk/north/demands/{demand.reference}/verdicts/{north.reference}/new/")
    later = visit(scripts=scripts)  # a browser may show for a quarter of a minute what it has seen
    later.goto("/en/north/governments/NO/")
    expect(later.get_by_text("Sympathises").first).to_be_visible()


def _record(page: Page, address: str, kind: str, text: str, on: str) -> None:
    """Record an answer by hand and publish it."""
    page.goto(address)
    page.locator("#id_type").select_option(label=kind)
    page.locator("#id_text").fill(text)
    page.locator("#id_on").fill(on)
    page.get_by_label("Which demand it answers").select_option(label="Let in those who fled.")
    page.get_by_label("Or a source that is not in the list").fill("The Northern Courier")
    page.get_by_role("button", name="Record it").click()
    page.get_by_role("button", name="Publish", exact=True).click()


def _give_verdict(page: Page, colleague: Page, address: str) -> None:
    """Propose a verdict, see that nobody confirms their own, and let a colleague confirm it."""
    page.goto(address)
    page.get_by_label("Sympathises").check()
    page.get_by_label("Partly done").check()
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_label("The reasons, in a few sentences").fill("Words, and one family.")
    page.get_by_role("button", name="Propose the verdict").click()
    expect(page.get_by_role("button", name="Confirm the verdict")).to_have_count(0)
    verdict = Verdict.objects.get()
    colleague.goto(f"/desk/north/verdicts/{verdict.reference}/")
    colleague.get_by_role("button", name="Confirm the verdict").click()
    verdict.refresh_from_db()
    assert verdict.confirmed_by is not None
    assert verdict.confirmed_by != verdict.proposed_by
