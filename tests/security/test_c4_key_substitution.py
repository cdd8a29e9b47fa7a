"""C4: a server puts its own key in the place of a colleague's, a vault's or the coalition's. Nothing is sealed to it, and it is said."""

import pytest
from playwright.sync_api import expect

from safeconduct.people.models import PublicBundle, RootKey
from safeconduct.vault.format.members import make_member_keys
from safeconduct.vault.format.signing import sign
from safeconduct.vault.models import Epoch, Grant, Vault
from tests.browser.conftest import Visit, _no_page_of_another_story, visit  # noqa: F401 — fixtures
from tests.browser.doors import expect_locked, expect_said, make_strong, unlock
from tests.factories.vault import TODAY, KeyedMember, make_keyed_member, make_steward, make_vault

pytestmark = [pytest.mark.browser, pytest.mark.django_db(databases=["default", "intake"], transaction=True)]


def substitute(victim: KeyedMember, *, vouching: bytes | None = None) -> str:
    """Put well-formed keys of the server's own, signed by themselves, in the place of a member's; give their recipient."""
    public = make_member_keys(victim.reference, today=TODAY, memory_kib=64, passes=1).public
    wanted = {"recipient": public.recipient, "signing_key": public.signing_key, "signature": public.signature}
    PublicBundle.objects.filter(member=victim.member).update(**wanted, **({"vouching": vouching} if vouching else {}))
    return public.recipient


def test_a_colleagues_changed_key_is_warned_of_and_nothing_is_sealed_to_it(visit: Visit):  # noqa: F811 — a fixture
    jonas = make_steward()
    amina = make_strong("amina", voucher=jonas)
    tomas = make_keyed_member("tomas", voucher=jonas)
    vault = make_vault("case", [amina, tomas])
    page = visit(amina.member)
    unlock(page, amina)
    page.get_by_role("button", name="Lock", exact=True).click()
    expect_locked(page)
    grants = Grant.objects.count()

    substitute(tomas)
    unlock(page, amina)
    page.get_by_role("link", name="Members and trust").click()
    expect_said(page, "Somebody's key has changed")
    expect(page.locator(f"[data-member='{tomas.reference}'] [data-state=changed]")).to_be_visible()
    expect(page.get_by_role("button", name="I called, and the words agree")).to_have_count(0)
    page.locator("[data-way=vaults]").click()
    page.locator(f"[data-vault='{vault.id}']").click()
    page.get_by_role("button", name="Make a new key").click()
    expect_said(page, "Nothing was sealed")
    expect_said(page, "(Tomas)")
    page.locator("[data-way=vaults]").click()
    page.get_by_role("button", name="New vault or channel").click()
    expect(page.locator("[data-holder=jonas]")).to_be_visible()
    expect(page.locator("[data-holder=tomas]")).to_have_count(0)
    assert Vault.objects.get(pk=vault.id).epoch == 1
    assert Grant.objects.count() == grants


def test_a_key_that_nobody_vouches_for_is_offered_nowhere(visit: Visit):  # noqa: F811
    jonas = make_steward()
    amina = make_strong("amina", voucher=jonas)
    tomas = make_keyed_member("tomas", voucher=jonas)
    # A vouching by the server itself, in the steward's name.
    PublicBundle.objects.filter(member=tomas.member).update(vouching=sign(tomas.seed, b"in the name of Jonas"))
    vault = make_vault("case", [amina, jonas])
    page = visit(amina.member)
    unlock(page, amina)
    page.get_by_role("link", name="Members and trust").click()
    expect(page.locator(f"[data-member='{tomas.reference}'] [data-state=unvouched]")).to_be_visible()
    page.locator("[data-way=vaults]").click()
    page.locator(f"[data-vault='{vault.id}']").click()
    expect_said(page, "Everybody whose key is vouched for holds it already")


def test_a_vault_whose_key_the_server_made_itself_is_not_opened(visit: Visit):  # noqa: F811
    jonas = make_steward()
    amina = make_strong("amina", voucher=jonas)
    vera = make_keyed_member("vera")
    make_vault("case", [vera, amina], organisation=amina.member.organisation)
    page = visit(amina.member)
    unlock(page, amina)
    page.locator("[data-way=vaults]").click()
    expect_said(page, "is not signed by a colleague you can trust")


def test_another_recipient_in_the_place_of_a_vaults_is_noticed(visit: Visit):  # noqa: F811
    jonas = make_steward()
    amina = make_strong("amina", voucher=jonas)
    vault = make_vault("case", [jonas, amina])
    Epoch.objects.filter(vault=vault.vault).update(recipient=make_keyed_member("vera").recipient)
    page = visit(amina.member)
    unlock(page, amina)
    page.locator("[data-way=vaults]").click()
    expect_said(page, "Nothing was opened")


def test_another_root_key_than_the_one_seen_before_is_not_trusted(visit: Visit):  # noqa: F811
    jonas = make_steward()
    amina = make_strong("amina", voucher=jonas)
    page = visit(amina.member)
    unlock(page, amina)
    page.get_by_role("button", name="Lock", exact=True).click()
    expect_locked(page)
    vera = make_keyed_member("vera")
    RootKey.objects.update(signing_key=vera.signing_key)
    unlock(page, amina)
    page.get_by_role("link", name="Members and trust").click()
    expect(page.locator(f"[data-member='{vera.reference}'] [data-state=unvouched]")).to_be_visible()
    expect(page.locator(f"[data-member='{jonas.reference}'] [data-state=trusted]")).to_be_visible()
    page.get_by_role("link", name="My keys").click()
    expect_said(page, "is not the one you have known")
