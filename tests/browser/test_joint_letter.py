"""Journey 8 in a browser: fifteen organisations, two ministers, one letter in two languages, today. Printed is who signed, nobody else."""

import io
import re

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from safeconduct.advocacy.actions.publish_demand import publish_demand
from safeconduct.advocacy.models import Ask, ContactDetail, Post
from safeconduct.crises.models import Crisis
from safeconduct.kit.clock import now
from safeconduct.outbox.models import Message
from safeconduct.people.models import Member
from safeconduct.people.permissions import Role as MemberRole
from safeconduct.publications.actions.sign_on import Answer, sign_on
from safeconduct.publications.models import Publication, Version
from safeconduct.publications.rules.agreeing import SignOnAnswer
from tests.browser.conftest import Visit
from tests.factories.advocacy import make_body, make_demand, make_post
from tests.factories.crises import make_crisis
from tests.factories.people import THEN, make_member, make_organisation
from tests.factories.publications import make_holder

ORGANISATIONS = [f"Organisation {number}" for number in range(1, 15)]  # beside the one that leads
DEMANDS = ("Let in those who fled.", "Open an inquiry.", "Protect those who testify.", "Have the detained released.", "Let observers in.")
DANISH = (
    "Luk dem ind, der er flygtet.",
    "Indled en undersøgelse.",
    "Beskyt dem, der vidner.",
    "Få de tilbageholdte løsladt.",
    "Luk observatører ind.",
)


def the_ministers(crisis: Crisis) -> tuple[Post, Post]:
    body = make_body(crisis, "Northland", place="DK", da="Nordland")
    posts = make_post(body, "Foreign minister", da="Udenrigsminister"), make_post(body, "Minister of justice", da="Justitsminister")
    for post, holder in zip(posts, ("Ada Example", "Bo Example"), strict=True):
        make_holder(post, holder)
        row = {"body": body, "recorded_at": THEN, "recorded_by": post.created_by}
        ContactDetail.objects.create(post=post, type="email", value=f"{holder.split()[0].lower()}@north.example", **row)
    return posts


def write(page: Page, link: str, text: str, *, is_current: bool = False) -> None:
    """Write one part in one language."""
    page.get_by_role("link", name=re.compile(link)).click()
    page.get_by_label("Text", exact=True).fill(text)
    if is_current and page.get_by_label("It says what the original says now").count():
        page.get_by_label("It says what the original says now").check()
    page.get_by_role("button", name="Keep this text").click()
    expect(page.get_by_text("The text is kept.")).to_be_visible()


def address(page: Page, home: str, title: str, language: str) -> None:
    """Find the minister, choose the language, look at holder and salutation, approve both."""
    page.goto(f"{home}recipients/")
    page.get_by_label("Title, body or holder").fill(title)
    page.get_by_role("button", name="Look for posts").click()
    page.get_by_role("checkbox").first.check()
    page.get_by_label("In", exact=True).select_option(language)
    page.get_by_role("button", name="Add the ticked ones").click()
    page.get_by_label("I looked: this is right").check()
    page.get_by_role("button", name="Approve the ticked ones").click()
    expect(page.get_by_text("Somebody looked at every holder and salutation.")).to_be_visible()


@pytest.mark.slow
def test_fifteen_organisations_send_one_letter_to_two_ministers_today(visit: Visit):
    partners = [make_organisation(name) for name in ORGANISATIONS]
    crisis = make_crisis(is_public=True, organisations=[make_organisation(), *partners])
    tomas = make_member("tomas", roles=[MemberRole.CAMPAIGNER, MemberRole.SIGNATORY])
    nora = make_member("nora", roles=[MemberRole.PRESS])
    signers = [make_member(f"signer{number}", roles=[MemberRole.SIGNATORY], organisation=one) for number, one in enumerate(partners)]
    the_ministers(crisis)
    for text in DEMANDS:
        publish_demand(demand=make_demand(crisis, text), by=crisis.opened_by, at=THEN)
    page = visit(tomas)

    home = _write_letter(page, crisis)
    letter = Publication.objects.get()
    address(page, home, "Foreign minister", "da")
    page.goto(f"{home}signing/")
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Invite them").click()
    _offered(page, home, letter)

    version = _changed_and_signed(page, visit(signers[0]), home, letter)
    _sign(version, [tomas, *signers[1:13]])  # the last one does not answer

    reader = visit(nora)
    reader.goto(f"{home}versions/{version.number}/")
    reader.get_by_role("button", name=re.compile("approve it")).click()
    reader.goto(f"{home}release/")
    reader.get_by_role("button", name=re.compile("Release version")).click()
    expect(reader.get_by_text("It is out", exact=True)).to_be_visible()
    reader.goto(f"{home}sending/")
    reader.get_by_role("button", name="Put the next fifty into the outbox now").click()
    expect(reader.get_by_text("1 copy is in the outbox")).to_be_visible()

    message = Message.objects.get()
    paper = "\n".join(leaf.extract_text() for leaf in PdfReader(io.BytesIO(bytes(message.attachments.get().content or b""))).pages)
    assert message.to_address == "ada@north.example"
    assert all(one in paper for one in ("Ada Example", "Udenrigsminister", *DANISH, *ORGANISATIONS[:13]))
    assert ORGANISATIONS[13] not in paper
    assert Ask.objects.filter(instrument=letter.reference).count() == len(DEMANDS)
    _send_the_sibling(page, home, letter)


