"""What arrives fills neither the disk nor the memory, whoever sends it."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.test import Client
from pytest_django.fixtures import Settings

from safeconduct.evidence.models import Capture
from tests.factories.crises import make_crisis
from tests.factories.people import make_ines, make_jonas

pytestmark = pytest.mark.django_db

MEGABYTE = 1024 * 1024


@pytest.fixture
def arrivals(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[Path, int]:
    """Give how much was written to each temporary file on which arriving bytes are kept."""
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    settings.LARGEST_CAPTURE = 4 * MEGABYTE
    written: dict[Path, int] = {}
    receive = TemporaryFileUploadHandler.receive_data_chunk

    def noted(self: TemporaryFileUploadHandler, raw_data: bytes, start: int) -> bytes | None:
        name = Path(self.file.temporary_file_path())
        written[name] = written.get(name, 0) + len(raw_data)
        return receive(self, raw_data, start)

    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", noted)
    return written


def big(name: str = "big.txt", megabytes: int = 3) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"a word " * (megabytes * MEGABYTE // 7))


@pytest.mark.parametrize("address", ["/desk/sign-in/", "/desk/north/import/"])
def test_what_a_stranger_sends_is_never_written_down(client: Client, arrivals: dict[Path, int], address: str):
    client.post(address, {"files": [big(), big("again.txt")], "handle": "nobody", "auth": "nothing at all"})

    assert not arrivals


def test_a_file_over_the_limit_leaves_nothing_behind(client: Client, arrivals: dict[Path, int]):
    make_crisis(by=make_jonas())
    client.force_login(make_ines())

    answer = client.post("/desk/north/import/", {"files": [big(megabytes=6)], "level": "coalition"})

    assert answer.status_code == 422
    assert 0 < sum(arrivals.values()) <= 4 * MEGABYTE
    assert not any(name.exists() for name in arrivals)
    assert not Capture.objects.exists()


@pytest.mark.parametrize("name", ["../../../etc/cron.d/evil.txt", "/etc/passwd", "..\\..\\windows.txt", "a\x00b.txt", "…" * 300 + ".txt"])
def test_the_name_of_a_file_leads_nowhere(client: Client, settings: Settings, name: str):
    make_crisis(by=make_jonas())
    client.force_login(make_ines())

    client.post(
        "/desk/north/import/", {"files": [SimpleUploadedFile(name, b"Forty men were taken away, the paper wrote.")], "level": "coalition"}
    )

    kept = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    assert [path.name for path in kept] == [capture.sha256 for capture in Capture.objects.all()]
    assert all(path.stat().st_mode & 0o077 == 0 for path in (*kept, *Path(settings.MEDIA_ROOT).rglob("*")))


def test_a_form_of_a_million_fields_is_refused(client: Client):
    answer = client.post("/desk/sign-in/", "&".join(f"a{n}=1" for n in range(5_000)), content_type="application/x-www-form-urlencoded")

    assert answer.status_code == 400


def test_a_text_without_end_is_refused(client: Client):
    answer = client.post("/desk/sign-in/", "text=" + "a" * (7 * MEGABYTE), content_type="application/x-www-form-urlencoded")

    assert answer.status_code == 413
