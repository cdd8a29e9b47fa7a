"""Through the door and back: joining, signing in, locking, recovering, and the care of keys and vaults, as people do it."""

from base64 import urlsafe_b64encode

import pytest
from playwright.sync_api import Page, expect

from safeconduct.intake.models import Channel
from safeconduct.kit.clock import now
from safeconduct.people.actions.invite_member import invite_member
from safeconduct.people.actions.withhold_keys import withhold_keys
from safeconduct.people.models import Member
from safeconduct.people.permissions import Role
from safeconduct.vault.actions.remove_member import remove_member
from safeconduct.vault.format.cards import verify_card
from safeconduct.vault.format.grants import open_grant
from safeconduct.vault.models import Grant, Vault
from tests.browser.conftest import PATIENCE, Visit
from tests.browser.doors import (
    STRONG,
    code_of,
    expect_locked,
    expect_open,
    expect_said,
    fill_door,
    make_strong,
    secret_on,
    sign_in,
    type_back,
    unlock,
)
from tests.browser.test_accessibility import barriers
from tests.factories.people import make_organisation
from tests.factories.vault import KeyedMember, make_channel, make_keyed_member, make_steward, make_vault

pytestmark = pytest.mark.django_db(databases=["default", "intake", "signing"], transaction=True)


def invitation(by: KeyedMember, *, root: bytes | None = None) -> str:
    """Give the address that somebody is sent."""
    made = invite_member(organisation=by.member.organisation, roles=[Role.HOTLINE], days=7, by=by.member, at=now())
    key = urlsafe_b64encode(root if root is not None else by.signing_key).decode().rstrip("=")
    return f"/desk/join/#{made[1]}.{key}"


def join(page: Page, address: str, *, handle: str = "nadia") -> tuple[str, list[str], bytes]:
    """Join as somebody would; give the passphrase, the kit and the secret of the one-time codes."""
    page.goto(address)
    page.locator("[data-field=handle]").fill(handle)
    page.locator("[data-field=name]").fill("Nadia")
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("[data-passphrase]")).to_be_visible(timeout=PATIENCE)
    passphrase = type_back(page)
    kit = page.locator("[data-kit] li").all_inner_texts()
    page.get_by_label("The sixteen words are on paper").check()
    page.get_by_role("button", name="The paper is safe").click()
    secret = secret_on(page)
    page.locator("[data-field=code]").fill(code_of(secret))
    page.get_by_role("button", name="Join", exact=True).click()
    expect_said(page, "You have joined.")
    return passphrase, kit, secret


def test_somebody_invited_joins_and_signs_in_to_the_sealed_desk_without_being_asked_twice(visit: Visit):
    jonas = make_steward()
    page = visit()

    passphrase, kit, secret = join(page, invitation(jonas))
    assert len(passphrase.split()) == 6
    assert len(kit) == 16
    assert "#" not in page.url
    assert page.locator("[data-field=handle]").input_value() == "nadia"

    fill_door(page, handle="nadia", passphrase=passphrase, code=code_of(secret, later=1))
    expect_open(page)
    assert page.url.split("#")[0].endswith("/desk/sealed/")
    page.get_by_role("link", name="My keys").click()
    expect_said(page, "Not vouched for yet")


def test_the_kit_is_gone_from_the_page_once_it_is_on_paper_and_nothing_else_is_printed_with_it(visit: Visit):
    page = visit()
    page.goto(invitation(make_steward()))
    page.locator("[data-field=handle]").fill("nadia")
    page.locator("[data-field=name]").fill("Nadia")
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("[data-passphrase]")).to_be_visible(timeout=PATIENCE)
    type_back(page)
    kit = page.locator("[data-kit] li").all_inner_texts()

    page.emulate_media(media="print")
    printed = page.locator("body").inner_text()
    assert all(word in printed for word in kit)
    assert "Nadia, The Lantern Line" in printed
    assert "Safeconduct\n" not in printed
    assert "Nobody is given away" not in printed
    page.emulate_media(media="screen")

    page.get_by_role("button", name="The paper is safe").click()
    expect_said(page, "Tick the box when the kit is on paper")
    page.get_by_label("The sixteen words are on paper").check()
    page.get_by_role("button", name="The paper is safe").click()
    assert kit[0] not in page.content().split("<main")[1].split()


