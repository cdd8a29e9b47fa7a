"""The everyday parts of a case in a real browser: what is written is sealed, and said back with its author. Everybody here is made up."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from safeconduct.vault.models import Record
from tests.browser.caseworkers import Caseworkers, at_cases, go_to, make_caseworkers, open_case, rows
from tests.browser.conftest import Visit
from tests.factories.casework import KeyedCase, make_case, make_compartment, put_card
from tests.factories.vault import KeyedMember, make_record

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "intake"])]

WANTED: dict[str, Any] = {"what": "place", "severity": "now", "note": "A bed"}


def begin(team: Caseworkers, alias: str = "Heron", *, holders: Sequence[KeyedMember] = ()) -> KeyedCase:
    """Open a case with identity and route, as a browser leaves it."""
    keyed = make_case(holders or [team.malika, team.zoya], compartments=())
    put_card(keyed, by=team.malika, alias=alias)
    for name in ("identity", "route"):
        give(keyed, team, name, holders or [team.malika, team.zoya], alias=alias)
    return keyed


def give(keyed: KeyedCase, team: Caseworkers, name: str, holders: Sequence[KeyedMember], *, alias: str = "Heron") -> None:
    """Give the case a compartment and tell the team of it."""
    vault = make_compartment(keyed, name, holders)
    part = {"alias": alias, "case": str(keyed.id), "compartment": name}
    make_record(vault, part, by=holders[0], type="case.part", record=vault.vault.pk)
    told = {"kind": "compartment", "compartment": name, "vault": str(vault.vault.pk)}
    make_record(keyed.vault, told, by=team.malika, type="case.item", record=uuid4())


def panel(page: Page, heading: str) -> Locator:
    """Give the panel with this heading."""
    return page.locator(".case__panel").filter(has=page.get_by_role("heading", name=heading, exact=True))


def keep(part: Locator) -> None:
    """Keep the form that is open in a panel, and wait until it is gone."""
    part.get_by_role("button", name="Keep", exact=True).click()
    expect(part.locator(".case-form")).to_have_count(0)


def said(keyed: KeyedCase, kind: str) -> list[Any]:
    """Give how many records the case's own vault holds; nothing else of them can be read here."""
    return list(Record.objects.filter(vault=keyed.vault.vault, type=kind))


def test_a_need_a_plan_and_a_task_are_written_ticked_off_and_read_back(visit: Visit) -> None:
    team = make_caseworkers()
    keyed = begin(team)
    page = at_cases(visit, team.malika)
    open_case(page, "Heron")

    needs = panel(page, "Needs")
    needs.get_by_role("button", name="Add a need").click()
    needs.get_by_role("button", name="Keep", exact=True).click()
    expect(needs.locator(".govuk-error-message")).to_have_count(2)
    needs.get_by_label("What is needed").select_option("food")
    needs.get_by_label("Now", exact=True).check()
    needs.get_by_label("Note").fill("Nothing since yesterday")
    keep(needs)
    expect(needs.locator(".case-item")).to_contain_text("Nothing since yesterday")
    expect(needs.locator(".case-item__by")).to_contain_text("Malika")

    plan = panel(page, "Plan")
    plan.get_by_role("button", name="Make a plan").click()
    plan.get_by_label("Aim").or_(plan.get_by_label("What we want to reach")).fill("A safe night, then papers")
    for what in ("A bed for tonight", "Ask a lawyer"):
        plan.get_by_role("button", name="Add a line").click()
        plan.get_by_label("Step", exact=True).last.fill(what)
    plan.get_by_label("Who does it").last.select_option(team.zoya.member.reference)
    keep(plan)
    plan.get_by_role("button", name="Done: A bed for tonight").click()
    expect(plan.locator(".case-step--done")).to_have_count(1)
    expect(plan.locator(".case-step--done")).to_contain_text("A bed for tonight")
    plan.get_by_text("Earlier versions (1)").click()
    expect(plan.locator(".case-history__list > li")).to_have_count(2)

    tasks = panel(page, "To do")
    tasks.get_by_role("button", name="Add a task").click()
    tasks.get_by_label("What is to be done").fill("Call the clinic")
    keep(tasks)
    tasks.get_by_role("button", name="Done", exact=True).click()
    expect(tasks.locator(".stamp")).to_have_text("Done")
    needs.get_by_role("button", name="Met today").click()
    expect(needs.locator(".stamp")).to_have_text("Met")
    assert len(said(keyed, "case.item")) == 2 + 2 + 2 + 2


