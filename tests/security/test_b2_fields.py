"""B2: what is typed at the door and in the sealed desk is not kept, filled in or spelt by the browser; no form could send it by itself."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PATIENCE, Visit, _no_page_of_another_story, visit  # noqa: F401 — fixtures
from tests.browser.doors import STRONG, type_back, unlock
from tests.browser.test_door import invitation
from tests.factories.vault import make_keyed_member, make_steward

pytestmark = [pytest.mark.browser, pytest.mark.django_db(databases=["default", "intake"], transaction=True)]

FIELDS = """() => [...document.querySelectorAll('#sealed input, #sealed textarea')]
    .filter((one) => !['checkbox', 'radio', 'hidden'].includes(one.type))
    .map((one) => ({
        what: one.dataset.field ?? one.id, name: one.name, autocomplete: one.autocomplete, spelt: one.spellcheck,
        action: one.form?.getAttribute('action') ?? null,
        where: one.form?.querySelector('[type=submit][formaction]') ? 'formaction' : '',
    }))"""


def expect_quiet(page: Page, *expected: str) -> None:
    """Every field is there, without a name, with filling in and spelling switched off, in a form without an address."""
    fields = page.evaluate(FIELDS)
    assert {one["what"] for one in fields} >= set(expected)
    assert [one for one in fields if one["name"] or one["autocomplete"] != "off" or one["spelt"] or one["action"] or one["where"]] == []


def test_the_fields_of_the_door_are_quiet(visit: Visit):  # noqa: F811 — a fixture
    page = visit()
    page.goto("/desk/sign-in/")
    expect_quiet(page, "handle", "passphrase", "code")
    page.get_by_role("button", name="Lost your passphrase?").click()
    expect_quiet(page, "handle", "kit")


def test_the_fields_of_joining_are_quiet(visit: Visit):  # noqa: F811
    page = visit()
    page.goto(invitation(make_steward()))
    page.locator("[data-field=handle]").fill("nadia")
    page.locator("[data-field=name]").fill("Nadia")
    expect_quiet(page, "handle", "name")
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("[data-passphrase]")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="I have them").click()
    expect_quiet(page, "passphrase")
    page.get_by_role("button", name="Show the words again").click()
    type_back(page)
    page.get_by_label("The sixteen words are on paper").check()
    page.get_by_role("button", name="The paper is safe").click()
    expect_quiet(page, "code")


def test_the_fields_of_the_sealed_desk_are_quiet(visit: Visit):  # noqa: F811
    jonas = make_steward(**STRONG)
    make_keyed_member("amina", voucher=jonas)
    page = visit(jonas.member)
    page.goto("/desk/sealed/")
    expect_quiet(page, "passphrase")
    unlock(page, jonas)
    page.get_by_role("link", name="Members and trust").click()
    expect_quiet(page, "find")
    page.get_by_role("link", name="My keys").click()
    page.get_by_role("button", name="Change the passphrase").click()
    expect_quiet(page, "passphrase")
    page.get_by_role("link", name="Vaults").click()
    page.get_by_role("button", name="New vault or channel").click()
    expect_quiet(page, "slug", "name", "line")


def test_without_scripts_there_is_no_field_at_all(visit: Visit):  # noqa: F811
    page = visit(scripts=False)
    page.goto("/desk/sign-in/")
    assert "The desk needs scripts" in page.content()
    expect(page.locator("main input:not([type=hidden]), main textarea")).to_have_count(0)
