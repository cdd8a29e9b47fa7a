"""Cases in a real browser: from a request to a case, two people at once, a bad line, who may read, and the end that two agree on."""

import pytest
from playwright.sync_api import Page, Route, expect

from safeconduct.casework.models import Case
from safeconduct.intake.models import IntakeFile, Message
from safeconduct.kit.clock import today
from safeconduct.vault.models import Record, Vault
from tests.browser.caseworkers import Caseworkers, a_case, at_cases, go_to, make_caseworkers, make_stranger, open_case, rows
from tests.browser.conftest import Visit
from tests.browser.hotline import Sent, ask_with_files, open_request, unlock
from tests.browser.test_accessibility import barriers
from tests.factories.casework import make_case, put_card, put_item

pytestmark = pytest.mark.django_db(databases=["default", "intake"], transaction=True)

ASKED = "They came to the house of my aunt. I can stay here until Friday."


@pytest.fixture
def them(transactional_db: None) -> Caseworkers:
    """Malika and Zoya, who hold one channel."""
    return make_caseworkers()


def said(page: Page, sentence: str) -> None:
    expect(page.locator(".sealed__messages")).to_contain_text(sentence)


def write_entry(page: Page, text: str) -> None:
    page.get_by_role("textbox", name="Write into the journal").fill(text)
    page.get_by_role("button", name="Keep it").click()


def test_a_request_becomes_a_case_that_a_colleague_reads_and_the_hotline_keeps_nothing_of(visit: Visit, them: Caseworkers) -> None:
    ask_with_files(them.channel, ASKED, Sent("summons.txt", "text/plain", b"Come to the station."))
    page = unlock(visit, them.malika)
    open_request(page, "They came")
    page.get_by_role("button", name="Open a case").click()
    page.get_by_label("Name of the case").fill("Heron")
    expect(page.get_by_label("Zoya")).to_be_checked()
    expect(page.get_by_label("Lev")).not_to_be_checked()
    page.get_by_role("button", name="Open the case").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Heron")
    said(page, "The case is open")
    case = Case.objects.get()
    assert (case.state, case.compartments.count(), Vault.objects.filter(kind="case").count()) == ("new", 2, 3)
    assert not Message.objects.filter(direction="in").exists() and not IntakeFile.objects.exists()
    assert not any(word in bytes(one.blob) for one in Record.objects.all() for word in (b"Heron", b"aunt", b"summons"))
    page.get_by_role("navigation", name="Sealed desk").get_by_role("link", name="Requests").click()
    expect(page.locator(".empty")).to_be_visible()

    zoya = at_cases(visit, them.zoya)
    expect(rows(zoya)).to_have_count(1)
    open_case(zoya, "Heron", "Journal")
    expect(zoya.locator(".journal")).to_contain_text(ASKED)
    zoya.get_by_role("button", name="look at the files").click()
    zoya.get_by_role("button", name="Show", exact=True).click()
    expect(zoya.locator(".files__text")).to_have_text("Come to the station.")


def test_an_outsider_is_shown_no_case_at_all(visit: Visit, them: Caseworkers) -> None:
    a_case(them)
    page = at_cases(visit, make_stranger())
    expect(page.locator(".empty")).to_contain_text("No case yet")
    expect(page.locator("body")).not_to_contain_text("Heron")


def test_opening_a_case_goes_on_where_the_line_broke(visit: Visit, them: Caseworkers) -> None:
    page = at_cases(visit, them.malika)
    page.get_by_role("button", name="Open a case").first.click()
    page.get_by_label("Name of the case").fill("Juniper")
    page.get_by_label("Zoya").check()
    page.get_by_label("What is known so far").fill("Came through a friend.")
    page.route(
        "**/desk/cases/",
        lambda route: route.abort("internetdisconnected") if route.request.method == "POST" else route.continue_(),
        times=1,
    )
    page.get_by_role("button", name="Open the case").click()
    expect(page.get_by_role("alert").filter(has_text="press again to go on")).to_be_visible()
    assert not Case.objects.exists()
    page.get_by_role("button", name="Open the case").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Juniper")
    assert (Case.objects.count(), Vault.objects.filter(kind="case").count()) == (1, 3)
    go_to(page, "Journal")
    expect(page.locator(".journal")).to_contain_text("Came through a friend.")


def change_note(page: Page, note: str) -> None:
    page.get_by_role("button", name="Change").click()
    page.get_by_label("Note").fill(note)
    page.get_by_role("button", name="Keep", exact=True).click()