def _write_letter(page: Page, crisis: Crisis) -> str:
    page.goto(f"/desk/{crisis.slug}/publications/new/")
    page.get_by_label(re.compile("^Letter")).check()
    page.get_by_label("Title, or subject").fill("A way out for those who fled")
    for demand in DEMANDS:
        page.get_by_label(demand).check()
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", name="A way out for those who fled")).to_be_visible()
    home = f"/desk/{crisis.slug}/publications/{Publication.objects.get().reference}/"
    _fill_in(page, home, "English", {"Request for a meeting": "May we meet?"}, "We thank you, and write again.")
    page.get_by_text("Add a language").click()
    page.get_by_label("Language", exact=True).select_option("da")
    page.get_by_label("Title in this language").fill("En udvej for dem, der er flygtet")
    page.get_by_role("button", name=re.compile("Add")).first.click()
    danish = {f"Demand {number}": text for number, text in enumerate(DANISH, start=1)}
    _fill_in(page, home, "Dansk", {**danish, "Request for a meeting": "Må vi mødes?"}, "Vi takker Dem og skriver igen.")
    expect(page.get_by_text("The checks find nothing that stops the release.")).to_be_visible()
    return home


def _fill_in(page: Page, home: str, language: str, texts: dict[str, str], otherwise: str) -> None:
    """Write every part that says nothing yet."""
    missing = page.get_by_role("link", name=re.compile(rf"^Write .*, {language}$"))
    page.goto(home)
    while missing.count():
        name = missing.first.inner_text()
        missing.first.click()
        page.get_by_label("Text", exact=True).fill(next((text for part, text in texts.items() if part in name), otherwise))
        page.get_by_role("button", name="Keep this text").click()
        expect(page.get_by_text("The text is kept.")).to_be_visible()
        page.goto(home)


def _changed_and_signed(page: Page, first: Page, home: str, letter: Publication) -> Version:
    """Let an organisation ask for a change, make it, and let the organisation sign the version that has it."""
    first.goto(f"{home}signing/")
    first.get_by_label("We ask for a change").check()
    first.get_by_label("Which change, or why not").fill("Ask for a meeting.")
    first.get_by_role("button", name="Answer for the organisation").click()
    expect(first.locator(".as-written", has_text="Ask for a meeting.")).to_be_visible()
    page.goto(home)
    write(page, r"^Change\s+Request for a meeting\s*, English$", "May we meet you?")
    page.goto(home)
    write(page, r"^Change\s+Request for a meeting\s*, Dansk$", "Må vi mødes med Dem?", is_current=True)
    version = _offered(page, home, letter)
    first.goto(f"{home}signing/")
    first.get_by_label("We sign this version").check()
    first.get_by_role("button", name="Answer for the organisation").click()
    expect(first.get_by_text(re.compile("Answered so far: Signed"))).to_be_visible()
    return version


def _offered(page: Page, home: str, letter: Publication) -> Version:
    page.goto(f"{home}versions/")
    page.get_by_role("button", name="Freeze and offer it").click()
    expect(page.get_by_role("link", name=f"Version {letter.versions.count()}")).to_be_visible()
    return letter.versions.latest("number")


def _sign(version: Version, members: list[Member]) -> None:
    for member in members:
        sign_on(version=version, answer=Answer(SignOnAnswer.SIGNED), by=member, at=now())


def _send_the_sibling(page: Page, home: str, letter: Publication) -> None:
    """Write to the second minister on the same matter; the two letters know each other."""
    page.goto(home)
    page.get_by_text("Begin a sibling letter to other people").click()
    page.get_by_label("Title, or subject").fill("A way out, and the right to stay")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", name="A way out, and the right to stay")).to_be_visible()
    sibling = Publication.objects.exclude(pk=letter.pk).get()
    address(page, home.replace(letter.reference, sibling.reference), "Minister of justice", "da")
    assert sibling.sibling_of == letter
    assert sibling.parts.count() == letter.parts.count()
