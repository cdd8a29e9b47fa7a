"""A letter is begun and its facts written from the register, in a browser, with and without scripts; nothing keeps anybody out."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from safeconduct.evidence.rules.standing import Standing
from safeconduct.people.permissions import Role as MemberRole
from safeconduct.publications.models import PartText
from safeconduct.publications.rules.kinds import Role
from tests.browser.conftest import Visit
from tests.factories.advocacy import make_demand
from tests.factories.crises import make_crisis
from tests.factories.evidence import make_attribution, make_claim, make_document, make_passage
from tests.factories.people import THEN, make_member

PHONE = 390


def barriers(page: Page) -> list[str]:
    """Name what axe finds serious or critical, and whether the page is wider than a telephone."""
    found = [one["id"] for one in Axe().run(page).response["violations"] if one["impact"] in {"serious", "critical"}]
    size = page.viewport_size
    page.set_viewport_size({"width": PHONE, "height": 900})
    wide: int = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size(size or {"width": 1280, "height": 900})
    return [*found, f"{wide} wide"] if wide > PHONE else found


@pytest.mark.parametrize("scripts", [True, False])
def test_a_letter_is_begun_and_its_facts_come_from_the_register(visit: Visit, scripts: bool) -> None:
    crisis = make_crisis(is_public=True)
    tomas = make_member("tomas", roles=[MemberRole.CAMPAIGNER])
    claim = make_claim(crisis, standing=Standing.SINGLE_SOURCE, published_at=THEN, published_by=tomas)
    make_attribution(claim, passage=make_passage(make_document(crisis)))
    make_demand(crisis, "Let in those who fled.")
    page = visit(tomas, scripts=scripts)

    page.goto(f"/desk/{crisis.slug}/publications/")
    page.get_by_role("button", name="Write something new").or_(page.get_by_role("link", name="Write something new")).first.click()
    page.get_by_label(re.compile("^Letter")).check()
    page.get_by_label("Title, or subject").fill("A way out")
    page.get_by_label("Let in those who fled.").check()
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", name="A way out")).to_be_visible()
    on_draft = barriers(page) if scripts else []

    page.get_by_role("link", name="Write Facts, English").click()
    page.get_by_label("Text", exact=True).fill("Minister.")
    page.get_by_text("Insert a claim or a demand").click()
    page.get_by_label("Words of a claim or a demand").fill("abducted")
    page.get_by_role("button", name="Look").click()
    on_writing = barriers(page) if scripts else []
    page.get_by_role("button", name=f"Insert {claim.reference}").click()
    page.get_by_role("button", name="Keep this text").click()
    expect(page.get_by_text("The text is kept.")).to_be_visible()

    kept = PartText.objects.get(part__role=Role.FACTS).text
    assert f"[More than a hundred men were abducted]({claim.reference}), according to The Northern Courier." in kept
    assert "Minister." in kept
    assert (on_draft, on_writing) == ([], [])