def test_two_who_change_the_same_words_see_both_and_lose_neither(visit: Visit, them: Caseworkers) -> None:
    case = a_case(them)
    need = put_item(case.vault, "need", by=them.malika, what="place", severity="soon", note="A room")
    malika, zoya = at_cases(visit, them.malika), at_cases(visit, them.zoya)
    for page in (malika, zoya):
        open_case(page, "Heron")
        expect(page.locator(".case-item")).to_contain_text("A room")
    change_note(zoya, "A room for two")
    said(zoya, "Kept.")
    change_note(malika, "A room without stairs")

    panel = malika.locator(".request__conflict")
    expect(panel).to_contain_text("Zoya changed the same thing")
    expect(panel.get_by_role("row").filter(has_text="Note")).to_contain_text("A room for two")
    expect(panel.get_by_role("row").filter(has_text="Note")).to_contain_text("A room without stairs")
    assert barriers(malika) == []
    panel.get_by_role("button", name="Keep yours").click()
    expect(malika.locator(".case-item")).to_contain_text("A room without stairs")
    expect(panel).to_be_empty()
    malika.get_by_text("Earlier versions (2)").click()
    expect(malika.locator(".case-history")).to_contain_text("A room for two")
    assert Record.objects.filter(record=need.record).count() == 3


def test_what_could_not_be_sent_stays_as_it_was_typed_and_is_sent_once(visit: Visit, them: Caseworkers) -> None:
    a_case(them)
    page = at_cases(visit, them.malika)
    open_case(page, "Heron", "Journal")
    page.context.set_offline(True)
    write_entry(page, "She called from a new number.")
    said(page, "What you typed stays here")
    go_to(page, "Files")
    go_to(page, "Journal")
    expect(page.get_by_role("textbox", name="Write into the journal")).to_have_value("She called from a new number.")
    page.context.set_offline(False)
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator(".journal")).to_contain_text("She called from a new number.")
    expect(page.get_by_role("textbox", name="Write into the journal")).to_have_value("")
    assert Record.objects.filter(type="case.entry").count() == 1


def test_an_answer_that_is_lost_makes_nothing_twice(visit: Visit, them: Caseworkers) -> None:
    a_case(them)
    page = at_cases(visit, them.malika)
    open_case(page, "Heron", "Journal")

    def take_and_lose(route: Route) -> None:
        route.fetch()
        route.abort("internetdisconnected")

    page.route("**/records/", take_and_lose, times=1)
    write_entry(page, "Written once.")
    said(page, "What you typed stays here")
    page.get_by_role("button", name="Keep it").click()
    said(page, "It is in the journal.")
    assert Record.objects.filter(type="case.entry").count() == 1
    expect(page.locator(".journal article")).to_have_count(1)


def test_letting_in_opens_one_part_and_letting_go_closes_it(visit: Visit, them: Caseworkers) -> None:
    case = a_case(them)
    put_item(case.vault, "need", by=them.malika, what="place", severity="now", note="A room")
    put_item(case.compartments["identity"], "person", by=them.malika, name="Asel Invented")
    page = at_cases(visit, them.malika)
    open_case(page, "Heron", "Who may read")
    page.get_by_label("Whom").select_option(label="Lev (The Lantern Line)")
    page.get_by_role("button", name="Let in").click()
    said(page, "Lev can read it now.")
    plan = page.locator(".access__part").first
    expect(plan).to_contain_text("Lev")
    expect(page.locator(".access__part").nth(1)).not_to_contain_text("Lev")

    lev = at_cases(visit, them.lev)
    open_case(lev, "Heron")
    expect(lev.locator(".case-item")).to_contain_text("A room")
    go_to(lev, "Person")
    expect(lev.locator(".case__panels")).to_contain_text("You do not hold the key")
    expect(lev.locator("body")).not_to_contain_text("Asel")

    plan.get_by_role("button", name="Let Zoya go").click()
    plan.get_by_role("button", name="Let Zoya go", exact=True).last.click()
    said(page, "Zoya cannot read")
    assert Vault.objects.get(pk=case.vault.id).epoch == 2
    zoya = at_cases(visit, them.zoya)
    expect(zoya.locator(".empty")).to_contain_text("No case yet")


def test_a_part_for_two_reviewers_is_made_when_it_is_needed(visit: Visit, them: Caseworkers) -> None:
    a_case(them)
    page = at_cases(visit, them.malika)
    open_case(page, "Heron", "Who may read")
    doubts = page.locator(".access__part").filter(has_text="Notes of doubt")
    doubts.get_by_role("button", name="Make this part").click()
    doubts.get_by_role("button", name="Make it").click()
    expect(doubts.get_by_role("alert")).to_contain_text("Tick at least one")
    doubts.get_by_label("Lev").check()
    doubts.get_by_role("button", name="Make it").click()
    said(page, "The part is there.")
    expect(doubts.get_by_role("listitem")).to_have_text(["Malika (you)", "LevLet go"])
    assert Case.objects.get().compartments.count() == 3