def test_an_invitation_with_another_root_key_than_the_servers_is_not_gone_on_with(visit: Visit):
    page = visit()
    page.goto(invitation(make_steward(), root=bytes(range(32))))
    expect_said(page, "is not the one that this server shows")
    expect(page.get_by_role("button", name="Continue")).to_have_count(0)


def test_a_wrong_passphrase_is_said_and_the_name_stays(visit: Visit):
    amina = make_strong("amina", voucher=make_steward())
    page = visit()
    page.goto("/desk/sign-in/")
    fill_door(page, handle="amina", passphrase="six words that are not hers", code=code_of(amina.factor_secret))
    expect_said(page, "do not fit together")
    assert page.locator("[data-field=handle]").input_value() == "amina"
    assert page.locator("[data-field=code]").input_value() == ""

    fill_door(page, handle="amina", passphrase=amina.passphrase, code=code_of(amina.factor_secret))
    page.wait_for_url("**/desk/")
    unlock(page, amina)


def test_whoever_is_signed_in_already_gives_only_the_passphrase_and_a_wrong_one_opens_nothing(visit: Visit):
    amina = make_strong("amina", voucher=make_steward())
    page = visit(amina.member)
    page.goto("/desk/sealed/")
    expect(page.locator("#sealed input")).to_have_count(1)
    page.locator("[data-field=passphrase]").fill("six words that are not hers")
    page.get_by_role("button", name="Unlock").click()
    expect_said(page, "That is not the passphrase")
    unlock(page, amina)
    page.get_by_role("button", name="Lock", exact=True).click()
    expect_locked(page)
    assert page.evaluate("history.state") is None or "at" in page.evaluate("history.state")


def test_it_locks_by_itself_when_nobody_is_there_and_says_so_before(visit: Visit):
    amina = make_strong("amina", voucher=make_steward())
    page = visit(amina.member)
    page.clock.install()
    unlock(page, amina)
    page.clock.run_for("09:10")
    expect_said(page, "This locks by itself in one minute")
    page.keyboard.press("Shift")
    page.clock.run_for("09:50")
    expect_open(page)
    page.clock.run_for("00:30")
    expect_locked(page)
    expect_said(page, "Locked after 10 minutes")


def test_the_way_back_shows_the_lock_and_nothing_else(visit: Visit):
    amina = make_strong("amina", voucher=make_steward())
    page = visit(amina.member)
    unlock(page, amina)
    page.get_by_role("link", name="Members and trust").click()
    expect_said(page, "Whose key is whose")
    page.goto("/desk/")
    page.go_back()
    expect_locked(page)
    expect(page.get_by_text("Whose key is whose")).to_have_count(0)


def test_the_recovery_kit_gives_a_new_passphrase_and_the_old_one_is_worth_nothing(visit: Visit):
    amina = make_strong("amina", voucher=make_steward())
    words = amina.keys.kit_words
    page = visit()
    page.goto("/desk/sign-in/?next=/desk/sealed/")
    page.get_by_role("button", name="Lost your passphrase?").click()
    page.locator("[data-field=handle]").fill("amina")
    page.locator("[data-field=kit]").fill(" ".join([*words[:3], "zzzz", *words[4:]]))
    page.get_by_role("button", name="Continue").click()
    expect_said(page, "Look again at word 4.")
    page.locator("[data-field=kit]").fill(" ".join(word[:4].upper() for word in words))
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("[data-passphrase]")).to_be_visible(timeout=PATIENCE)
    passphrase = type_back(page)
    secret = secret_on(page)
    page.locator("[data-field=code]").fill(code_of(secret))
    page.get_by_role("button", name="Finish").click()
    expect_said(page, "The old passphrase and the old one-time codes are worth nothing now")

    fill_door(page, handle="amina", passphrase=amina.passphrase, code=code_of(secret, later=1))
    expect_said(page, "do not fit together")
    fill_door(page, handle="amina", passphrase=passphrase, code=code_of(secret, later=1))
    expect_open(page)


