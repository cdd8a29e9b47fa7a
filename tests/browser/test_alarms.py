"""A missed sign of life: a timer is begun in a case, lapses, is taken, settled; a word of danger by the link; a drill; the kit."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from safeconduct.kit.clock import now, today
from safeconduct.people.models import RoleGrant
from safeconduct.people.permissions import Role
from safeconduct.vault.models import Strongbox
from safeconduct.watch.actions.beat import beat
from safeconduct.watch.actions.confirm_by_link import confirm_by_link
from safeconduct.watch.actions.ring_due import ring_due
from safeconduct.watch.models import CheckIn, Drill, TeamMember
from tests.browser.caseworkers import Caseworkers, at_cases, go_to, make_caseworkers, open_case
from tests.browser.conftest import Visit
from tests.browser.hotline import unlock
from tests.factories.casework import KeyedCase, make_case, put_card, put_item
from tests.factories.vault import KeyedMember, make_record
from tests.factories.watching import make_team

pytestmark = pytest.mark.django_db(databases=["default", "intake"], transaction=True)


@pytest.fixture
def them(transactional_db: None, settings: Settings) -> Caseworkers:
    """Give the caseworkers, Malika as a lead, with a team; the case is another fixture."""
    settings.INTAKE_ADDRESS = "https://ask.example/"
    them = make_caseworkers()
    RoleGrant.objects.filter(member=them.malika.member).update(role=Role.CASE_LEAD)
    team = make_team(them.malika.member)
    TeamMember.objects.create(team=team, member=them.zoya.member.reference)
    beat(name="server", at=now())
    return them


@pytest.fixture(autouse=True)
def heron(them: Caseworkers) -> KeyedCase:
    """Give a case that Malika and Zoya hold."""
    case = make_case([them.malika, them.zoya])
    put_card(case, by=them.malika, alias="Heron", language="ru")
    return case


def begin(page: Page) -> None:
    page.get_by_role("button", name="Begin a check-in").click()
    page.get_by_label("Where the person is").fill("Europe/Moscow")
    page.get_by_label("Word that means well").fill("зелёный чайник")
    page.get_by_label("Word that means danger").fill("белая лодка")
    page.get_by_role("button", name="Start the timer").click()
    expect(page.locator(".checkin__head")).to_contain_text("Travel day")
    expect(page.locator(".checkin__head")).to_contain_text("Waits")


def lapse() -> None:
    CheckIn.objects.update(due_at=now() - timedelta(minutes=40))
    ring_due(at=now())


def at_alarms(visit: Visit, member: KeyedMember, *, width: int = 1280) -> Page:
    page = unlock(visit, member, width=width)
    page.get_by_role("navigation", name="Sealed desk").get_by_role("link", name="Alarms").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Alarms")
    return page


def test_a_missed_sign_of_life_is_found_taken_and_settled(visit: Visit, them: Caseworkers):
    page = at_cases(visit, them.malika)
    open_case(page, "Heron", "Safety")
    begin(page)
    expect(page.get_by_text("(Moscow)").first).to_be_visible()
    expect(page.get_by_text("(UTC)").first).to_be_visible()
    lapse()

    other = at_alarms(visit, them.zoya)
    alarm = other.locator("[data-kind=missed]")
    expect(alarm).to_contain_text(CheckIn.objects.get().reference)
    alarm.get_by_role("button", name="Take it").click()
    expect(alarm).to_contain_text("Taken by you")
    alarm.get_by_role("button", name="Find its case").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Heron")
    expect(other.get_by_text("Missed", exact=False).first).to_be_visible()
    other.get_by_role("navigation", name="Sealed desk").get_by_role("link", name="Alarms").click()
    other.get_by_role("button", name="Settle it").click()
    other.get_by_role("button", name="They are safe").click()

    expect(other.get_by_text("Nothing is open")).to_be_visible()
    assert CheckIn.objects.get().level == 0


def test_a_word_of_danger_by_the_link_stands_first(visit: Visit, them: Caseworkers):
    page = at_cases(visit, them.malika)
    open_case(page, "Heron", "Safety")
    begin(page)
    page.get_by_text("Words and link").click()
    link = page.locator(".checkin__link").inner_text()
    assert link.startswith("https://ask.example/ru/alive/")

    confirm_by_link(token=link.rstrip("/").split("/")[-1], said="БЕЛАЯ лодка", at=now())
    ring_due(at=now())

    other = at_alarms(visit, them.zoya)
    alarm = other.locator(".alarm").first
    expect(alarm).to_contain_text("Word of danger")
    expect(alarm).to_contain_text("Nobody has it yet")


def test_a_drill_is_held_and_its_minutes_stay(visit: Visit, them: Caseworkers):
    page = at_alarms(visit, them.malika)
    page.get_by_role("button", name="Teams, addresses and drills").click()
    page.get_by_role("button", name="Hold a drill").click()
    expect(page.get_by_text("The drill runs")).to_be_visible()
    ring_due(at=now())
    page.get_by_role("link", name="Alarms", exact=True).first.click()
    page.get_by_role("button", name="I am here").click()

    expect(page.get_by_text("Nothing is open")).to_be_visible()
    assert Drill.objects.get().minutes == 0


def test_a_lead_makes_a_team_and_says_who_is_on_it(visit: Visit, them: Caseworkers):
    page = at_alarms(visit, them.malika)
    page.get_by_role("button", name="Teams, addresses and drills").click()
    page.get_by_role("button", name="Make a team").first.click()
    page.get_by_label("Name of the team").fill("Weekend")
    page.get_by_label("Address of the duty desk").fill("weekend@lantern.example")
    page.get_by_role("button", name="Make the team").click()
    team = page.locator("[data-team]").filter(has_text="Weekend")
    expect(team).to_contain_text("Malika (lead)")
    team.get_by_role("button", name="Change").click()
    team.get_by_role("checkbox", name="Lev", exact=True).check()
    team.get_by_role("button", name="Keep").click()

    expect(team).to_contain_text("Lev")


def test_a_kit_opens_to_two_people_and_a_detention_makes_tasks_of_its_days(visit: Visit, them: Caseworkers, heron: KeyedCase):
    put_item(heron.vault, "consent", by=them.malika, purpose="kit", given="yes", how="call", on="2026-01-01")
    page = at_cases(visit, them.malika)
    open_case(page, "Heron", "Safety")
    page.get_by_role("button", name="Make a kit").click()
    page.get_by_label("Lawyer", exact=True).fill("An invented lawyer, at any hour")
    page.get_by_role("checkbox", name="Zoya").check()
    page.get_by_role("button", name="Seal the kit").click()
    page.get_by_role("button", name="Ask to open it").click()
    expect(page.get_by_text("Asked. As soon as")).to_be_visible()
    other = at_alarms(visit, them.zoya)
    other.get_by_role("button", name="Give my share").click()
    expect(other.get_by_text("can open it now")).to_be_visible()
    page.get_by_role("button", name="Open it now").click()
    expect(page.get_by_label("The kit")).to_contain_text("An invented lawyer, at any hour")

    page.get_by_role("button", name="Note a detention").click()
    form = page.get_by_role("form", name="Note a detention")
    form.get_by_role("button", name="Add a line").first.click()
    form.get_by_label("On", exact=True).first.fill("2036-05-01")
    form.get_by_role("button", name="Keep").click()
    expect(page.get_by_text("with a task for the day that is due")).to_be_visible()
    go_to(page, "Now")
    expect(page.get_by_text("Hearing").first).to_be_visible()


def test_a_kit_is_destroyed_only_after_it_was_asked_and_another_can_be_made(visit: Visit, them: Caseworkers, heron: KeyedCase):
    put_item(heron.vault, "consent", by=them.malika, purpose="kit", given="yes", how="call", on="2026-01-01")
    page = at_cases(visit, them.malika)
    open_case(page, "Heron", "Safety")
    page.get_by_role("button", name="Make a kit").click()
    page.get_by_label("Lawyer", exact=True).fill("An invented lawyer")
    page.get_by_role("checkbox", name="Zoya").check()
    page.get_by_role("button", name="Seal the kit").click()
    page.get_by_role("button", name="Destroy it …").click()
    page.get_by_role("group", name="Destroy the kit").get_by_role("button", name="Leave it").click()
    kept_until = Strongbox.objects.get().expires_on
    assert kept_until is not None
    assert today() + timedelta(days=150) < kept_until < today() + timedelta(days=220)
    page.get_by_role("button", name="Destroy it …").click()
    page.get_by_role("button", name="Destroy it now").click()

    expect(page.get_by_role("button", name="Make a kit")).to_be_enabled()
    assert Strongbox.objects.count() == 0


def test_a_link_that_hears_nothing_more_is_told_and_hears_again_after_a_sign_of_life(visit: Visit, them: Caseworkers):
    page = at_cases(visit, them.malika)
    open_case(page, "Heron", "Safety")
    begin(page)
    expect(page.get_by_text("The link hears no word for well any more")).to_have_count(0)
    CheckIn.objects.update(tries=10)
    go_to(page, "Now")
    go_to(page, "Safety")

    expect(page.get_by_text("The link hears no word for well any more")).to_be_visible()
    page.get_by_role("button", name="Sign of life heard").click()
    expect(page.get_by_text("The link hears no word for well any more")).to_have_count(0)
    assert CheckIn.objects.get().tries == 0


def test_another_time_stays_typed_while_the_page_is_drawn_anew(visit: Visit, them: Caseworkers):
    page = at_cases(visit, them.malika)
    open_case(page, "Heron", "Safety")
    begin(page)
    page.get_by_role("button", name="Change the time").click()
    due = today() + timedelta(days=200)
    page.locator("[data-field=due]").fill(f"{due}T10:00")
    page.get_by_role("button", name="Wait until then").click()
    expect(page.get_by_text("The last day lies before the next sign of life")).to_be_visible()
    go_to(page, "Now")
    go_to(page, "Safety")
    expect(page.locator("[data-field=due]")).to_have_value(f"{due}T10:00")
    last = due + timedelta(days=2)
    page.get_by_label("Last day").fill(f"{last}")
    page.get_by_role("button", name="Wait until then").click()

    expect(page.get_by_text(f"Last day {last.day} {last:%B}")).to_be_visible()
    assert CheckIn.objects.get().ends_on == last


@pytest.mark.parametrize("width", [390, 1280])
def test_what_to_heed_stands_at_the_top_whatever_is_open_below(visit: Visit, them: Caseworkers, heron: KeyedCase, width: int):
    identity = heron.compartments["identity"]
    part = {"alias": "Heron", "case": str(heron.id), "compartment": "identity"}
    make_record(identity, part, by=them.malika, type="case.part", record=identity.id)
    contact: dict[str, Any] = {"way": "Telephone", "address": "+00 000 0000", "never": "Both brothers", "safe_hours": "after ten at night"}
    put_item(identity, "contact", by=them.malika, **contact)
    page = at_cases(visit, them.malika, width=width)
    open_case(page, "Heron", "Safety")
    heed = page.locator(".notice--harm", has_text="Before you call or write")
    for words in ("Must never learn of it", "Both brothers", "Telephone: after ten at night"):
        expect(heed).to_contain_text(words)
    go_to(page, "Person")

    expect(heed).to_have_count(1)
    assert heed.bounding_box()["y"] < page.get_by_text("+00 000 0000").bounding_box()["y"]  # type: ignore[index]


def test_somebody_missing_stands_over_the_case_with_a_clock_until_it_is_over(visit: Visit, them: Caseworkers):
    page = at_cases(visit, them.malika)
    open_case(page, "Heron")
    page.get_by_role("button", name="Somebody is missing").click()
    page.get_by_role("radio", name="Missing").check()
    page.get_by_role("form").get_by_role("button", name="Keep").click()
    expect(page.locator(".request__head .stamp--danger").first).to_contain_text("Missing")
    page.get_by_role("button", name="It is over").click()

    expect(page.locator(".request__head .stamp--danger")).to_have_count(0)
