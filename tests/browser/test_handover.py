"""A petition's key and its handover in a real browser: the names leave the vault in one sealed package, and nothing else does."""

import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from safeconduct.kit.clock import now, today
from safeconduct.people.permissions import Role
from safeconduct.petitions.actions.approve_handover import approve_handover
from safeconduct.petitions.actions.prepare_handover import prepare_handover
from safeconduct.petitions.models import Campaign, Handover
from safeconduct.publications.rules.kinds import Role as PartRole
from safeconduct.signing.models import Roll, Signature
from safeconduct.signing.rules.kinds import State, Visibility
from safeconduct.signing.storing.ram import campaign_key, drop_campaign_key
from safeconduct.vault.format.signatures import tag_of
from tests.browser.conftest import PATIENCE, Visit
from tests.browser.doors import STRONG, expect_said, unlock
from tests.factories.advocacy import make_body, make_demand, make_post
from tests.factories.crises import make_crisis
from tests.factories.petitions import make_campaign, make_signature, roll_of
from tests.factories.publications import make_part, make_version
from tests.factories.vault import KeyedMember, make_keyed_member, make_steward, remember_root

pytestmark = pytest.mark.django_db(databases=["default", "intake", "signing"], transaction=True)
SIGNERS = 30


def to_petitions(page: Page) -> None:
    page.locator("[data-way=petitions]").click()
    expect(page.get_by_role("heading", name="Petitions", level=1)).to_be_visible(timeout=PATIENCE)


def make_stage() -> tuple[Campaign, KeyedMember, KeyedMember]:
    jonas = make_steward()
    tomas = make_keyed_member("tomas", roles=[Role.CAMPAIGNER], voucher=jonas, **STRONG)
    remember_root(tomas, jonas)
    crisis = make_crisis(by=jonas.member, is_public=True)
    campaign = make_campaign(crisis, tomas.member, posts=[make_post(make_body(crisis))])
    make_part(campaign.publication, "Let in those who fled.", role=PartRole.DEMAND, demand=make_demand(crisis))
    make_version(campaign.publication, tomas.member, approved_by=jonas.member, released_by=jonas.member)
    Roll.objects.filter(pk=campaign.roll).delete()  # as it is before there is a vault
    return campaign, tomas, jonas


def sign(roll: Roll, key: bytes) -> None:
    """Let thirty sign: ten in public, ten for the addressee, ten to be counted only; one name is a formula, one is Arabic."""
    kinds = [Visibility.PUBLIC, Visibility.ADDRESSEE, Visibility.COUNTED]
    names = {0: "=HYPERLINK(1)", 1: "ليلى المثال"}
    for at in range(SIGNERS):
        make_signature(roll, name=names.get(at, f"Signer {at} Example"), mail=f"s{at}@signers.example", visibility=kinds[at % 3], key=key)
    make_signature(roll, name="Nobody Example", state=State.PENDING)


def test_names_go_from_the_vault_to_one_addressee(visit: Visit, settings: Any, tmp_path: Path):
    settings.HANDOVER_ROOT = tmp_path
    campaign, tomas, jonas = make_stage()
    page = visit(tomas.member)
    unlock(page, tomas)

    key = _make_the_key(page, campaign)
    sign(roll_of(campaign), key)
    _find_a_duplicate_after_a_restart(page, campaign, key)
    handover = _prepared(campaign, tomas, jonas)
    words, address = _make_the_package(page, handover)
    archive = _fetched(visit(), address, words)
    files = {name: content.decode() for name, content in archive.items() if not name.endswith(".pdf")}

    names = [row["person"]["full_name"] for row in json.loads(files["list.json"])["signatures"]]
    assert len(names) == 2 * SIGNERS // 3
    assert {"=HYPERLINK(1)", "ليلى المثال"} < set(names)
    assert "'=HYPERLINK(1)" in files["list.csv"]
    assert not any("Nobody" in text or "@signers.example" in text for text in files.values())
    printed = PdfReader(io.BytesIO(archive["printable/volume-0001.pdf"])).pages[0].extract_text()
    assert "=HYPERLINK(1)" in printed
    assert "ليلى المثال" in printed
    assert all(hashlib.sha256(archive[one["name"]]).hexdigest() == one["sha256"] for one in json.loads(files["manifest.json"])["files"])
    kept = Handover.objects.get()
    assert (kept.state, kept.counts["made"]["confirmed"], kept.fetched_on) == ("made", SIGNERS, today())
    assert json.loads(files["manifest.json"])["chain"] == kept.chain_head
    assert list(tmp_path.iterdir()) == []