def test_a_passphrase_is_changed_and_only_the_new_one_unlocks(visit: Visit):
    amina = make_strong("amina", voucher=make_steward())
    page = visit(amina.member)
    unlock(page, amina)
    page.get_by_role("link", name="My keys").click()
    page.get_by_role("button", name="Change the passphrase").click()
    page.locator("[data-field=passphrase]").fill("six words that are not hers")
    page.get_by_role("button", name="Continue").click()
    expect_said(page, "That is not the passphrase")
    page.locator("[data-field=passphrase]").fill(amina.passphrase)
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("[data-passphrase]")).to_be_visible(timeout=PATIENCE)
    passphrase = type_back(page)
    page.locator("[data-field=code]").fill(code_of(amina.factor_secret))
    page.get_by_role("button", name="Change the passphrase").click()
    expect_said(page, "The passphrase is changed")

    page.get_by_role("button", name="Lock", exact=True).click()
    page.locator("[data-field=passphrase]").fill(amina.passphrase)
    page.get_by_role("button", name="Unlock").click()
    expect_said(page, "That is not the passphrase")
    page.locator("[data-field=passphrase]").fill(passphrase)
    page.get_by_role("button", name="Unlock").click()
    expect_open(page)


def test_withheld_keys_open_to_nobody_and_the_page_says_why(visit: Visit):
    jonas = make_steward()
    amina = make_strong("amina", voucher=jonas)
    for handle in ("tomas", "ines"):
        make_keyed_member(handle, voucher=jonas)
    page = visit(amina.member)
    withhold_keys(member=Member.objects.get(pk=amina.member.pk), is_alarm=False, by=amina.member, at=now())
    page.goto("/desk/sealed/")
    page.locator("[data-field=passphrase]").fill(amina.passphrase)
    page.get_by_role("button", name="Unlock").click()
    expect_said(page, "Your keys are withheld")


def test_panic_signs_out_at_once_and_withholds_the_keys(visit: Visit):
    amina = make_strong("amina", voucher=make_steward())
    page = visit(amina.member)
    unlock(page, amina)
    page.get_by_role("link", name="My keys").click()
    page.locator("[data-panic]").click()
    page.wait_for_url("**/desk/sign-in/**")
    assert Member.objects.get(pk=amina.member.pk).withheld_on is not None
    page.goto("/desk/sealed/")
    page.wait_for_url("**/desk/sign-in/**")


def test_a_steward_vouches_and_a_holder_lets_the_colleague_in(visit: Visit):
    jonas = make_steward(**STRONG)
    amina = make_keyed_member("amina", voucher=jonas)
    ines = make_keyed_member("ines")
    vault = make_vault("case", [jonas, amina])
    page = visit(jonas.member)
    unlock(page, jonas)

    page.get_by_role("link", name="Members and trust").click()
    page.locator(f"[data-vouch='{ines.reference}']").click()
    page.get_by_role("button", name="As a member", exact=True).click()
    expect_said(page, "Tick the box once you have heard the words")
    page.get_by_label("I have heard these words").check()
    page.get_by_role("button", name="As a member", exact=True).click()
    expect_said(page, "Your word is given")

    page.get_by_role("link", name="Vaults").click()
    page.locator(f"[data-vault='{vault.id}']").click()
    page.locator("[data-field=grant-to]").select_option(ines.reference)
    page.get_by_role("button", name="Let them in").click()
    expect_said(page, "Ines holds the vault now")
    grant = Grant.objects.get(vault=vault.id, member=ines.member)
    assert open_grant(ines.identity, bytes(grant.blob), vault=vault.id, epoch=1, member=ines.reference) == vault.root