def test_who_must_never_learn_of_it_stands_before_everything_else(visit: Visit) -> None:
    team = make_caseworkers()
    begin(team)
    page = at_cases(visit, team.malika)
    open_case(page, "Heron", "Person")
    person = panel(page, "Who it is")
    person.get_by_role("button", name="Add a person").click()
    person.get_by_label("Name", exact=True).fill("Amina Example")
    person.get_by_label("Other names").fill("Amina Ivanova, Амина")
    person.get_by_label("Born").fill("about 1994")
    person.get_by_label("Nationality").fill("Fran")
    person.get_by_label("Languages").fill("Chechen")
    person.get_by_label("Languages").press("Enter")
    expect(person.locator(".case-form__chosen")).to_contain_text("Chechen")
    person.get_by_role("button", name="Keep", exact=True).click()
    expect(person.locator(".govuk-error-message")).to_contain_text("Write 1994")
    person.get_by_label("Born").fill("1994")
    keep(person)
    expect(person.locator(".case-item")).to_contain_text("France")
    contacts = panel(page, "How to reach the person")
    contacts.get_by_role("button", name="Add a way").click()
    contacts.get_by_label("Who must never learn of it").fill("Her brothers; they read her telephone at night")
    contacts.get_by_label("When it is safe").fill("Weekdays 14:00 to 15:00, her time")
    contacts.get_by_label("Number or address").fill("+000 555 01")
    keep(contacts)
    heed = page.locator(".notice--harm", has_text="Before you call or write")
    expect(heed).to_contain_text("Her brothers")
    above = heed.bounding_box()
    tabs = page.get_by_role("tablist", name="Parts of the case").bounding_box()
    assert above and tabs and above["y"] + above["height"] <= tabs["y"]
    papers = panel(page, "Papers")
    papers.get_by_role("button", name="Add a paper").click()
    papers.get_by_label("Which paper").select_option("passport")
    papers.get_by_label("Is it there?").select_option("have")
    papers.get_by_label("Runs out on").fill("2020-01-01")
    keep(papers)
    expect(papers.locator(".case-item")).to_contain_text("Has run out")


def test_nobody_is_declined_into_nothing_and_a_verification_asks_for_a_second_person(visit: Visit) -> None:
    team = make_caseworkers()
    begin(team)
    page = at_cases(visit, team.malika)
    open_case(page, "Heron", "First look")
    look = panel(page, "First look")
    look.get_by_role("button", name="Note a first look").click()
    look.get_by_label("Declined").check()
    look.get_by_role("button", name="Keep", exact=True).click()
    expect(look.locator(".govuk-error-message")).to_contain_text("Say where else there is help")
    look.get_by_label("Where else there is help").fill("Example Shelter Line, day and night")
    keep(look)
    expect(look.locator(".case-item")).to_contain_text("Example Shelter Line")
    check = panel(page, "Verification")
    check.get_by_role("button", name="Note a verification").click()
    check.get_by_label("How it was checked").select_option("trusted-partner")
    check.get_by_label("What came of it").select_option("plausible")
    keep(check)
    expect(check).to_contain_text("Waits for a second person")
    doubts = panel(page, "Notes of doubt")
    doubts.get_by_role("button", name="Make the part").click()
    doubts.get_by_role("button", name="Make it", exact=True).click()
    expect(doubts).to_contain_text("Choose at least one other person")
    doubts.get_by_label("Zoya").check()
    doubts.get_by_role("button", name="Make it", exact=True).click()
    doubts.get_by_role("button", name="Note a doubt").click()
    doubts.get_by_label("What you saw").fill("Two dates do not fit; the letter would settle it")
    keep(doubts)

    other = at_cases(visit, team.zoya)
    expect(rows(other).first).to_contain_text("A second word is wanted")
    open_case(other, "Heron", "First look")
    expect(panel(other, "Notes of doubt")).to_contain_text("Two dates do not fit")
    theirs = panel(other, "Verification")
    theirs.get_by_role("button", name="I looked too").click()
    expect(theirs).to_contain_text("A second person stands behind it: Zoya")
    expect(other.locator(".request__head")).not_to_contain_text("A second word is wanted")


def test_a_part_that_is_not_held_says_whom_to_ask(visit: Visit) -> None:
    team = make_caseworkers()
    keyed = make_case([team.malika, team.zoya, team.lev], compartments=())
    put_card(keyed, by=team.malika, alias="Heron")
    give(keyed, team, "identity", [team.malika, team.zoya])
    page = at_cases(visit, team.lev)
    open_case(page, "Heron", "Person")
    expect(panel(page, "Who it is")).to_contain_text("You do not hold the key to this part of the case. Malika")
    expect(panel(page, "Who it is").get_by_role("button")).to_have_count(0)