def test_a_case_is_closed_with_its_day_held_back_and_destroyed_by_two(visit: Visit, them: Caseworkers) -> None:
    a_case(them)
    page = at_cases(visit, them.malika)
    open_case(page, "Heron", "Who may read")
    page.get_by_text("Close the case").first.click()
    page.get_by_label("We cannot help; we said who can").check()
    page.locator(".end").get_by_label("Why").first.fill("Not ours to do.")
    page.get_by_role("button", name="Close the case").click()
    expect(page.locator(".end")).to_contain_text("Refused never means closed to help")
    page.get_by_label("The help is complete").check()
    page.get_by_role("button", name="Close the case").click()
    said(page, "The case is closed.")
    expect(page.locator(".request__head")).to_contain_text("destroyed on")

    page.get_by_text("Hold it back from destruction").click()
    page.locator(".end details[open]").get_by_label("Why").fill("A court asked for it.")
    page.get_by_role("button", name="Hold it", exact=True).click()
    said(page, "held back from destruction")
    assert Case.objects.get().is_held
    page.locator(".end details[open]").get_by_label("Why").fill("The court has it.")
    page.get_by_role("button", name="Let it go").click()
    said(page, "no longer held")

    page.get_by_text("Destroy the case").click()
    page.get_by_role("button", name="Ask that it be destroyed").click()
    page.get_by_role("button", name="Ask for it").click()
    said(page, "Asked.")
    expect(page.locator(".end")).to_contain_text("A second person who holds it")
    zoya = at_cases(visit, them.zoya)
    zoya.get_by_text("Filters").click()
    zoya.get_by_label("State").select_option("closed")
    expect(rows(zoya)).to_contain_text("somebody asks to destroy it")
    open_case(zoya, "Heron", "Who may read")
    expect(zoya.locator(".end")).to_contain_text("Malika asks that this case be destroyed")
    zoya.get_by_role("button", name="Destroy it …").click()
    zoya.get_by_role("button", name="Destroy the case with all that is in it").click()
    said(zoya, "The case is destroyed.")
    assert not Vault.objects.filter(kind="case").exists() and not Record.objects.filter(type__startswith="case.").exists()


@pytest.mark.parametrize("width", [1280, 390])
def test_of_hundreds_whoever_is_in_danger_stands_first_and_keys_lead_there(visit: Visit, them: Caseworkers, width: int) -> None:
    for at in range(120):
        tier = ("high", "medium", "low", "")[at % 4]
        due = {"on": today().isoformat(), "what": "task"} if at % 10 == 3 else {}
        put_card(make_case([them.malika, them.zoya], compartments=()), by=them.malika, alias=f"Ullio{at:03}", tier=tier, due=due)
    a_case(them, "Osprey", tier="medium", overlays=[{"kind": "missing", "since": "2026-11-20T10:00Z"}])
    page = at_cases(visit, them.malika, width=width)
    expect(page.locator(".inbox__counts")).to_contain_text("Open: 121, in danger: 1, due today: 12, yours: 0.")
    expect(rows(page)).to_have_count(100)
    expect(rows(page).first).to_contain_text("Osprey")
    expect(rows(page).first).to_contain_text("Missing")
    expect(rows(page).nth(1)).to_contain_text("Task: today")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert barriers(page) == []
    page.get_by_label("Search by the name").fill("ullio07")  # letters that no reference has
    expect(rows(page)).to_have_count(10)
    page.get_by_label("Search by the name").fill("")
    page.locator("h1").click()
    for key in ("j", "j", "k", "Enter"):
        page.keyboard.press(key)
    expect(page.get_by_role("heading", level=1)).to_have_text("Osprey")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(page.get_by_role("button", name="Take it")).to_be_visible()
    page.keyboard.press("x")
    said(page, "It is yours.")
    page.keyboard.press("b")
    expect(page.locator(".inbox__counts")).to_contain_text("yours: 1.")


def test_tabs_are_walked_by_arrow_keys_and_keep_nobody_out(visit: Visit, them: Caseworkers) -> None:
    a_case(them)
    page = at_cases(visit, them.malika)
    open_case(page, "Heron")
    tabs = page.get_by_role("tab")
    tabs.first.focus()
    for at in range(1, tabs.count()):
        page.keyboard.press("ArrowRight")
        expect(tabs.nth(at)).to_be_focused()
        assert barriers(page) == [], tabs.nth(at).inner_text()
    page.keyboard.press("Home")
    expect(tabs.first).to_be_focused()
