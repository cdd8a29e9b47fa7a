"""The confidential annex in a real browser: what only it says blocks the release, and a copy opens with the words that were told."""

import re

import pytest
from playwright.sync_api import Page, expect

from safeconduct.people.permissions import Role
from safeconduct.publications.models import Annex, AnnexCheck, Publication
from safeconduct.publications.queries.annexes import is_annex_clean
from safeconduct.vault.models import Record
from tests.browser.conftest import PATIENCE, Visit
from tests.browser.doors import STRONG, expect_open, expect_said
from tests.factories.crises import make_crisis
from tests.factories.publications import make_part, make_publication, make_version
from tests.factories.vault import KeyedMember, make_keyed_member, make_steward, remember_root

pytestmark = pytest.mark.django_db(databases=["default", "intake"], transaction=True)

SECRET = "Ruslan Testov lives in Gudermes and can be met on 3 May."


def unlocked(page: Page, who: KeyedMember, letter: Publication) -> None:
    """Go to the annex as its page at the desk leads there."""
    page.goto(f"/desk/{letter.crisis.slug}/publications/{letter.reference}/annex/")
    page.get_by_role("link", name=re.compile("on the sealed desk")).click()
    page.locator("[data-field=passphrase]").fill(who.passphrase)
    page.get_by_role("button", name="Unlock", exact=True).click()
    expect_open(page)


def test_what_only_the_annex_says_blocks_the_release_and_a_copy_goes_to_one_office(visit: Visit):
    jonas = make_steward()
    tomas = make_keyed_member("tomas", roles=[Role.CAMPAIGNER], voucher=jonas, **STRONG)
    remember_root(tomas, jonas)
    letter = make_publication(make_crisis(by=jonas.member), tomas.member)
    part = make_part(letter, "Men were taken. We met Ruslan Testov.")
    leaking = make_version(letter, tomas.member)
    page = visit(tomas.member)
    unlocked(page, tomas, letter)

    page.locator("[data-field=heading]").fill("One case")
    page.locator("[data-field=text]").fill(SECRET)
    page.locator("[data-holder=jonas]").check(force=True)
    page.get_by_role("button", name="Seal the annex").click()
    expect_said(page, "The annex is sealed")
    page.get_by_role("button", name="Compare now").click()
    expect(page.locator("[data-finding]")).to_have_text(re.compile("Ruslan Testov"))
    assert not is_annex_clean(leaking)
    assert AnnexCheck.objects.get().findings == 1
    assert b"Ruslan" not in bytes(Record.objects.get().blob)

    part.texts.update(text="Men were taken.")
    clean = make_version(letter, tomas.member)
    unlocked(page, tomas, letter)
    page.get_by_role("button", name="Compare now").click()
    expect(page.locator("[data-clean]")).to_be_visible()
    assert is_annex_clean(clean)

    _give_a_copy(page, visit())


def _give_a_copy(page: Page, office: Page) -> None:
    """Seal a copy for one office, which opens it with the words that it is told."""
    page.locator("[data-field=recipient]").fill("The Ministry (invented)")
    page.get_by_role("button", name="Make the copy").click()
    expect(page.locator("[data-passphrase]")).to_be_visible(timeout=PATIENCE * 2)
    words = page.locator("[data-passphrase]").inner_text()
    address = page.locator("[data-copy] .secret").first.inner_text()

    office.goto(address)
    office.locator("#words").fill("some other words")
    office.get_by_role("button", name="Open", exact=True).click()
    expect(office.get_by_text("These words do not open it")).to_be_visible(timeout=PATIENCE * 2)
    office.locator("#words").fill(words.upper())
    office.get_by_role("button", name="Open", exact=True).click()
    link = office.get_by_role("link", name="Save the paper")
    expect(link).to_be_visible(timeout=PATIENCE * 2)
    with office.expect_download() as download:
        link.click()
    paper = download.value.path().read_text(encoding="utf-8")
    assert SECRET in paper
    assert "For The Ministry (invented) alone" in paper
    assert Annex.objects.get().copies.get().openings.get().times == 1