def _make_the_key(page: Page, campaign: Campaign) -> bytes:
    to_petitions(page)
    page.locator("[data-go=vault]").click()
    page.locator("[data-holder=jonas]").check(force=True)
    page.get_by_role("button", name="Make vault and key").click()
    expect_said(page, "The vault is made")
    expect(page.locator("[data-key=held]")).to_be_visible(timeout=PATIENCE)
    key = campaign_key(campaign.roll)
    assert key is not None
    return key


def _find_a_duplicate_after_a_restart(page: Page, campaign: Campaign, key: bytes) -> None:
    """Forget the key as a machine does that was switched off; one who has signed signs again, and one who has not."""
    drop_campaign_key(campaign.roll)
    roll = roll_of(campaign)
    again = make_signature(roll, name="Signer 3 Example", mail="S3@signers.example", is_provisional=True)
    fresh = make_signature(
        roll, name="Late Example", mail="late+petition@gmail.com", visibility=Visibility.COUNTED, is_provisional=True, state=State.PENDING
    )
    Signature.objects.filter(pk=fresh.signature.pk).update(state=State.WITHDRAWN, is_provisional=True)
    Signature.objects.filter(pk=fresh.signature.pk).update(state=State.PENDING)
    to_petitions(page)
    expect(page.locator("[data-key=absent]")).to_be_visible(timeout=PATIENCE)
    page.locator("[data-act=give]").click()
    expect_said(page, "The server has the key again.")
    assert campaign_key(campaign.roll) == key
    page.locator("[data-act=compare]").click()
    expect_said(page, "1 was of people who had signed before")
    assert Signature.objects.get(pk=again.signature.pk).state == State.DUPLICATE
    settled = Signature.objects.get(pk=fresh.signature.pk)
    assert (settled.is_provisional, bytes(settled.tag)) == (False, tag_of(key, "address", "late@gmail.com"))


def _prepared(campaign: Campaign, tomas: KeyedMember, jonas: KeyedMember) -> Handover:
    post = campaign.addressees.get().post
    handover = prepare_handover(campaign=campaign, post=post, language="en", letter="Many ask you.", by=tomas.member, at=now())
    return approve_handover(handover=handover, by=jonas.member, at=now())


def _make_the_package(page: Page, handover: Handover) -> tuple[str, str]:
    page.locator("[data-way=petitions]").click()
    page.locator(f"[data-handover={handover.reference}]").get_by_role("button", name="Open").click()
    page.get_by_role("button", name="Make the package").click()
    expect(page.locator(f"[data-made='{SIGNERS}']")).to_be_visible(timeout=PATIENCE * 2)
    words = page.locator("[data-passphrase]").inner_text()
    page.get_by_role("button", name="Lay it here").click()
    expect(page.locator("[data-laid] .secret")).to_be_visible(timeout=PATIENCE)
    return words, page.locator("[data-laid] .secret").inner_text()


def _fetched(office: Page, address: str, words: str) -> dict[str, bytes]:
    """Open the package as the office does, with the words that it was told."""
    office.goto(address)
    office.locator("#words").fill(words)
    office.get_by_role("button", name="Open", exact=True).click()
    link = office.get_by_role("link", name="Save the package")
    expect(link).to_be_visible(timeout=PATIENCE * 2)
    with office.expect_download() as download:
        link.click()
    archive = zipfile.ZipFile(io.BytesIO(download.value.path().read_bytes()))
    assert office.request.get(address).status == 404
    return {name: archive.read(name) for name in archive.namelist()}
