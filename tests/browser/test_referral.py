"""A case shared with a partner in real browsers: the minimum, the answer, consent withdrawn, a case handed over, talk with the person."""

from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from safeconduct.casework.models import Case, KnownToken, Referral
from safeconduct.intake.models import Message
from safeconduct.kit.clock import now
from safeconduct.people.permissions import Role
from safeconduct.vault.models import Grant, Record, Register
from tests.browser.caseworkers import Caseworkers, at_cases, go_to, make_caseworkers, open_case
from tests.browser.conftest import PATIENCE, Visit
from tests.browser.doors import STRONG
from tests.browser.hotline import open_request, unlock
from tests.factories.casework import KeyedCase, make_case, make_compartment, put_card, put_item
from tests.factories.crises import make_crisis
from tests.factories.people import make_organisation
from tests.factories.vault import (
    KeyedMember,
    KeyedVault,
    add_message,
    make_keyed_member,
    make_record,
    make_request,
    make_vault,
    remember_root,
)

pytestmark = pytest.mark.django_db(databases=["default", "intake"], transaction=True)
ALLOWED = "You may tell North Harbour that I need a lawyer. Not my name."


@dataclass
class Partners:
    """Malika and Zoya of the Lantern Line; Ngozi and Ada of North Harbour, who take referrals in."""

    them: Caseworkers
    ngozi: KeyedMember
    ada: KeyedMember


@pytest.fixture
def partners(transactional_db: None) -> Partners:
    them = make_caseworkers()
    harbour = make_organisation("North Harbour", country="DE")
    crisis = make_crisis(by=them.malika.member)
    crisis.participations.get_or_create(organisation=harbour, defaults={"since": now().date()})
    ngozi, ada = (
        make_keyed_member(one, roles=[Role.CASEWORKER], voucher=them.jonas, organisation=harbour, **STRONG) for one in ("ngozi", "ada")
    )
    for one in (ngozi, ada):
        remember_root(one, them.jonas)
    register = make_vault("register", [ngozi, ada])
    Register.objects.create(vault=register.vault, purpose="referrals", scope=harbour.reference)
    return Partners(them, ngozi, ada)


def a_case(them: Caseworkers, alias: str = "Heron", *, is_allowed: bool = True) -> KeyedCase:
    case = make_case([them.malika, them.zoya])
    put_card(case, by=them.malika, alias=alias)
    put_item(case.vault, "need", by=them.malika, what="legal", severity="soon", note="A hearing next week.")
    for name, vault in case.compartments.items():
        part(case, name, vault, by=them.malika)
    put_item(case.compartments["identity"], "person", by=them.malika, name="Zarema Akhmadova", born="1994-05-17", languages=["ce", "ru"])
    if is_allowed:
        said: dict[str, Any] = {
            "purpose": "share-with-partner",
            "recipient": "North Harbour",
            "scope": ALLOWED,
            "given": "yes",
            "how": "call",
        }
        put_item(case.vault, "consent", by=them.malika, on="2026-01-02", **said)
    return case


def part(case: KeyedCase, name: str, vault: KeyedVault, *, by: KeyedMember) -> None:
    make_record(vault, {"alias": "Heron", "case": str(case.id), "compartment": name}, by=by, type="case.part", record=vault.id)


def said(page: Page, sentence: str) -> None:
    expect(page.locator(".sealed__messages")).to_contain_text(sentence, timeout=PATIENCE)


def at_referrals(visit: Visit, member: KeyedMember, *, width: int = 1280) -> Page:
    page = unlock(visit, member, width=width)
    to_referrals(page)
    return page


def to_referrals(page: Page) -> None:
    page.get_by_role("navigation", name="Sealed desk").get_by_role("link", name="Referrals").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Referrals")
    expect(page.get_by_role("heading", name="Offered to others")).to_be_visible()


def offer(page: Page, *, transfer: bool = False) -> None:
    page.get_by_role("button", name="Refer to a partner").click()
    expect(page.get_by_role("checkbox", name="Real name")).not_to_be_checked()
    expect(page.get_by_role("checkbox", name="Need. What")).to_be_checked()
    if transfer:
        page.get_by_label("Take the case over").check()
    page.get_by_label("In your own words").fill("Please call before Friday.")
    page.get_by_role("button", name="Look at what leaves").click()
    expect(page.locator(".referral__lines").last).to_contain_text("A hearing next week.")
    expect(page.locator(".referral__lines").last).not_to_contain_text("Zarema")
    page.get_by_role("button", name="Seal and offer it").click()
    said(page, "Offered to North Harbour")