def test_removing_somebody_asks_for_a_second_holder_and_makes_a_new_key(visit: Visit):
    jonas = make_steward()
    amina = make_strong("amina", voucher=jonas)
    tomas = make_keyed_member("tomas", voucher=jonas)
    vault = make_vault("case", [amina, tomas])
    page = visit(amina.member)
    unlock(page, amina)
    page.get_by_role("link", name="Vaults").click()
    page.locator(f"[data-vault='{vault.id}']").click()
    page.locator(f"[data-remove='{tomas.reference}']").click()
    expect_said(page, "A vault always has two holders")
    page.get_by_role("button", name="Remove and make a new key").click()
    expect_said(page, "Choose somebody.")
    page.locator("[data-field=second-holder]").select_option(jonas.reference)
    page.get_by_role("button", name="Remove and make a new key").click()
    expect_said(page, "Tomas opens nothing new in this vault")
    assert Vault.objects.get(pk=vault.id).epoch == 2
    assert {grant.member_id for grant in Grant.objects.filter(vault=vault.id, epoch=2)} == {amina.member.pk, jonas.member.pk}
    assert not Grant.objects.filter(vault=vault.id, member=tomas.member).exists()


def test_a_steward_opens_a_channel_whose_card_holds(visit: Visit):
    jonas = make_steward(**STRONG)
    make_keyed_member("amina", voucher=jonas)
    page = visit(jonas.member)
    unlock(page, jonas)
    page.get_by_role("link", name="Vaults").click()
    page.get_by_role("button", name="New vault or channel").click()
    page.get_by_role("button", name="Create").click()
    expect_said(page, "Write a word of small letters")
    page.locator("[data-field=slug]").fill("night-line")
    page.locator("[data-field=name]").fill("Night line")
    page.locator("[data-field=line]").fill("Answers from nine in the evening")
    page.get_by_role("button", name="Create").click()
    expect_said(page, "Choose at least one colleague")
    page.locator("[data-holder=amina]").check()
    page.get_by_role("button", name="Create").click()
    expect_said(page, "It is there, and its holders can open it")
    channel = Channel.objects.get(slug="night-line")
    card = verify_card(bytes(channel.card), bytes(channel.signature), root_key=jonas.signing_key)
    assert card.vault == channel.vault
    expect(page.get_by_role("link", name="Night line")).to_be_visible()


def test_when_somebody_has_left_one_button_makes_every_new_key_and_signs_the_cards(visit: Visit):
    jonas = make_steward(**STRONG)
    amina = make_keyed_member("amina", voucher=jonas)
    tomas = make_keyed_member("tomas", voucher=jonas)
    channel = make_channel(jonas, [jonas, amina, tomas])
    case = make_vault("case", [amina, jonas, tomas])
    remove_member(member=tomas.member, by=jonas.member, at=now())
    page = visit(jonas.member)
    unlock(page, jonas)
    expect_said(page, "Open Vaults and make the new keys")
    page.get_by_role("link", name="Vaults").click()
    expect_said(page, "New keys are due")
    page.get_by_role("button", name="Make all the new keys").click()
    expect_said(page, "2 vaults have a new key. The cards are signed.")
    assert [Vault.objects.get(pk=one).epoch for one in (channel.vault.id, case.id)] == [2, 2]
    kept = Channel.objects.get(pk=channel.channel.pk)
    assert verify_card(bytes(kept.card), bytes(kept.signature), root_key=jonas.signing_key).epoch == 2
    expect(page.get_by_text("New keys are due")).to_have_count(0)


