"""C9: what the browser sends while somebody joins, signs in, unlocks and changes the passphrase.

The passphrase, what is derived from it for wrapping, the kit, secret keys and roots of vaults are never in it, in no encoding.
"""

import json

import pytest
from playwright.sync_api import Page, expect

from safeconduct.people.models import Member, UnlockSlot
from safeconduct.vault.format.codes import read_code
from safeconduct.vault.format.grants import open_grant
from safeconduct.vault.format.staff import derive, kit_keys, open_slot
from safeconduct.vault.models import Grant
from tests.browser.conftest import PATIENCE, Visit, _no_page_of_another_story, visit  # noqa: F401 — fixtures
from tests.browser.doors import STRONG, code_of, expect_open, expect_said, fill_door, secret_on, type_back
from tests.browser.test_door import invitation, join
from tests.factories.vault import make_keyed_member, make_steward
from tests.security.browsing import Wire, scanner_for, told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(databases=["default", "intake"], transaction=True)]


def secrets_of(handle: str, passphrase: str, kit: list[str] | None = None) -> tuple[dict[str, str], dict[str, bytes], bytes]:
    """Work out everything that must stay with the member, from what they alone know; and what is sent for signing in, which must not."""
    slot = UnlockSlot.objects.get(member__handle=handle, kind="passphrase")
    reference = slot.member.reference
    master = derive(passphrase, bytes(slot.salt), memory_kib=slot.memory_kib, passes=slot.passes, lanes=slot.lanes)
    bundle = open_slot(master.kek, bytes(slot.blob), member=reference, slot=slot.pk, kind="passphrase")
    texts = {"passphrase": passphrase, "passphrase, joined": passphrase.replace(" ", ""), "identity": bundle.identity}
    secrets = {"wrapping key": master.kek, "signing seed": bundle.seed}
    if kit:
        texts |= {"first code of the kit": " ".join(kit[:8]), "second code of the kit": " ".join(kit[8:])}
        halves = [read_code(" ".join(kit[:8])), read_code(" ".join(kit[8:]))]
        secrets |= {"kit": b"".join(halves), "half of the kit": halves[0], "key of the kit": kit_keys(b"".join(halves)).kek}
    return texts, secrets, master.auth


def change_passphrase(page: Page, old: str, secret: bytes, *, later: int) -> str:
    page.get_by_role("link", name="My keys").click()
    page.get_by_role("button", name="Change the passphrase").click()
    page.locator("[data-field=passphrase]").fill(old)
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("[data-passphrase]")).to_be_visible(timeout=PATIENCE)
    new = type_back(page)
    page.locator("[data-field=code]").fill(code_of(secret, later=later))
    page.get_by_role("button", name="Change the passphrase").click()
    expect_said(page, "The passphrase is changed")
    return new


def expect_nothing_given(wire: Wire, texts: dict[str, str], secrets: dict[str, bytes], auth: bytes) -> None:
    """Look through everything; the scanner first finds what was sent on purpose, else it would prove nothing."""
    assert wire.hits(scanner_for({}, {"what signs in": auth}))
    assert told(wire.hits(scanner_for(texts, secrets))) == []


def test_joining_signing_in_and_unlocking_send_nothing_that_opens_anything(visit: Visit):  # noqa: F811 — a fixture
    page, wire = visit(), Wire()
    wire.listen(page)
    passphrase, kit, secret = join(page, invitation(make_steward()))
    fill_door(page, handle="nadia", passphrase=passphrase, code=code_of(secret, later=1))
    expect_open(page)
    page.get_by_role("button", name="Lock", exact=True).click()
    page.locator("[data-field=passphrase]").fill(passphrase)
    page.get_by_role("button", name="Unlock", exact=True).click()
    expect_open(page)
    posted = [json.loads(data.split(b"\n\n", 1)[1]) for data in wire.posts_to("/desk/join/")]
    assert [sorted(one) for one in posted] == [["auth", "bundle", "factor", "handle", "name", "recovery", "slot", "token"]]

    expect_nothing_given(wire, *secrets_of("nadia", passphrase, kit))


def test_the_invitation_itself_is_in_no_address(visit: Visit):  # noqa: F811
    page, wire = visit(), Wire()
    wire.listen(page)
    address = invitation(make_steward())
    token = address.split("#")[1].split(".")[0]
    page.goto(address)
    expect(page.locator("[data-field=handle]")).to_be_visible()
    assert wire.posts_to("/desk/join/look/")
    assert not [where for where, _data in wire.sent if token in where]
    assert token not in page.url


def test_a_change_of_passphrase_and_a_new_vault_send_nothing_that_opens_anything(visit: Visit):  # noqa: F811
    jonas = make_steward(**STRONG)
    amina = make_keyed_member("amina", voucher=jonas)
    page, wire = visit(jonas.member), Wire()
    wire.listen(page)
    page.goto("/desk/sealed/")
    page.locator("[data-field=passphrase]").fill(jonas.passphrase)
    page.get_by_role("button", name="Unlock", exact=True).click()
    expect_open(page)
    page.get_by_role("link", name="Vaults").click()
    page.get_by_role("button", name="New vault or channel").click()
    page.get_by_label("What is it for?").select_option("case")
    page.locator("[data-holder=amina]").check()
    page.get_by_role("button", name="Create").click()
    expect_said(page, "It is there, and its holders can open it")
    before, before_secrets, _auth = secrets_of("jonas", jonas.passphrase)
    new = change_passphrase(page, jonas.passphrase, jonas.factor_secret, later=0)

    grant = Grant.objects.get(member=amina.member)
    root = open_grant(amina.identity, bytes(grant.blob), vault=grant.vault_id, epoch=1, member=amina.reference)
    texts, secrets, auth = secrets_of("jonas", new)
    expect_nothing_given(
        wire,
        {**texts, "old passphrase": before["passphrase"]},
        {**secrets, "old wrapping key": before_secrets["wrapping key"], "root": root},
        auth,
    )


def test_coming_back_with_the_kit_sends_nothing_that_opens_anything(visit: Visit):  # noqa: F811
    jonas = make_steward()
    amina = make_keyed_member("amina", voucher=jonas)
    kit = amina.keys.kit_words
    page, wire = visit(), Wire()
    wire.listen(page)
    page.goto("/desk/sign-in/")
    page.get_by_role("button", name="Lost your passphrase?").click()
    page.locator("[data-field=handle]").fill("amina")
    page.locator("[data-field=kit]").fill(" ".join(kit))
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("[data-passphrase]")).to_be_visible(timeout=PATIENCE)
    passphrase = type_back(page)
    page.locator("[data-field=code]").fill(code_of(secret_on(page)))
    page.get_by_role("button", name="Finish").click()
    expect_said(page, "are worth nothing now")

    expect_nothing_given(wire, *secrets_of("amina", passphrase, kit))
    assert Member.objects.get(handle="amina").has_usable_password()