def test_a_partner_opens_the_minimum_and_is_told_when_consent_is_withdrawn(visit: Visit, partners: Partners) -> None:
    a_case(partners.them)
    ours = at_cases(visit, partners.them.malika)
    open_case(ours, "Heron", "Sharing")
    offer(ours)
    expect(ours.locator("[data-referral]")).to_contain_text("Waits for an answer")

    theirs = at_referrals(visit, partners.ngozi)
    expect(theirs.locator("[data-state=offered]")).to_contain_text("Please call before Friday.")
    theirs.get_by_role("button", name="Open the referral from The Lantern Line").click()
    expect(theirs.locator("main")).to_contain_text(ALLOWED)
    expect(theirs.locator("main")).to_contain_text("Signed by Malika")
    expect(theirs.locator("main")).not_to_contain_text("Zarema")
    theirs.get_by_role("button", name="Take it").click()
    theirs.get_by_label("Name of the case").fill("Curlew")
    theirs.get_by_label("Ada").check()
    theirs.get_by_role("button", name="Open the case").click()
    said(theirs, "Taken. They are told.")
    expect(theirs.get_by_role("heading", level=1)).to_have_text("Curlew")
    expect(theirs.locator("main")).to_contain_text("A hearing next week.")
    assert Referral.objects.get().state == "accepted"
    assert Case.objects.filter(organisation__name="North Harbour").count() == 1
    words = (b"Zarema", b"hearing", b"Friday", ALLOWED.encode())
    kept = [bytes(one.blob) for one in Record.objects.all()] + [bytes(Referral.objects.get().blob), bytes(Referral.objects.get().answer)]
    assert not any(word in blob for blob in kept for word in words)

    go_to(ours, "Now")
    go_to(ours, "Sharing")
    expect(ours.locator("[data-referral]")).to_contain_text("Taken")
    ours.get_by_role("button", name="Withdraw", exact=True).click()
    ours.get_by_role("button", name="Withdraw it now").click()
    expect(ours.locator("[data-referral]")).to_contain_text("Taken back")
    one = Referral.objects.get()
    assert (one.state, bytes(one.blob), bytes(one.answer)) == ("revoked", b"", b"")

    go_to(theirs, "Sharing")
    expect(theirs.locator("[data-referral]")).to_contain_text("Stop working with it")
    to_referrals(theirs)
    expect(theirs.locator("[data-state=revoked]")).to_contain_text("withdrawn their consent")


def test_without_consent_it_leaves_only_when_a_second_person_answers_for_it(visit: Visit, partners: Partners) -> None:
    a_case(partners.them, is_allowed=False)
    ours = at_cases(visit, partners.them.malika)
    open_case(ours, "Heron", "Sharing")
    ours.get_by_role("button", name="Refer to a partner").click()
    ours.get_by_role("button", name="Look at what leaves").click()
    expect(ours.locator(".panel [role=alert]")).to_contain_text("Nobody has asked the person yet")
    ours.get_by_role("checkbox", name="It cannot wait").check()
    ours.get_by_label("Why it cannot wait").fill("Taken this morning; no contact.")
    ours.get_by_role("button", name="Look at what leaves").click()
    ours.get_by_role("button", name="Seal and offer it").click()
    expect(ours.locator("[data-referral]")).to_contain_text("Waits for a second person")
    assert Referral.objects.get().state == "second"

    other = at_cases(visit, partners.them.zoya)
    open_case(other, "Heron", "Sharing")
    other.get_by_role("button", name="I answer for it too").click()
    said(other, "It is on its way.")
    one = Referral.objects.get()
    assert (one.state, one.emergency_by) == ("offered", partners.them.zoya.member)


def test_a_case_that_is_handed_over_gets_a_key_of_its_own(visit: Visit, partners: Partners) -> None:
    case = a_case(partners.them)
    story = make_compartment(case, "story", [partners.them.malika, partners.them.zoya])
    part(case, "story", story, by=partners.them.malika)
    put_item(story, "testimony", by=partners.them.malika, text="They came at night.", on="2026-01-03")
    ours = at_cases(visit, partners.them.malika)
    open_case(ours, "Heron", "Sharing")
    offer(ours, transfer=True)
    theirs = at_referrals(visit, partners.ngozi)
    theirs.get_by_role("button", name="Open the transfer from The Lantern Line").click()
    theirs.get_by_role("button", name="Accept the transfer").click()
    said(theirs, "They let you in next")
    go_to(ours, "Now")
    go_to(ours, "Sharing")
    ticked = ours.get_by_role("group", name="Which parts go along")
    expect(ticked.get_by_role("checkbox", name="What the person told")).not_to_be_checked()
    expect(ticked.get_by_role("checkbox", checked=True)).to_have_count(2)
    ours.get_by_role("button", name="Hand the case over").click()
    said(ours, "The case is theirs now.")
    theirs.get_by_role("navigation", name="Sealed desk").get_by_role("link", name="Cases").click()
    open_case(theirs, "Heron", "Sharing")
    expect(theirs.locator("main")).to_contain_text("Malika, Zoya can still read what is written in it")
    theirs.get_by_label("Ada").check()
    theirs.get_by_role("button", name="Give it a new key without them").click()
    said(theirs, "only your organisation can read")

    case.case.refresh_from_db()
    holders = set(Grant.objects.filter(vault=case.case.vault, epoch=2).values_list("member__handle", flat=True))
    assert (case.case.organisation.name, holders) == ("North Harbour", {"ngozi", "ada"})
    assert {vault.epoch for vault in _vaults(case)} == {2}
    to_cases = ours.get_by_role("navigation", name="Sealed desk").get_by_role("link", name="Cases")
    to_cases.click()
    ours.get_by_role("button", name="Show", exact=True).click()
    ours.locator(".empty").get_by_role("button", name="Show the closed ones").click()
    row = ours.get_by_role("listitem").filter(has_text="Heron")
    expect(row).to_contain_text("What the person told: stayed here when the case was handed over")
    row.get_by_role("link", name="Heron").click()
    expect(ours.locator("main")).to_contain_text("It is destroyed on")
    expect(ours.get_by_role("tab")).to_have_count(1)
    expect(ours.get_by_role("tabpanel")).to_contain_text("They came at night.")
    assert Grant.objects.filter(vault=story.vault, member=partners.ngozi.member).count() == 0


