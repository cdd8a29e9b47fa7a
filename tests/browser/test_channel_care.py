"""Who holds a channel says in the browser whether it takes requests, what people read about it, and when it ends."""

import pytest
from playwright.sync_api import expect

from safeconduct.intake.models import Channel, Mailbox
from safeconduct.people.permissions import Role
from safeconduct.vault.models import Vault
from tests.browser.conftest import Visit
from tests.browser.doors import STRONG, expect_said, unlock
from tests.factories.vault import make_channel, make_keyed_member, make_request, make_steward

pytestmark = pytest.mark.django_db(databases=["default", "intake"], transaction=True)


def test_a_steward_words_a_channel_and_ends_it(visit: Visit):
    jonas = make_steward(**STRONG)
    amina = make_keyed_member("amina", voucher=jonas)
    channel = make_channel(jonas, [jonas, amina], slug="night-line", names={"en": "Night line"})
    make_request(channel, "Help")
    page = visit(jonas.member)
    unlock(page, jonas)
    page.get_by_role("link", name="Vaults").click()
    page.get_by_role("link", name="Night line").click()

    page.get_by_role("button", name="What people read about it").click()
    expect(page.locator("[data-field=name]")).to_have_value("Night line")
    page.locator("[data-field=line]").fill("Answers from nine in the evening")
    page.get_by_role("button", name="Keep these words").click()
    expect_said(page, "People read the new words from now on")
    assert Channel.objects.get().texts.get().line == "Answers from nine in the evening"

    page.get_by_text("End this channel for good").click()
    page.locator("[data-field=end]").fill("night")
    page.get_by_role("button", name="Destroy the channel").click()
    expect(page.get_by_text("This is not its address word")).to_be_visible()
    assert Mailbox.objects.exists()
    page.locator("[data-field=end]").fill("night-line")
    page.get_by_role("button", name="Destroy the channel").click()
    expect_said(page, "everything in it is destroyed")
    assert not Channel.objects.exists()
    assert not Vault.objects.exists()


def test_the_night_shift_closes_a_channel_and_opens_it_again(visit: Visit):
    jonas = make_steward()
    amina = make_keyed_member("amina", voucher=jonas, **STRONG)
    make_channel(jonas, [jonas, amina], slug="night-line", names={"en": "Night line"})
    page = visit(amina.member)
    unlock(page, amina)
    page.get_by_role("link", name="Vaults").click()
    page.get_by_role("link", name="Night line").click()
    expect(page.get_by_role("button", name="What people read about it")).to_have_count(0)

    page.get_by_role("button", name="Take no new requests").click()
    expect_said(page, "It takes no new requests now")
    assert Channel.objects.get().state == "closed"
    page.get_by_role("button", name="Take new requests again").click()
    expect(page.get_by_role("button", name="Take no new requests")).to_be_visible()
    assert Channel.objects.get().state == "open"


def test_nobody_is_offered_who_may_hold_no_vault(visit: Visit):
    jonas = make_steward(**STRONG)
    make_keyed_member("amina", voucher=jonas)
    make_keyed_member("ines", roles=[Role.RESEARCHER], voucher=jonas)
    page = visit(jonas.member)
    unlock(page, jonas)
    page.get_by_role("link", name="Vaults").click()
    page.get_by_role("button", name="New vault or channel").click()

    expect(page.locator("[data-holder=amina]")).to_be_visible()
    expect(page.locator("[data-holder=ines]")).to_have_count(0)
