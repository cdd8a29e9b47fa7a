"""From a page to a claim, in a real browser: by keyboard, without scripts, through refusals and lost connections."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from safeconduct.advocacy.models import Deed, Demand, Response
from safeconduct.evidence.models import Claim, ProposalRow
from safeconduct.evidence.models.proposals import ProposalState
from safeconduct.people.models import Member
from safeconduct.people.permissions import Role
from tests.browser.conftest import Visit
from tests.browser.doors import make_strong, sign_in
from tests.browser.walks import bring_in, card, expect_left, finish_and_publish
from tests.factories.crises import make_crisis
from tests.factories.people import make_ines
from tests.factories.vault import KeyedMember
from tests.journeys.papers import APPEAL_SV, LETTER_DA, NEWS_EN

HUNDRED = "more than 100 men thought to be gay had been detained"


@pytest.fixture
def ines(transactional_db: None) -> Member:
    """Ines, in the public crisis "north"."""
    member = make_ines()
    make_crisis(by=member, is_public=True)
    return member


@pytest.fixture
def keyed(transactional_db: None) -> KeyedMember:
    """Ines with keys, in the same crisis."""
    ines = make_strong("ines", roles=[Role.RESEARCHER])
    make_crisis(by=ines.member, is_public=True)
    return ines


def test_ines_signs_in_and_reviews_a_page_by_keyboard_alone(visit: Visit, keyed: KeyedMember) -> None:
    page = visit()
    _sign_in_and_bring(page, keyed)
    bring_in(page, NEWS_EN, publisher="Lantern Gazette")
    page.bring_to_front()  # the keyboard belongs to the page in front

    page.keyboard.press("j")
    expect(card(page, "claim")).to_be_focused()
    expect(page.locator(".sentence.is-current")).to_contain_text(HUNDRED)
    page.keyboard.press("a")
    expect_left(page, 5)
    expect(card(page, "claim", 1)).to_be_focused()
    page.keyboard.press("c")
    _type_over(page, "low", "5")
    page.keyboard.press("Enter")
    expect_left(page, 4)
    page.keyboard.press("a")
    expect_left(page, 3)
    page.keyboard.press("r")
    expect_left(page, 2)
    page.keyboard.press("a")
    expect_left(page, 1)
    page.keyboard.press("a")
    expect(card(page, "denial")).to_contain_text("has come into the register since")
    expect(card(page, "denial").get_by_role("radio").first).to_be_checked()
    page.keyboard.press("a")
    expect_left(page, 0)
    page.keyboard.press("f")
    page.wait_for_url("**/added/")
    page.get_by_role("button", name="Put the chosen ones").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("now stand on the public page")).to_be_visible()

    assert Claim.objects.get(act="flight").low == 5
    assert Claim.objects.get(act="detention").denials.count() == 1
    assert (Deed.objects.count(), Demand.objects.count()) == (1, 1)
    assert list(Response.objects.values_list("type", flat=True)) == ["denial"]
    public = visit()
    public.goto("/en/north/")
    expect(public.locator("main")).to_contain_text(HUNDRED)
    expect(public.locator("main")).not_to_contain_text("deeply concerned")
    expect(public.locator("main")).not_to_contain_text("free trial")


def _sign_in_and_bring(page: Page, ines: KeyedMember) -> None:
    sign_in(page, ines, to="/desk/north/")
    page.wait_for_url(lambda address: urlsplit(address).path == "/desk/north/")
    page.keyboard.press("b")
    page.wait_for_url("**/import/")


def _type_over(page: Page, field: str, value: str) -> None:
    box = page.locator(f".card__form [name$='-{field}']")
    box.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(value)


def test_three_languages_that_repeat_one_newspaper_are_one_claim_with_one_origin(visit: Visit, ines: Member) -> None:
    page = visit(ines)
    for text, publisher in ((NEWS_EN, "Lantern Gazette"), (LETTER_DA, "Havnens Venner"), (APPEAL_SV, "Fyrens Fond")):
        bring_in(page, text, publisher=publisher, title=f"From {publisher}")
        first = card(page, "claim")
        if publisher != "Lantern Gazette":
            expect(first.get_by_role("radio").first).to_be_checked()
        first.get_by_role("button", name="Accept").click()
        expect(first).to_have_class("card card--claim card--accepted")
        page.get_by_role("button", name="Finish the review").click()
        page.wait_for_url("**/added/")

    claim = Claim.objects.get(act="detention")
    page.goto(f"/desk/north/claims/{claim.reference}/")
    reports = page.locator("main")
    for words in ("more than 100 men", "over hundrede", "över hundra", "3 reports"):
        expect(reports).to_contain_text(words)
    for publisher in ("Lantern Gazette", "Havnens Venner", "Fyrens Fond"):
        expect(reports.locator("svg").first).to_contain_text(publisher)
    assert claim.attributions.filter(speaker__name="Courier Nord").count() == 1
    assert len(claim.count["ends"]) == 1


def test_the_whole_review_works_without_scripts(visit: Visit, ines: Member) -> None:
    page = visit(ines, scripts=False)
    bring_in(page, NEWS_EN, publisher="Lantern Gazette")

    card(page, "claim").get_by_role("button", name="Accept").click()
    expect_left(page, 5)
    card(page, "claim", 1).get_by_role("link", name="Change").click()
    page.locator("[name$='-low']").fill("5")
    page.get_by_role("button", name="Accept with these values").click()
    expect_left(page, 4)
    card(page, "response").get_by_role("button", name="Reject").click()
    expect_left(page, 3)
    finish_and_publish(page)

    assert set(Claim.objects.values_list("low", flat=True)) == {5, 100}
    assert Claim.objects.filter(published_at__isnull=False).count() == 2


def test_what_was_typed_into_a_card_survives_a_refusal_and_a_lost_connection(visit: Visit, ines: Member) -> None:
    page = visit(ines)
    bring_in(page, NEWS_EN, publisher="Lantern Gazette")
    first = card(page, "claim")
    first.get_by_role("link", name="Change").click()
    words = first.locator("[name$='-text']")
    words.fill("My own careful wording.")
    first.locator("[name$='-when']").fill("soonish")
    accept = first.get_by_role("button", name="Accept with these values")

    accept.click()
    expect(first).to_contain_text("This date cannot be read")
    expect(words).to_have_value("My own careful wording.")
    first.locator("[name$='-when']").fill("2017-04")
    page.context.set_offline(True)
    accept.click()
    expect(first).to_contain_text("This did not arrive. Nothing was lost: try again.")
    expect(words).to_have_value("My own careful wording.")
    assert not Claim.objects.exists()

    page.context.set_offline(False)
    accept.click()
    expect_left(page, 5)
    claim = Claim.objects.get()
    assert (claim.texts.get().text, claim.when) == ("My own careful wording.", "2017-04")


def test_a_rejection_is_taken_back_with_one_key(visit: Visit, ines: Member) -> None:
    page = visit(ines)
    bring_in(page, NEWS_EN, publisher="Lantern Gazette")
    page.keyboard.press("j")
    page.keyboard.press("r")
    expect_left(page, 5)
    page.keyboard.press("k")
    page.keyboard.press("u")

    expect_left(page, 6)
    assert not Claim.objects.exists()
    assert set(ProposalRow.objects.values_list("state", flat=True)) == {ProposalState.PENDING}