def _vaults(case: KeyedCase) -> list[Any]:
    case.case.refresh_from_db()
    return [case.case.vault, *(one.vault for one in case.case.compartments.select_related("vault"))]


def test_the_team_answers_from_the_case_and_reads_what_the_person_writes_back(visit: Visit, partners: Partners) -> None:
    them = partners.them
    asked = make_request(
        them.channel, "They came to the house.", language="ru", answers={"danger": "soon", "needs": [], "hours": "after ten at night"}
    )
    case = a_case(them)
    box: dict[str, Any] = {
        "box": str(asked.mailbox.pk),
        "channel": str(them.channel.channel.pk),
        "channel_vault": str(them.channel.vault.id),
    }
    put_item(
        case.vault, "request", by=them.malika, **box, reply=asked.keys.recipient, language="ru", hours="after ten at night", came="box"
    )
    make_record(them.channel.vault, {"state": "case", "seen": 1}, by=them.malika, type="request.card", record=asked.mailbox.pk)
    page = at_cases(visit, them.malika)
    open_case(page, "Heron", "Journal")
    expect(page.get_by_label("What was written since")).to_contain_text("They came to the house.")
    expect(page.locator("main")).to_contain_text("after ten at night")
    page.get_by_role("button", name="Keep it in the journal").click()
    said(page, "The whole team has it now.")
    page.get_by_role("textbox", name="Your words").fill("We have a lawyer for Thursday.")
    page.get_by_role("button", name="Look at it as the person will").click()
    page.get_by_role("button", name="Send", exact=True).click()
    said(page, "It is in the person's box.")
    assert Message.objects.filter(direction="out").count() == 1

    asked.channel.vault = case.vault  # from now on the person's page seals to the case
    add_message(asked, "I shall be there.", language="ru")
    go_to(page, "Now")
    go_to(page, "Journal")
    expect(page.get_by_label("What was written since")).to_contain_text("I shall be there.")
    inbox = unlock(visit, them.zoya)
    inbox.get_by_text("Filters", exact=True).click()
    inbox.get_by_label("State").select_option("case")
    open_request(inbox, "They came")
    expect(inbox.locator(".talk")).to_contain_text("Answered by the case team")
    expect(inbox.locator(".talk")).to_contain_text("case")


def test_a_person_whom_a_colleague_helps_already_is_found_and_asked(visit: Visit, partners: Partners) -> None:
    for alias, name in (("Heron", "Zarema Akhmadova"), ("Curlew", "Ахмадова Зарема")):
        case = a_case(partners.them, alias)
        put_item(case.vault, "consent", by=partners.them.malika, purpose="known-elsewhere", given="yes", scope="Ask.", on="2026-01-02")
        if alias == "Curlew":
            Record.objects.filter(vault=case.compartments["identity"].vault, type="case.item").delete()
            put_item(case.compartments["identity"], "person", by=partners.them.malika, name=name, born="1994-05-17")
    page = at_cases(visit, partners.them.malika)
    open_case(page, "Heron", "Sharing")
    page.get_by_role("button", name="Make the key").click()
    page.get_by_role("button", name="Ask whether known elsewhere").click()
    said(page, "That proves nothing")
    page.get_by_role("link", name="All cases").click()
    open_case(page, "Curlew", "Sharing")
    page.get_by_role("button", name="Ask whether known elsewhere").click()
    said(page, "Possibly known elsewhere: ask the person")
    assert KnownToken.objects.count() == 2
    assert KnownToken.objects.values("token").distinct().count() == 1
    page.get_by_role("button", name="Delete the tokens").click()
    said(page, "deleted")
    assert KnownToken.objects.count() == 1
