"""Bad days of a petition in a browser: switches, a flood taken out and put back, a list brought in; with scripts and without."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from safeconduct.cli.tending import Work
from safeconduct.kit.clock import now, today
from safeconduct.people.models import Member
from safeconduct.petitions.models import Campaign
from safeconduct.signing.models import Roll, Signature
from safeconduct.signing.queries.rolls import forget
from safeconduct.signing.rules.kinds import State
from safeconduct.signing.rules.proof import is_worked
from safeconduct.signing.storing.ram import drop_campaign_key, hold_campaign_key
from safeconduct.vault.format.signatures import new_key
from tests.browser.conftest import Visit
from tests.factories.crises import make_crisis
from tests.factories.people import make_jonas, make_tomas
from tests.factories.petitions import make_campaign, make_signature, roll_of

pytestmark = pytest.mark.django_db(databases=["default", "signing"], transaction=True)
LIST = b"name;email;country;date\nAda Example;ada@signers.example;SE;2017-04-01\nBo Example;not an address;SE;\n"
WIDTHS = pytest.mark.parametrize(("width", "scripts"), [(1280, True), (390, False)])


@pytest.fixture
def tomas() -> Member:
    return make_tomas()


@pytest.fixture
def campaign(tomas: Member) -> Iterator[Campaign]:
    crisis = make_crisis(by=make_jonas(), is_public=True)
    campaign = make_campaign(crisis, tomas, approved_by=crisis.opened_by)
    hold_campaign_key(campaign.roll, new_key())
    forget()
    yield campaign
    drop_campaign_key(campaign.roll)


def address(campaign: Campaign, name: str) -> str:
    return f"/desk/{campaign.crisis.slug}/petitions/{campaign.reference}/{name}/"


@WIDTHS
def test_tomas_pauses_signing_at_night(visit: Visit, campaign: Campaign, tomas: Member, width: int, scripts: bool) -> None:
    page = visit(tomas, scripts=scripts, width=width)
    page.goto(address(campaign, "switches"))
    expect(page.get_by_role("heading", name="Everything is as usual")).to_be_visible()

    page.get_by_label("Pause signing").check()
    page.get_by_label("What is said meanwhile, in English").fill("We are back at ten.")
    page.get_by_role("button", name="Make it so").click()

    expect(page.get_by_role("heading", name="Nobody can sign now")).to_be_visible()
    expect(page.get_by_label("What is said meanwhile, in English")).to_have_value("We are back at ten.")
    assert roll_of(campaign).switches == {"pause": True, "message": {"en": "We are back at ten."}}


@WIDTHS
def test_tomas_takes_a_flood_out_and_puts_it_back(visit: Visit, campaign: Campaign, tomas: Member, width: int, scripts: bool) -> None:
    for _number in range(3):
        make_signature(roll_of(campaign), country="VN", on=today())
    page = visit(tomas, scripts=scripts, width=width)
    page.goto(address(campaign, "fraud"))

    page.get_by_label("Countries").fill("VN")
    page.get_by_role("button", name="Count them").click()
    expect(page.get_by_role("heading", name="3 signatures have all of this in common")).to_be_visible()
    page.get_by_label("Why").fill("Three in a minute.")
    page.get_by_role("button", name="Take them out").click()
    watch_until(page, "3 signatures are out of the count", scripts)
    assert not Signature.objects.filter(state=State.CONFIRMED).exists()

    page.get_by_role("button", name="Undo it").click()
    watch_until(page, "3 signatures are back where they were", scripts)
    assert Signature.objects.filter(state=State.CONFIRMED).count() == 3


@WIDTHS
def test_tomas_brings_a_list_in(visit: Visit, campaign: Campaign, tomas: Member, width: int, scripts: bool) -> None:
    page = visit(tomas, scripts=scripts, width=width)
    page.goto(address(campaign, "imports"))

    page.get_by_label("File").set_input_files({"name": "list.csv", "mimeType": "text/csv", "buffer": LIST})
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_role("heading", name="1 of 2 rows would be taken")).to_be_visible()
    page.get_by_role("button", name="Bring them in").click()
    watch_until(page, "One signature was brought in", scripts)
    assert Signature.objects.get().channel == "import"


def test_a_browser_works_for_a_signature_while_the_form_is_filled_in(visit: Visit, campaign: Campaign) -> None:
    Roll.objects.filter(pk=campaign.roll).update(switches={"proof": True})
    page = visit()
    page.goto(f"/en/{campaign.crisis.slug}/petitions/{campaign.slug}/")

    page.locator("form[data-proof] input[name=name]").fill("Ada Example")
    expect(page.locator("[data-proof-status]")).to_have_text("Your browser is done.")

    ticket, proof = (page.locator(f"form[data-proof] input[name={name}]").input_value() for name in ("ticket", "proof"))
    assert is_worked(ticket, proof)


def watch_until(page: object, words: str, scripts: bool) -> None:
    """See that it goes on, let the server's own work do it, and see it done; where there are no scripts, a button looks again."""
    expect(page.locator("progress")).to_be_visible()  # type: ignore[attr-defined]
    Work().imports(now())
    Work().invalidations(now())
    if not scripts:
        page.get_by_role("button", name="Look again").click()  # type: ignore[attr-defined]
    expect(page.get_by_role("heading", name=words)).to_be_visible(timeout=20_000)  # type: ignore[attr-defined]
