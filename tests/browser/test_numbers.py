"""Numbers and sentences on their way out: counted by two browsers, told by one sentence, seen by the public on the day and not before."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from safeconduct.casework.models import Case
from safeconduct.crises.models import Crisis
from safeconduct.evidence.models import Claim
from safeconduct.kit.clock import today
from safeconduct.people.permissions import Role
from safeconduct.released.actions.publish_batch import publish_batch
from safeconduct.released.models import Release, Slip
from safeconduct.released.rules.batches import batch_after
from safeconduct.vault.format.staff import MEMORY_KIB, PASSES
from tests.browser.caseworkers import at_cases, open_case
from tests.browser.conftest import Visit
from tests.browser.hotline import unlock
from tests.factories.casework import KeyedCase, make_case, make_compartment, put_card, put_item
from tests.factories.crises import make_crisis
from tests.factories.people import make_member
from tests.factories.vault import KeyedMember, KeyedVault, make_keyed_member, make_record, make_steward, remember_root

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "intake", "signing"])

CASES = 12
SAID = "Officials left it to relatives to punish their own."
TOLD = "They came to my cousin and the officers told families to deal with it themselves or else."


@pytest.fixture
def leads(db: None) -> tuple[KeyedMember, KeyedMember]:
    jonas = make_steward()
    malika, zoya = (
        make_keyed_member(one, roles=[Role.CASE_LEAD], voucher=jonas, memory_kib=MEMORY_KIB, passes=PASSES) for one in ("malika", "zoya")
    )
    for one in (malika, zoya):
        remember_root(one, jonas)
    return malika, zoya


@pytest.fixture
def crisis(leads: tuple[KeyedMember, KeyedMember]) -> Crisis:
    return make_crisis(by=leads[0].member, is_public=True)


def last_quarter() -> date:
    """Give a day in the quarter before this one."""
    first = today().replace(day=1)
    return first.replace(month=(first.month - 1) // 3 * 3 + 1) - timedelta(days=20)


def numbers(page: Page) -> None:
    page.get_by_role("navigation", name="Sealed desk").get_by_role("link", name="Numbers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Numbers")
    page.get_by_role("button", name="Open them all").click()
    expect(page.get_by_text("Counted over all")).to_be_visible()


def let_the_day_come() -> None:
    """Let the batch day come."""
    day = batch_after(today())
    publish_batch(on=day, at=datetime(day.year, day.month, day.day, 3, tzinfo=UTC))


def test_two_browsers_count_and_the_public_reads_it_on_the_day(visit: Visit, leads: tuple[KeyedMember, KeyedMember], crisis: Crisis):
    malika, zoya = leads
    quarter = last_quarter()
    for number in range(CASES):
        case = make_case([malika, zoya], compartments=["route"])
        put_card(case, by=malika, alias=f"Heron {number + 1}", crisis=crisis.reference, people=1)
        put_item(case.vault, "support", by=malika, what="food" if number < 11 else "legal", state="given", given_on=quarter.isoformat())
    Case.objects.update(week_opened=quarter)

    page = unlock(visit, malika)
    numbers(page)
    table = page.locator('[data-table="support-by-quarter"]')
    expect(table.get_by_role("row", name="Food")).to_contain_text("11")
    expect(table.get_by_role("row", name="Legal help")).to_contain_text("fewer than 10")
    requests = page.locator('[data-table="requests-by-quarter"]')
    expect(requests.get_by_role("row", name="In all").get_by_role("cell")).to_have_text(["12", "10"])
    requests.get_by_role("button", name="Propose this table").click()
    expect(page.locator('[data-part="waiting"]')).to_contain_text("You proposed it: a colleague confirms it.")
    page.set_viewport_size({"width": 390, "height": 844})

    other = unlock(visit, zoya)
    numbers(other)
    other.get_by_role("button", name="Count again and confirm").click()
    expect(other.locator('[data-part="waiting"]')).to_contain_text("Waits for the day")
    assert Release.objects.get().state == "confirmed"

    public = visit()
    public.goto(f"/en/{crisis.slug}/")
    expect(public.get_by_role("link", name="Numbers")).to_have_count(0)
    let_the_day_come()
    public.reload()
    public.get_by_role("link", name="Numbers").click()
    expect(public.get_by_role("row", name="In all")).to_contain_text("10")
    expect(public.locator("main")).to_contain_text("fewer than ten are never told apart")
    public.set_viewport_size({"width": 390, "height": 844})


def test_a_second_count_that_differs_confirms_nothing_and_shows_both(visit: Visit, leads: tuple[KeyedMember, KeyedMember], crisis: Crisis):
    malika, zoya = leads
    for number in range(CASES):
        case = make_case([malika, zoya] if number else [zoya], compartments=[])
        put_card(case, by=zoya, crisis=crisis.reference, people=4)
    Case.objects.update(week_opened=last_quarter())
    page = unlock(visit, malika)
    numbers(page)
    page.locator('[data-table="requests-by-quarter"]').get_by_role("button", name="Propose this table").click()
    expect(page.locator('[data-part="waiting"]')).to_contain_text("45")

    other = unlock(visit, zoya)
    numbers(other)
    other.get_by_role("button", name="Count again and confirm").click()

    expect(other.get_by_text("Your browser comes to other numbers.")).to_be_visible()
    expect(other.locator(".numbers__beside")).to_contain_text("50")
    assert Release.objects.get().state == "proposed"


def make_told(malika: KeyedMember, zoya: KeyedMember, crisis: Crisis) -> None:
    """Give them a case in which somebody told something, with consent."""
    case = make_case([malika, zoya])
    for name, vault in case.compartments.items():
        _name_part(case, name, vault, malika)
    put_card(case, by=malika, crisis=crisis.reference, people=1)
    consent, told = uuid4(), uuid4()
    put_item(case.vault, "consent", by=malika, record=consent, purpose="testimony", given="yes", how="call", on="2026-01-05")
    story = make_compartment(case, "story", [malika, zoya])
    _name_part(case, "story", story, malika)
    put_item(story, "testimony", by=malika, record=told, text=TOLD, on="2026-01-06", consent=str(consent))


def _name_part(case: KeyedCase, name: str, vault: KeyedVault, by: KeyedMember) -> None:
    make_record(vault, {"alias": "Heron", "case": str(case.id), "compartment": name}, by=by, type="case.part", record=vault.id)
    make_record(case.vault, {"kind": "compartment", "compartment": name, "vault": str(vault.id)}, by=by, type="case.item", record=uuid4())


def hand_in(page: Page) -> None:
    """Write a sentence: first one that repeats somebody, then one that does not."""
    expect(page.get_by_text(TOLD)).to_be_visible()
    page.get_by_role("button", name="Write a sentence").click()
    page.get_by_label("The sentence", exact=True).fill("The officers told families to deal with their relatives.")
    page.get_by_label("How many people stand behind it").select_option("several")
    page.get_by_label("Where", exact=True).fill("ru-ce")
    page.get_by_role("button", name="Hand it in").click()
    expect(page.get_by_text("It repeats words that somebody told")).to_be_visible()
    assert not Slip.objects.exists()
    page.get_by_label("The sentence", exact=True).fill(SAID)
    page.get_by_role("button", name="Hand it in").click()
    expect(page.get_by_text("Waits for a second person")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})


def accept(page: Page, crisis: Crisis) -> None:
    """Read it as a second person."""
    page.goto(f"/desk/{crisis.slug}/")
    page.get_by_role("link", name="Sentences to let out").first.click()
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_text("On the next batch day it becomes a claim.")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})


def test_one_sentence_becomes_a_claim_and_repeats_nobody(visit: Visit, leads: tuple[KeyedMember, KeyedMember], crisis: Crisis):
    malika, zoya = leads
    make_told(malika, zoya, crisis)
    page = at_cases(visit, malika)
    open_case(page, "Heron", "Story")
    hand_in(page)

    evidence = visit(make_member("ines", organisation=malika.member.organisation))
    accept(evidence, crisis)
    assert not Claim.objects.exists()
    let_the_day_come()
    claim = Claim.objects.get()
    assert claim.texts.get().text == SAID
    evidence.reload()
    evidence.get_by_role("link", name=claim.reference).click()
    expect(evidence.locator("main")).to_contain_text("interviews that may not be cited one by one")

    again = at_cases(visit, zoya)
    open_case(again, "Heron", "Story")
    expect(again.get_by_text("A claim", exact=True)).to_be_visible()
    again.get_by_role("button", name="Withdraw").click()
    expect(again.locator(".stamp", has_text="Withdrawn")).to_be_visible()
    claim.refresh_from_db()
    assert Slip.objects.get().state == "withdrawn"
    assert claim.withdrawn_at is not None  # nobody outside had read it; what stood in public says so on the next batch day
