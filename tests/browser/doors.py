"""The way through the door, as several tests need it: strong keys, one-time codes, unlocking."""

import base64
from typing import Any

from playwright.sync_api import Page, expect

from safeconduct.kit.clock import now
from safeconduct.people.permissions import Role
from safeconduct.vault.format.staff import MEMORY_KIB, PASSES
from safeconduct.vault.rules.one_time import code_at, step_at
from tests.browser.conftest import PATIENCE
from tests.factories.vault import KeyedMember, make_keyed_member

STRONG: dict[str, Any] = {"memory_kib": MEMORY_KIB, "passes": PASSES}  # browsers refuse anything weaker (C10)


def make_strong(handle: str, *, roles: list[Role] | None = None, voucher: KeyedMember | None = None, **more: Any) -> KeyedMember:
    """Enrol somebody whose passphrase is stretched as in earnest, so that a real browser unlocks it."""
    return make_keyed_member(handle, roles=roles or [Role.HOTLINE], voucher=voucher, **STRONG, **more)


def code_of(secret: bytes, *, later: int = 0) -> str:
    """Give the six digits of now, or of so many half minutes later: a code works once."""
    return code_at(secret, step_at(now()) + later)


def secret_on(page: Page) -> bytes:
    """Read the secret of the one-time codes from the page, as somebody does who types it into an app."""
    return base64.b32decode(page.locator("[data-secret-groups]").inner_text().replace(" ", ""))


def sign_in(page: Page, who: KeyedMember, *, to: str = "/desk/sealed/", later: int = 0) -> None:
    """Go through the door."""
    page.goto(f"/desk/sign-in/?next={to}")
    fill_door(page, handle=who.member.handle, passphrase=who.passphrase, code=code_of(who.factor_secret, later=later))


def fill_door(page: Page, *, handle: str, passphrase: str, code: str) -> None:
    """Fill in the three fields and press the button."""
    page.locator("[data-field=handle]").fill(handle)
    page.locator("[data-field=passphrase]").fill(passphrase)
    page.locator("[data-field=code]").fill(code)
    page.get_by_role("button", name="Sign in", exact=True).click()


def unlock(page: Page, who: KeyedMember) -> None:
    """Open the sealed desk in a page where one is signed in already."""
    page.goto("/desk/sealed/")
    page.locator("[data-field=passphrase]").fill(who.passphrase)
    page.get_by_role("button", name="Unlock", exact=True).click()
    expect_open(page)


def expect_open(page: Page) -> None:
    """Wait until the sealed desk is there."""
    expect(page.get_by_role("button", name="Lock", exact=True)).to_be_visible(timeout=PATIENCE)


def expect_locked(page: Page) -> None:
    """Wait until only the question for the passphrase is there."""
    expect(page.get_by_role("button", name="Unlock", exact=True)).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("button", name="Lock", exact=True)).to_have_count(0)


def type_back(page: Page) -> str:
    """Read the passphrase that is shown once, and type it back; give it."""
    passphrase = page.locator("[data-passphrase]").inner_text()
    page.get_by_role("button", name="I have them").click()
    page.locator("[data-field=passphrase]").fill(f"  {passphrase.upper()} ")
    page.get_by_role("button", name="Continue").click()
    return passphrase


def expect_said(page: Page, sentence: str) -> None:
    expect(page.get_by_text(sentence).first).to_be_visible(timeout=PATIENCE)
