"""The confidential annex: the server keeps it sealed, knows whether it was compared, and lets nothing out that was not."""

import hashlib
from datetime import timedelta
from typing import Any

import pyrage
import pytest
from django.test import Client

from safeconduct.crises.models import Crisis
from safeconduct.kit.clock import today
from safeconduct.people.permissions import Role
from safeconduct.publications.models import Annex, AnnexCopy, Publication
from safeconduct.publications.queries.annexes import is_annex_clean
from safeconduct.publications.rules.kinds import Role as PartRole
from safeconduct.publications.rules.kinds import Secrecy
from safeconduct.vault.format.octets import to_text
from tests.factories import keepers
from tests.factories.crises import make_crisis
from tests.factories.people import make_vera
from tests.factories.posting import VAULTS, Browser, new_record, post_vault
from tests.factories.publications import make_part, make_publication, make_version
from tests.factories.vault import KeyedMember, KeyedVault, make_keyed_member, vouch

jonas = keepers.jonas  # a fixture
pytestmark = pytest.mark.django_db(databases=["default", "intake"])


@pytest.fixture
def tomas(jonas: KeyedMember) -> KeyedMember:
    keyed = make_keyed_member("tomas", roles=[Role.CAMPAIGNER])
    vouch(keyed, by=jonas)
    return keyed


@pytest.fixture
def crisis(jonas: KeyedMember) -> Crisis:
    return make_crisis(by=jonas.member)


@pytest.fixture
def letter(crisis: Crisis, tomas: KeyedMember) -> Publication:
    letter = make_publication(crisis, tomas.member)
    make_part(letter, "Many were taken.", role=PartRole.FACTS)
    make_part(letter, "We can brief you.", role=PartRole.OFFER, secrecy=Secrecy.ADDRESSEE)
    return letter


@pytest.fixture
def vault(tomas: KeyedMember, jonas: KeyedMember) -> KeyedVault:
    return post_vault([tomas, jonas], kind="annex")


def address(letter: Publication, rest: str = "") -> str:
    return f"/desk/{letter.crisis.slug}/publications/{letter.reference}/annex/{rest}"


def write(vault: KeyedVault, by: KeyedMember, **more: Any) -> dict[str, Any]:
    said = new_record(vault, by=by, body={"text": "Ruslan lives in Tver."}, **more)
    assert Browser(by).post(f"{VAULTS}{vault.id}/records/", said).status_code == 200
    return said


def begun(letter: Publication, vault: KeyedVault, by: KeyedMember) -> Annex:
    said = write(vault, by)
    assert Browser(by).post(address(letter, "sealed/"), {"vault": str(vault.id), "record": said["id"]}).status_code == 200
    return Annex.objects.get(publication=letter)


def sealed_copy(annex: Annex, by: KeyedMember, **more: object) -> Any:
    blob = to_text(pyrage.passphrase.encrypt(b"<p>Ruslan lives in Tver.</p>", "orbit lamp river stone"))
    given = {
        "recipient": "Ministry",
        "means": "passphrase",
        "record_version": 1,
        "blob": blob,
        "expires_on": str(today() + timedelta(days=10)),
    }
    return Browser(by).post(address(annex.publication, "copies/"), {**given, **more})


def test_the_browser_gets_what_everybody_will_read_and_nothing_else(letter: Publication, tomas: KeyedMember):
    make_version(letter, tomas.member)

    given = Browser(tomas).get(address(letter, "sealed/")).json()

    assert [(one["language"], one["text"]) for one in given["comparison"]["public"]] == [
        ("en", "A way out for those who fled"),
        ("en", "Many were taken."),
    ]
    assert given["annex"] is None


def test_without_an_annex_nothing_has_to_be_compared(letter: Publication, tomas: KeyedMember):
    assert is_annex_clean(make_version(letter, tomas.member))


def test_a_version_with_an_annex_waits_until_somebody_compared_the_two(letter: Publication, vault: KeyedVault, tomas: KeyedMember):
    annex, version = begun(letter, vault, tomas), make_version(letter, tomas.member)
    before = is_annex_clean(version)

    Browser(tomas).post(address(letter, "check/"), {"version": 1, "record_version": 1, "findings": 0})

    assert (before, is_annex_clean(version)) == (False, True)
    assert annex.checks.count() == 1


def test_what_was_found_blocks_it(letter: Publication, vault: KeyedVault, tomas: KeyedMember):
    begun(letter, vault, tomas)
    version = make_version(letter, tomas.member)

    Browser(tomas).post(address(letter, "check/"), {"version": 1, "record_version": 1, "findings": 2})

    assert not is_annex_clean(version)


def test_another_version_needs_another_comparison(letter: Publication, vault: KeyedVault, tomas: KeyedMember):
    begun(letter, vault, tomas)
    make_version(letter, tomas.member)
    Browser(tomas).post(address(letter, "check/"), {"version": 1, "record_version": 1, "findings": 0})

    newer = make_version(letter, tomas.member)

    assert not is_annex_clean(newer)
    old = Browser(tomas).post(address(letter, "check/"), {"version": 1, "record_version": 1, "findings": 0})
    assert (old.status_code, old.json()["code"]) == (422, "other-version")


