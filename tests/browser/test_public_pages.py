"""The public pages in a real browser: whole without anybody else, on every screen, in both directions, by keyboard."""

import pytest
from playwright.sync_api import Page, expect

from safeconduct.advocacy.actions.publish_answer import publish_answer
from safeconduct.advocacy.actions.publish_demand import publish_demand
from safeconduct.evidence.actions.publish_claim import publish_claim
from tests.browser.conftest import Visit
from tests.factories.advocacy import make_body, make_deed, make_demand, make_response
from tests.factories.crises import make_crisis
from tests.factories.evidence import make_attribution, make_claim, make_document, make_passage, make_source
from tests.factories.people import THEN, make_ines

PAGES = ("", "north/", "north/claims/", "north/timeline/", "north/governments/", "north/governments/NL/")
WIDTHS = (320, 390, 1280)


@pytest.fixture
def claim_page(transactional_db: None) -> str:
    """Tell a small public story, and give where its claim stands."""
    ines = make_ines()
    crisis = make_crisis(by=ines, is_public=True)
    paper = make_source(crisis, "Lantern Gazette")
    claim = make_claim(crisis, "More than a hundred men were taken away in the north.", act="detention", when="2017-04")
    report = make_document(crisis, ["More than a hundred men were taken away, the Courier wrote."], source=paper, published="2017-05-19")
    make_attribution(claim, paper, passage=make_passage(report), hedge="were said to")
    publish_claim(claim=claim, by=ines, at=THEN)
    northland = make_body(crisis)
    for answer in (make_response(northland), make_deed(northland), make_deed(northland, "It refused forty visas.", type="visa-refused")):
        publish_answer(answer=answer, by=ines, at=THEN)
    publish_demand(demand=make_demand(crisis), by=ines, at=THEN)
    return f"north/claims/{claim.reference}/"


def test_every_page_fits_every_screen_in_light_and_dark(visit: Visit, claim_page: str) -> None:
    for dark in (False, True):
        page = visit(dark=dark)
        for place in (*PAGES, claim_page):
            for language in ("en", "ar"):
                page.goto(f"/{language}/{place}")
                for width in WIDTHS:
                    page.set_viewport_size({"width": width, "height": 900})
                    assert page.evaluate("document.documentElement.scrollWidth") <= width, (language, place, width, dark)
        assert _lightness(page) < 0.3 if dark else _lightness(page) > 0.7


def _lightness(page: Page) -> float:
    """Give how light the paper is, from 0 to 1."""
    colour: str = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    parts = [int(part) for part in colour.removeprefix("rgb(").removesuffix(")").split(",")]
    return sum(parts) / (3 * 255)


def test_no_cookie_no_script_and_nothing_asked_of_anybody_else(visit: Visit, claim_page: str) -> None:
    page = visit()
    kinds: set[str] = set()
    page.on("request", lambda request: kinds.add(request.resource_type))
    for place in (*PAGES, claim_page):
        page.goto(f"/en/{place}")
        assert page.locator("script").count() == 0

    assert page.context.cookies() == []
    assert "stylesheet" in kinds
    assert not kinds & {"script", "xhr", "fetch", "font", "media", "websocket", "eventsource"}


def test_arabic_runs_from_right_to_left(visit: Visit, claim_page: str) -> None:
    page = visit()
    page.goto("/ar/north/")

    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    skip, end = page.locator("header a").first.bounding_box(), page.locator(".languages").bounding_box()
    assert skip is not None and end is not None
    assert skip["x"] > end["x"]
    expect(page.locator("main")).to_have_css("direction", "rtl")


def test_the_keyboard_leads_past_the_head_and_shows_where_it_is(visit: Visit, claim_page: str) -> None:
    page = visit()
    page.goto("/en/north/")

    page.keyboard.press("Tab")
    skip = page.locator("a:focus")
    expect(skip).to_have_attribute("href", "#main")
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = page.locator("main a:focus")
    expect(inside).to_be_visible()
    unfocused = page.locator("main a:not(:focus)").first
    look = "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).outlineStyle, getComputedStyle(e).boxShadow].join()"
    assert inside.evaluate(look) != unfocused.evaluate(look)


def test_a_reader_follows_a_statement_down_to_its_source(visit: Visit, claim_page: str) -> None:
    page = visit(width=390)
    page.goto("/en/north/")
    page.get_by_role("link", name="More than a hundred men were taken away").first.click()

    page.wait_for_url(f"**/en/{claim_page}")
    expect(page.locator("main")).to_contain_text("Lantern Gazette")
    page.get_by_role("link", name="Svenska").click()
    page.wait_for_url(f"**/sv/{claim_page}")
    expect(page.locator("html")).to_have_attribute("lang", "sv")
