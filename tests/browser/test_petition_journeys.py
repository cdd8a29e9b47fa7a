"""Journeys 10 and 11 in a browser: a petition from the first line to its early close, and a signer in danger who changes her mind."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from safeconduct.advocacy.actions.publish_demand import publish_demand
from safeconduct.crises.models import Crisis
from safeconduct.kit.clock import now, today
from safeconduct.people.permissions import Role
from safeconduct.petitions.models import Campaign
from safeconduct.signing.actions.count_up import count_up
from safeconduct.signing.models import PublicName, Roll, Signature, WaitingMail
from safeconduct.signing.queries import rolls
from safeconduct.signing.queries.counts import count_of
from safeconduct.signing.rules.kinds import State, Visibility
from safeconduct.signing.storing.ram import hold_campaign_key, own_key
from safeconduct.vault.format.signatures import new_key, open_mail
from tests.browser.conftest import PATIENCE, Visit
from tests.browser.doors import STRONG, expect_said, unlock
from tests.factories.advocacy import make_body, make_demand, make_post
from tests.factories.crises import make_crisis
from tests.factories.people import THEN, make_tomas
from tests.factories.petitions import make_campaign, roll_of
from tests.factories.vault import make_keyed_member, make_steward, remember_root

pytestmark = pytest.mark.django_db(databases=["default", "intake", "signing"], transaction=True)

ASKED = "Let in those who fled."


@pytest.fixture(autouse=True)
def _fresh_rolls() -> None:
    rolls.forget()


def fill(page: Page, *, name: str, mail: str, country: str, visibility: str = "") -> None:
    """Fill in the form to sign."""
    page.get_by_label("Your name", exact=True).fill(name)
    page.get_by_label("Your e-mail address").fill(mail)
    page.get_by_label("Country you live in").select_option(country)
    if visibility:
        page.locator(f"input[name=visibility][value={visibility}]").check(force=True)


def sign(page: Page) -> None:
    page.get_by_role("button", name="Sign", exact=True).click()


def link_of(mail: str) -> str:
    """Give the link in somebody's mail, which lies sealed in memory's keeping and nowhere else."""
    for waiting in WaitingMail.objects.all():
        fields = open_mail(own_key("mail"), bytes(waiting.blob))
        if fields["to"] == mail:
            return f"/{waiting.language}/signature/{fields['token']}/"
    raise AssertionError("No mail waits for this address.")


def counted(roll: Roll) -> int:
    """Do what the server does each second, and give how many count."""
    count_up(at=now())
    return count_of(roll.pk).total


@pytest.mark.parametrize("scripts", [True, False])
def test_a_signer_in_danger_hides_takes_back_and_deletes_also_after_the_close(visit: Visit, scripts: bool):
    tomas = make_tomas()
    crisis = make_crisis(is_public=True)
    key = new_key()
    campaign = make_campaign(crisis, tomas, approved_by=crisis.opened_by, opens_on=today(), shows_names=True, roll={"key": key})
    hold_campaign_key(campaign.roll, key)
    roll = roll_of(campaign)
    page = visit(scripts=scripts, width=390)
    page.goto("/en/north/petitions/easier-visa/")

    fill(page, name="Zarema Example", mail="zarema@signers.example", country="RU")
    if scripts:
        expect(page.locator("input[value=counted]")).to_be_checked()
    page.locator("input[value=public]").check(force=True)
    sign(page)
    expect(page).to_have_url(re.compile("/signed/$"))
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("visa")
    link = link_of("zarema@signers.example")
    for _turn in range(3):  # as mail scanners do
        page.goto(link)
    assert Signature.objects.get().state == State.PENDING
    assert "visa" not in page.title()
    page.get_by_role("button", name="Confirm my signature").click()
    expect(page.get_by_text("It counts.")).to_be_visible()
    assert counted(roll) == 1

    _hide(page, visit(scripts=scripts), link)
    assert (Signature.objects.get().visibility, counted(roll)) == (Visibility.ADDRESSEE, 1)
    Campaign.objects.update(closed_at=now(), closed_by=tomas)
    Roll.objects.update(state="closed")
    _take_back(page, link)
    kept = Signature.objects.get()
    assert (kept.state, bytes(kept.blob), bytes(kept.own), counted(roll)) == (State.WITHDRAWN, b"", b"", 0)
    page.get_by_text("Delete everything").first.click()
    page.get_by_role("button", name="Delete everything").click()
    expect(page.get_by_role("button", name="Delete everything")).to_have_count(0)
    assert not Signature.objects.exists()
    assert page.request.get(link).status == 404


def _hide(page: Page, reader: Page, link: str) -> None:
    """Let the name be read the next day, then take it off the page; it is gone at once."""
    PublicName.objects.update(shown_from=today())
    reader.goto("/en/north/petitions/easier-visa/names/")
    expect(reader.get_by_text("Zarema Example")).to_be_visible()
    page.goto(link)
    page.get_by_text("Be seen differently").click()
    page.locator("#see-addressee").check(force=True)
    page.get_by_role("button", name="Change it").click()
    reader.goto("/en/north/petitions/easier-visa/names/")
    expect(reader.get_by_text("Zarema Example")).to_have_count(0)


def _take_back(page: Page, link: str) -> None:
    """Take the signature back although the petition is over."""
    page.goto(link)
    page.get_by_text("Take your signature back").click()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("You have taken it back.")).to_be_visible()


def test_without_scripts_whoever_says_nothing_in_a_dangerous_country_is_asked_once(visit: Visit):
    crisis = make_crisis(is_public=True)
    make_campaign(crisis, make_tomas(), approved_by=crisis.opened_by, opens_on=today())
    page = visit(scripts=False, width=390)
    page.goto("/en/north/petitions/easier-visa/")
    fill(page, name="Adam Example", mail="adam@signers.example", country="RU")
    sign(page)

    expect(page.get_by_role("heading", name="One question before you sign")).to_be_visible()
    expect(page.locator("input[value=counted]")).to_be_checked()
    assert not Signature.objects.exists()
    sign(page)
    expect(page).to_have_url(re.compile("/signed/$"))
    assert Signature.objects.get().visibility == Visibility.COUNTED


@pytest.mark.slow
def test_a_campaigner_brings_a_petition_from_the_first_line_to_its_early_close(visit: Visit):
    jonas = make_steward()
    tomas = make_keyed_member("tomas", roles=[Role.CAMPAIGNER], voucher=jonas, **STRONG)
    nora = make_keyed_member("nora", roles=[Role.PRESS], voucher=jonas)
    remember_root(tomas, jonas)
    crisis = make_crisis(by=jonas.member, is_public=True)
    make_post(make_body(crisis, "Northland"), "Foreign minister")
    publish_demand(demand=make_demand(crisis, ASKED), by=jonas.member, at=THEN)
    page = visit(tomas.member)

    home = _begin(page, crisis)
    campaign = Campaign.objects.get()
    _release(page, visit(nora.member), campaign)
    unlock(page, tomas)
    page.locator("[data-way=petitions]").click()
    page.locator("[data-go=vault]").click()
    page.locator("[data-holder=jonas]").check(force=True)
    page.get_by_role("button", name="Make vault and key").click()
    expect_said(page, "The vault is made")
    page.goto(home)
    page.get_by_role("button", name="Open it now").click()
    expect(page.get_by_text("How many have signed?")).to_be_visible()

    campaign.refresh_from_db()
    address = f"/en/{crisis.slug}/petitions/{campaign.slug}/"
    for number, scripts in enumerate((True, False, True)):
        signer = visit(scripts=scripts)
        signer.goto(address)
        rolls.forget()
        fill(signer, name=f"Signer {number} Example", mail=f"s{number}@signers.example", country="SE", visibility="addressee")
        sign(signer)
        expect(signer).to_have_url(re.compile("/signed/$"))
        signer.goto(link_of(f"s{number}@signers.example"))
        signer.get_by_role("button", name="Confirm my signature").click()
        expect(signer.get_by_text("It counts.")).to_be_visible()
    assert counted(roll_of(campaign)) == 3
    page.goto(home)
    expect(page.get_by_text("3 confirmed, of 500")).to_be_visible()

    _close(page, home)
    reader = visit(scripts=False)
    reader.goto(address)
    expect(reader.get_by_text("The minister has met us.")).to_be_visible()
    expect(reader.get_by_label("Your e-mail address")).to_have_count(0)
    assert not any(b"signers.example" in bytes(one.blob) for one in Signature.objects.all())


def _begin(page: Page, crisis: Crisis) -> str:
    """Begin the petition on one page; give the address of its desk."""
    page.goto(f"/desk/{crisis.slug}/petitions/new/")
    page.get_by_label("What is asked, in one line").fill("A way in for those who flee")
    page.get_by_label(ASKED).check()
    page.get_by_label("Look for posts by title, body or holder").fill("Foreign minister")
    page.get_by_role("button", name="Look for posts").click()
    expect(page.get_by_label("What is asked, in one line")).to_have_value("A way in for those who flee")
    page.locator("input[name=posts]").first.check(force=True)
    page.get_by_label("How many shall sign?").fill("500")
    page.get_by_label("Last day of collecting").fill((today() + timedelta(days=30)).isoformat())
    page.get_by_role("button", name="Begin the petition").click()
    expect(page.get_by_role("heading", name="A way in for those who flee")).to_be_visible()
    return f"/desk/{crisis.slug}/petitions/{Campaign.objects.get().reference}/"


def _release(page: Page, reader: Page, campaign: Campaign) -> None:
    """Write what is missing of the text, freeze it, and let a colleague read and release it."""
    home = f"/desk/{campaign.crisis.slug}/publications/{campaign.publication.reference}/"
    missing = page.get_by_role("link", name=re.compile(r"^Write .*, English$"))
    page.goto(home)
    while missing.count():
        missing.first.click()
        page.get_by_label("Text", exact=True).fill("People flee and find no lawful way in.")
        page.get_by_role("button", name="Keep this text").click()
        expect(page.get_by_text("The text is kept.")).to_be_visible()
        page.goto(home)
    page.goto(f"{home}versions/")
    page.get_by_role("button", name="Freeze and offer it").click()
    reader.goto(f"{home}versions/1/")
    reader.get_by_role("button", name=re.compile("approve it")).click()
    reader.goto(f"{home}release/")
    reader.get_by_role("button", name=re.compile("Release version")).click()
    expect(reader.get_by_text("It is out", exact=True)).to_be_visible(timeout=PATIENCE)


def _close(page: Page, home: str) -> None:
    """Close early, in two steps, with a reason that everybody reads."""
    page.goto(f"{home}close/")
    page.get_by_label(re.compile("^Why")).fill("The minister has met us.")
    page.get_by_role("button", name="Look at what will happen").click()
    expect(page.get_by_role("heading", name="This will happen")).to_be_visible()
    page.get_by_role("button", name="Close it now").click()
    expect(page.get_by_text(re.compile("closed", re.IGNORECASE)).first).to_be_visible()
