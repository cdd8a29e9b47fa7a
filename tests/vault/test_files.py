"""Sealed files that arrive in parts."""

import hashlib
import stat
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest
from pytest_django.fixtures import Settings

from safeconduct.kit.arriving import SAME_TIME
from safeconduct.vault import storing
from safeconduct.vault.actions.tidy_sealed_files import tidy_sealed_files
from safeconduct.vault.format.ages import seal_to
from safeconduct.vault.models import SealedFile
from safeconduct.vault.views import files as views
from tests.factories import keepers
from tests.factories.people import make_organisation
from tests.factories.posting import VAULTS, Browser, post_epoch, post_vault, sealed_octets
from tests.factories.vault import TODAY, KeyedMember, KeyedVault, make_keyed_member

jonas, amina = keepers.jonas, keepers.amina  # fixtures
pytestmark = pytest.mark.django_db(databases=["default", "intake"])

PART = 1000


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let files lie in a folder of the test's own, in parts of a thousand bytes."""
    settings.SEALED_ROOT = tmp_path / "sealed"
    monkeypatch.setattr(storing, "PART_SIZE", PART)
    monkeypatch.setattr(views, "PART_SIZE", PART)
    return tmp_path / "sealed"


@pytest.fixture
def vault(amina: KeyedMember, jonas: KeyedMember) -> KeyedVault:
    return post_vault([amina, jonas])


@pytest.fixture
def octets(vault: KeyedVault) -> bytes:
    """A sealed file of some parts."""
    return sealed_octets(vault.recipient, 2500)


def begin(browser: Browser, vault: KeyedVault, octets: bytes, id_: UUID | None = None, **more: Any) -> Any:
    return browser.post(f"{VAULTS}{vault.id}/files/", {"id": str(id_ or uuid4()), "epoch": 1, "length": len(octets), **more})


def send(browser: Browser, id_: str, octets: bytes, numbers: list[int] | None = None) -> list[int]:
    parts = [octets[start : start + PART] for start in range(0, len(octets), PART)]
    have: list[int] = []
    for number in numbers if numbers is not None else range(len(parts)):
        have = browser.send(f"/desk/vault/files/{id_}/parts/{number}/", parts[number]).json()["have"]
    return have


def finish(browser: Browser, id_: str, octets: bytes) -> Any:
    return browser.post(f"/desk/vault/files/{id_}/finish/", {"sha256": hashlib.sha256(octets).hexdigest()})


def kept(browser: Browser, vault: KeyedVault, octets: bytes) -> str:
    id_: str = begin(browser, vault, octets).json()["id"]
    send(browser, id_, octets)
    assert finish(browser, id_, octets).json() == {"done": True}
    return id_


def test_a_file_comes_back_as_it_went(vault: KeyedVault, amina: KeyedMember, jonas: KeyedMember, octets: bytes):
    id_ = kept(Browser(amina), vault, octets)

    answer = Browser(jonas).get(f"/desk/vault/files/{id_}/")

    assert answer.streaming
    assert answer.getvalue() == octets
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Cache-Control"] == "no-store"
    assert "sealed.age" in answer["Content-Disposition"]