def test_somebody_of_another_organisation_is_found_by_exact_name_vouched_for_and_let_in(visit: Visit):
    jonas = make_steward(**STRONG)
    amina = make_keyed_member("amina", voucher=jonas)
    vera = make_keyed_member("vera", organisation=make_organisation("Far Shore", country="NO"))
    vault = make_vault("case", [jonas, amina])
    page = visit(jonas.member)
    unlock(page, jonas)
    page.get_by_role("link", name="Members and trust").click()
    page.locator("[data-field=find]").fill("vera")
    page.get_by_role("button", name="Find").click()
    page.locator(f"[data-vouch='{vera.reference}']").click()
    page.get_by_label("I have heard these words").check()
    page.get_by_role("button", name="As a member", exact=True).click()
    expect_said(page, "Your word is given")
    page.locator("[data-way=vaults]").click()
    page.locator(f"[data-vault='{vault.id}']").click()
    page.locator("[data-field=grant-to]").select_option(vera.reference)
    page.get_by_role("button", name="Let them in").click()
    expect_said(page, "Vera holds the vault now")
    grant = Grant.objects.get(vault=vault.id, member=vera.member)
    assert open_grant(vera.identity, bytes(grant.blob), vault=vault.id, epoch=1, member=vera.reference) == vault.root


def test_signing_in_for_another_page_goes_there(visit: Visit):
    amina = make_strong("amina", voucher=make_steward())
    page = visit()
    sign_in(page, amina, to="/desk/members/")
    page.wait_for_url("**/desk/members/")


class Barriers:
    """What keeps people out, screen by screen."""

    def __init__(self) -> None:
        self.found: dict[str, list[str]] = {}

    def look(self, page: Page, what: str) -> None:
        """Look at the screen as it is, and on the narrowest telephone."""
        expect(page.locator("#sealed h1")).to_be_visible(timeout=PATIENCE)
        problems = barriers(page)
        page.set_viewport_size({"width": 320, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            problems.append("wider than a telephone")
        page.set_viewport_size({"width": 1280, "height": 900})
        if problems:
            self.found[what] = problems


@pytest.mark.slow
def test_no_screen_of_the_door_keeps_anybody_out(visit: Visit):
    page, screens = visit(), Barriers()
    page.goto("/desk/sign-in/")
    screens.look(page, "the door")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect_said(page, "Write your sign-in name")
    screens.look(page, "the door, refused")
    page.get_by_role("button", name="Lost your passphrase?").click()
    screens.look(page, "coming back")
    page.goto(invitation(make_steward()))
    page.locator("[data-field=handle]").fill("nadia")
    page.locator("[data-field=name]").fill("Nadia")
    screens.look(page, "joining")
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("[data-passphrase]")).to_be_visible(timeout=PATIENCE)
    screens.look(page, "the passphrase")
    type_back(page)
    screens.look(page, "the kit")
    page.get_by_label("The sixteen words are on paper").check()
    page.get_by_role("button", name="The paper is safe").click()
    screens.look(page, "the one-time codes")
    assert screens.found == {}


@pytest.mark.slow
def test_no_screen_of_keys_and_vaults_keeps_anybody_out(visit: Visit):
    jonas = make_steward(**STRONG)
    ines = make_keyed_member("ines")
    vault = make_vault("case", [jonas, make_keyed_member("amina", voucher=jonas)])
    page, screens = visit(jonas.member), Barriers()
    page.goto("/desk/sealed/")
    screens.look(page, "unlocking")
    unlock(page, jonas)
    for way in ("vaults", "members", "keys"):
        page.locator(f"[data-way={way}]").click()
        screens.look(page, way)
    page.locator("[data-way=members]").click()
    page.locator(f"[data-vouch='{ines.reference}']").click()
    screens.look(page, "vouching")
    page.locator("[data-way=vaults]").click()
    page.locator(f"[data-vault='{vault.id}']").click()
    expect(page.get_by_role("heading", name="Let somebody in")).to_be_visible()
    screens.look(page, "a vault")
    page.locator("[data-way=vaults]").click()
    page.locator("[data-go=new]").click()
    screens.look(page, "a new vault")
    assert screens.found == {}