def test_two_colleagues_change_one_need_and_nothing_that_was_typed_is_lost(visit: Visit) -> None:
    team = make_caseworkers()
    keyed = begin(team)
    make_record(keyed.vault, {"kind": "need", **WANTED}, by=team.malika, type="case.item", record=uuid4())
    page = at_cases(visit, team.malika)
    open_case(page, "Heron")
    mine = panel(page, "Needs")
    mine.get_by_role("button", name="Change").click()
    mine.get_by_label("Note").fill("For two people")

    other = at_cases(visit, team.zoya)
    open_case(other, "Heron")
    theirs = panel(other, "Needs")
    theirs.get_by_role("button", name="Change").click()
    theirs.get_by_label("Soon", exact=True).check()
    keep(theirs)

    expect(mine.get_by_label("Note")).to_have_value("For two people")
    keep(mine)
    expect(page.locator(".sealed__messages")).to_contain_text("together with what Zoya changed meanwhile")
    expect(mine.locator(".case-item")).to_contain_text("Soon")
    expect(mine.locator(".case-item")).to_contain_text("For two people")

    theirs.get_by_role("button", name="Change").click()
    theirs.get_by_label("Note").fill("For three people")
    mine.get_by_role("button", name="Change").click()
    mine.get_by_label("Note").fill("For four people")
    keep(mine)
    theirs.get_by_role("button", name="Keep", exact=True).click()
    expect(other.get_by_role("alert")).to_contain_text("For four people")
    expect(theirs.get_by_label("Note")).to_have_value("For three people")
    other.get_by_role("button", name="Keep yours").click()
    expect(theirs.locator(".case-form")).to_have_count(0)
    expect(theirs.locator(".case-item")).to_contain_text("For three people")


def test_what_was_typed_outlives_another_tab_and_a_withdrawn_consent_says_what_follows(visit: Visit) -> None:
    team = make_caseworkers()
    keyed = begin(team)
    page = at_cases(visit, team.malika)
    open_case(page, "Heron", "Sharing")
    consents = panel(page, "What the person allowed")
    consents.get_by_role("button", name="Note what the person said").click()
    consents.get_by_label("For what").select_option("known-elsewhere")
    go_to(page, "Now")
    go_to(page, "Sharing")
    expect(consents.get_by_label("For what")).to_have_value("known-elsewhere")
    consents.get_by_label("Yes", exact=True).check()
    consents.get_by_role("button", name="Keep", exact=True).click()
    expect(consents.locator(".govuk-error-message")).to_contain_text("Write the words in which it was given")
    consents.get_by_label("In which words").fill("You may ask whether others know me already")
    keep(consents)
    expect(consents.locator(".case-item .stamp")).to_have_text("Allowed")
    consents.get_by_role("button", name="Withdraw", exact=True).click()
    expect(page.get_by_role("group", name="Withdraw")).to_contain_text("Delete the tokens")
    page.get_by_role("button", name="Withdraw it now").click()
    expect(consents.locator(".case-item .stamp")).to_have_text("Withdrawn")
    expect(page.locator(".sealed__messages")).to_contain_text("it is done")
    expect(page.locator(".case-follows")).to_have_count(0)
    assert len(said(keyed, "case.entry")) == 1


def test_two_cases_travel_together_and_both_say_so(visit: Visit) -> None:
    team = make_caseworkers()
    begin(team, "Heron")
    begin(team, "Egret")
    page = at_cases(visit, team.malika)
    open_case(page, "Heron", "Person")
    links = panel(page, "Who belongs together")
    links.get_by_role("button", name="Link with another case").click()
    links.get_by_label("The other case").select_option(label=links.get_by_label("The other case").locator("option").last.inner_text())
    links.get_by_label("Must travel together").check()
    keep(links)
    expect(links).to_contain_text("Travelling together")
    other = at_cases(visit, team.zoya)
    open_case(other, "Egret", "Person")
    expect(panel(other, "Who belongs together").locator(".case-item")).to_contain_text("Heron")


def test_every_form_of_the_everyday_tabs_can_be_used_by_everybody_and_fits_a_telephone(visit: Visit) -> None:
    team = make_caseworkers()
    begin(team)
    page = at_cases(visit, team.malika)
    open_case(page, "Heron")
    found: list[str] = []
    for tab in ("Now", "Person", "First look", "Sharing"):
        go_to(page, tab)
        openers = page.locator(".case-items__new > .govuk-button")
        for _ in range(openers.count()):
            openers.first.click()
        expect(page.locator(".case-form").first).to_be_visible()
        found += [f"{tab}: {one['id']}" for one in Axe().run(page).response["violations"] if one["impact"] in {"serious", "critical"}]
        page.set_viewport_size({"width": 390, "height": 844})
        if page.evaluate("document.documentElement.scrollWidth") > 390:
            found.append(f"{tab} is wider than a telephone")
        page.set_viewport_size({"width": 1280, "height": 900})
    assert found == []