def test_an_upload_goes_on_where_it_stopped(vault: KeyedVault, amina: KeyedMember, octets: bytes):
    browser, id_ = Browser(amina), uuid4()
    assert begin(browser, vault, octets, id_).json() == {"id": str(id_), "part_size": PART, "have": [], "done": False}
    assert send(browser, str(id_), octets, [2, 0]) == [0, 2]

    assert begin(browser, vault, octets, id_).json()["have"] == [0, 2]
    assert finish(browser, str(id_), octets).json()["code"] == "parts-missing"
    missing = [number for number in range(-(-len(octets) // PART)) if number not in {0, 2}]
    send(browser, str(id_), octets, missing)

    assert finish(browser, str(id_), octets).json() == {"done": True}
    assert begin(browser, vault, octets, id_).json() == {"id": str(id_), "part_size": PART, "have": [], "done": True}
    assert finish(browser, str(id_), octets).json() == {"done": True}


def test_a_file_lies_under_its_id_for_its_owner_alone_and_tells_no_time(vault: KeyedVault, amina: KeyedMember, octets: bytes, folder: Path):
    id_ = kept(Browser(amina), vault, octets)

    assert [path.name for path in folder.iterdir()] == [id_]
    found = (folder / id_).stat()
    assert stat.S_IMODE(found.st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert (found.st_mtime, found.st_atime, folder.stat().st_mtime) == (SAME_TIME, SAME_TIME, SAME_TIME)


def test_reading_leaves_no_time_either(vault: KeyedVault, amina: KeyedMember, octets: bytes, folder: Path):
    id_ = kept(Browser(amina), vault, octets)
    Browser(amina).get(f"/desk/vault/files/{id_}/").getvalue()

    assert (folder / id_).stat().st_atime == SAME_TIME


def test_a_file_damaged_on_its_way_is_thrown_away_and_may_come_again(vault: KeyedVault, amina: KeyedMember, octets: bytes, folder: Path):
    browser = Browser(amina)
    id_ = begin(browser, vault, octets).json()["id"]
    send(browser, id_, octets[:-1] + bytes([octets[-1] ^ 1]))

    assert finish(browser, id_, octets).json()["code"] == "damaged"
    assert not list(folder.iterdir())
    send(browser, id_, octets)
    assert finish(browser, id_, octets).json() == {"done": True}


def as_photograph(vault: KeyedVault) -> bytes:
    return b"\xff\xd8\xff\xe0" + bytes(2496)


def as_armour(vault: KeyedVault) -> bytes:
    return b"-----BEGIN AGE ENCRYPTED FILE-----\n" + bytes(2000)


def unpadded(vault: KeyedVault) -> bytes:
    return seal_to(vault.recipient, bytes(2500))


@pytest.mark.parametrize("make", [as_photograph, as_armour, unpadded])
def test_a_file_that_is_not_sealed_is_not_kept(vault: KeyedVault, amina: KeyedMember, folder: Path, make: Any):
    browser, data = Browser(amina), make(vault)
    id_ = begin(browser, vault, data).json()["id"]
    send(browser, id_, data)

    answer = finish(browser, id_, data)

    assert (answer.status_code, answer.json()["code"]) == (400, "not-sealed")
    assert not list(folder.iterdir())
    assert browser.get(f"/desk/vault/files/{id_}/").status_code == 404


@pytest.mark.parametrize(("number", "length"), [(0, PART - 1), (0, PART + 1), (3, PART), (4, 10), (0, 0), (99, PART)])
def test_a_part_has_its_number_and_its_length(vault: KeyedVault, amina: KeyedMember, octets: bytes, number: int, length: int):
    browser = Browser(amina)
    id_ = begin(browser, vault, octets).json()["id"]

    assert browser.send(f"/desk/vault/files/{id_}/parts/{number}/", bytes(length)).status_code in {400, 413}
    assert begin(browser, vault, octets, UUID(id_)).json()["have"] == []


def test_a_file_that_is_whole_is_not_written_over(vault: KeyedVault, amina: KeyedMember, octets: bytes):
    browser = Browser(amina)
    id_ = kept(browser, vault, octets)

    assert browser.send(f"/desk/vault/files/{id_}/parts/0/", bytes(PART)).status_code == 404
    assert browser.get(f"/desk/vault/files/{id_}/").getvalue() == octets


def test_a_file_that_is_too_large_is_refused_before_it_comes(vault: KeyedVault, amina: KeyedMember, octets: bytes, settings: Settings):
    settings.LARGEST_SEALED_FILE = len(octets) - 1

    answer = begin(Browser(amina), vault, octets)

    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")
    assert not SealedFile.objects.exists()


def test_a_file_belongs_to_one_vault_and_the_newest_epoch(vault: KeyedVault, amina: KeyedMember, jonas: KeyedMember, octets: bytes):
    other, browser = post_vault([amina, jonas]), Browser(amina)
    id_ = begin(browser, vault, octets).json()["id"]

    assert begin(browser, other, octets, UUID(id_)).json()["code"] == "taken"
    post_epoch(vault, [amina, jonas])
    assert begin(browser, vault, octets).json()["current"] == {"epoch": 2}
    assert begin(browser, vault, octets, UUID(id_)).json()["id"] == id_  # begun before, it may be finished


def test_vera_gets_nothing_of_a_file(vault: KeyedVault, amina: KeyedMember, octets: bytes):
    vera = Browser(make_keyed_member("vera", organisation=make_organisation("Far Shore", country="NO")))
    id_ = kept(Browser(amina), vault, octets)

    for address in (f"/desk/vault/files/{id_}/", f"/desk/vault/files/{uuid4()}/"):
        assert vera.get(address).status_code == 404
        assert vera.send(f"{address}parts/0/", bytes(PART)).status_code == 404
        assert vera.post(f"{address}finish/", {"sha256": "0" * 64}).status_code == 404
        assert vera.post(f"{address}destroy/").status_code == 404


def test_a_file_is_destroyed(vault: KeyedVault, amina: KeyedMember, octets: bytes, folder: Path):
    id_ = kept(Browser(amina), vault, octets)

    assert Browser(amina).post(f"/desk/vault/files/{id_}/destroy/").json() == {"done": True}

    assert not SealedFile.objects.exists()
    assert not list(folder.iterdir())


def test_what_was_not_finished_by_the_next_day_goes(vault: KeyedVault, amina: KeyedMember, octets: bytes, folder: Path):
    browser = Browser(amina)
    whole, late, young = kept(browser, vault, octets), begin(browser, vault, octets), begin(browser, vault, octets)
    for answer in (late, young):
        send(browser, answer.json()["id"], octets, [0])
    SealedFile.objects.all().update(begun_on=TODAY)
    SealedFile.objects.filter(pk=young.json()["id"]).update(begun_on=TODAY + timedelta(days=1))
    stray = folder / str(uuid4())
    stray.write_bytes(b"left by a machine that fell over")

    assert tidy_sealed_files(on=TODAY + timedelta(days=2)) == 2

    assert {path.name for path in folder.iterdir()} == {whole, young.json()["id"], young.json()["id"] + ".parts"}


def test_a_full_disk_takes_no_file_and_says_so(amina: KeyedMember, vault: KeyedVault, octets: bytes, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("shutil.disk_usage", lambda folder: SimpleNamespace(free=storing.KEPT_FREE + len(octets)))

    said = begin(Browser(amina), vault, octets)

    assert (said.status_code, said.json()["code"]) == (507, "no-room")
    assert not SealedFile.objects.exists()