def test_a_changed_annex_needs_another_comparison(letter: Publication, vault: KeyedVault, tomas: KeyedMember):
    annex, version = begun(letter, vault, tomas), make_version(letter, tomas.member)
    Browser(tomas).post(address(letter, "check/"), {"version": 1, "record_version": 1, "findings": 0})

    write(vault, tomas, record=annex.record, version=2)

    assert not is_annex_clean(version)
    old = Browser(tomas).post(address(letter, "check/"), {"version": 1, "record_version": 1, "findings": 0})
    assert (old.status_code, old.json()["code"]) == (422, "annex-changed")


def test_an_annex_lies_in_a_vault_made_for_one(letter: Publication, tomas: KeyedMember, jonas: KeyedMember):
    elsewhere = post_vault([tomas, jonas], kind="case")
    said = write(elsewhere, tomas)

    refused = Browser(tomas).post(address(letter, "sealed/"), {"vault": str(elsewhere.id), "record": said["id"]})

    assert (refused.status_code, refused.json()["code"]) == (422, "no-annex-vault")


def test_a_copy_is_fetched_by_post_under_an_address_that_is_kept_nowhere(letter: Publication, vault: KeyedVault, tomas: KeyedMember):
    annex = begun(letter, vault, tomas)
    path = sealed_copy(annex, tomas).json()["path"]
    stranger = Client()

    shown = stranger.get(path)
    looked = AnnexCopy.objects.get().openings.count()
    fetched = stranger.post(path)

    assert (shown.status_code, looked) == (200, 0)
    assert pyrage.passphrase.decrypt(fetched.content, "orbit lamp river stone") == b"<p>Ruslan lives in Tver.</p>"
    assert fetched["Content-Disposition"] == f'attachment; filename="{annex.reference}.html.age"'
    assert [(one.on, one.times) for one in AnnexCopy.objects.get().openings.all()] == [(today(), 1)]
    assert bytes(AnnexCopy.objects.get().token_hash) == hashlib.sha256(path.split("/")[3].encode()).digest()


def test_a_copy_that_is_taken_back_looks_like_what_does_not_exist(letter: Publication, vault: KeyedVault, tomas: KeyedMember):
    annex = begun(letter, vault, tomas)
    path = sealed_copy(annex, tomas).json()["path"]
    copy = AnnexCopy.objects.get()

    Browser(tomas).client.post(address(letter, f"copies/{copy.reference}/recall/"))

    assert Client().get(path).status_code == Client().post(path).status_code == 404
    assert bytes(AnnexCopy.objects.get().blob) == b""


def test_a_copy_that_is_over_looks_the_same(letter: Publication, vault: KeyedVault, tomas: KeyedMember):
    path = sealed_copy(begun(letter, vault, tomas), tomas).json()["path"]

    AnnexCopy.objects.update(expires_on=today() - timedelta(days=1))

    assert Client().get(path).status_code == 404


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"blob": to_text(b"<p>Ruslan lives in Tver.</p>")}, "not-sealed"),
        ({"means": "key"}, "not-sealed"),
        ({"means": "hope"}, "not-sealed"),
        ({"record_version": 2}, "not-sealed"),
        ({"recipient": " "}, "not-sealed"),
        ({"expires_on": "2017-05-01"}, "too-long"),
        ({"expires_on": "2099-05-01"}, "too-long"),
    ],
    ids=["clear", "other means", "no means", "old annex", "nobody", "past", "for ever"],
)
def test_a_copy_that_is_not_as_it_must_be_is_not_kept(
    letter: Publication, vault: KeyedVault, tomas: KeyedMember, more: dict[str, object], code: str
):
    refused = sealed_copy(begun(letter, vault, tomas), tomas, **more)

    assert refused.json()["code"] == code
    assert AnnexCopy.objects.count() == 0


def test_an_outsider_and_whoever_holds_no_key_get_nowhere(letter: Publication, vault: KeyedVault, tomas: KeyedMember):
    annex = begun(letter, vault, tomas)
    make_version(letter, tomas.member)
    ines = make_keyed_member("ines", roles=[Role.CAMPAIGNER])  # of the same organisation, but not among the annex's holders
    vera = Client()
    vera.force_login(make_vera())

    assert Browser(ines).post(address(letter, "check/"), {"version": 1, "record_version": 1, "findings": 0}).status_code == 404
    assert sealed_copy(annex, ines).status_code == 404
    for rest in ("", "sealed/"):
        assert vera.get(address(letter, rest)).status_code == 404
    for rest in ("check/", "copies/", "copies/AC-7Q4MZK/recall/"):
        assert vera.post(address(letter, rest), {}, content_type="application/json").status_code == 404
    assert annex.checks.count() == 0
