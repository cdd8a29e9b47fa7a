"""S5: while a file without scripts arrives, no path that the server can write to holds any of it, deleted files included."""

import http.client
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from safeconduct.vault.format.files import open_file
from tests.ask.served import PATIENCE, Served, files_hold, served

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="open files are looked at as Linux shows them")]
CANARY = b"canary-of-a-picture-7Q4MZK"
PIECE = (CANARY * 3000)[: 64 * 1024]
PIECES = 480  # 30 MiB
LOOKS = 6
BOUNDARY = "----safeconduct"


@pytest.fixture(scope="module")
def intake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("intake")) as running:
        yield running


def field(name: str, value: str) -> bytes:
    return f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()


def test_a_file_that_holds_it_would_be_found(intake: Served):
    planted = intake.folder / "tmp" / "upload"
    planted.write_bytes(b"before " + CANARY)
    found = files_hold(intake, CANARY)
    planted.unlink()

    assert found == [str(planted)]


def test_a_file_is_sealed_while_it_arrives_and_touches_no_disk_as_it_is(intake: Served):
    first = field("ticket", intake.ticket()) + field("text", "With a picture of 30 MiB.") + field("language", "en")
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="{CANARY.decode()}.bin"\r\n\r\n'.encode()
    last = b"\r\n" + field("end", "1") + f"--{BOUNDARY}--\r\n".encode()
    connection = http.client.HTTPConnection("127.0.0.1", intake.port, timeout=PATIENCE)
    connection.putrequest("POST", "/en/north/")
    connection.putheader("Content-Type", f"multipart/form-data; boundary={BOUNDARY}")
    connection.putheader("Content-Length", str(len(first + head + last) + PIECES * len(PIECE)))
    connection.endheaders()
    connection.send(first + head)
    seen: list[str] = []
    arriving = 0
    for number in range(PIECES):
        connection.send(PIECE)
        if number % (PIECES // LOOKS) == PIECES // LOOKS - 1:
            seen += files_hold(intake, CANARY)
            arriving = max(arriving, *(path.stat().st_size for path in (intake.folder / "intake-files").iterdir()))
    connection.send(last)
    answer = connection.getresponse()
    page = answer.read().decode()

    assert answer.status == 200
    assert 'id="code"' in page
    assert seen == []
    assert arriving > 10 * 1024 * 1024, "it was looked at while it arrived"
    assert files_hold(intake, CANARY) == []
    sealed = next((intake.folder / "intake-files").iterdir())
    with sealed.open("rb") as source:
        meta, content = open_file(intake.identity, source)
    assert (meta.name, meta.size) == (f"{CANARY.decode()}.bin", PIECES * len(PIECE))
    assert content.read(len(PIECE)) == PIECE


def test_nothing_is_left_in_the_folder_for_temporary_files(intake: Served):
    assert list((intake.folder / "tmp").iterdir()) == []
    assert {path.name for path in Path(intake.folder).iterdir()} <= {
        *{"ram", "tmp", "static", "intake-files", "root-key.txt", "identity.txt"},
        *{"intake.sqlite3", "intake.sqlite3-wal", "intake.sqlite3-shm"},
    }
