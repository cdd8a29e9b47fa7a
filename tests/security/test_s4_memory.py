"""S4: once a message without scripts has been taken in, none of the server's processes holds a word of it."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from safeconduct.vault.format.messages import open_message
from tests.ask.served import Served, memory_holds, served
from tests.ask.stage import blobs_in

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="memory is looked at as Linux shows it")]
CANARY = "канарейка-zx81-Заремина-тётя"


@pytest.fixture(scope="module")
def intake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("intake")) as running:
        yield running


def test_a_process_that_holds_it_would_be_found():
    holder = subprocess.Popen(
        [sys.executable, "-c", f"kept = {CANARY!r}.encode(); print('here', flush=True); input()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert holder.stdout
    holder.stdout.readline()

    assert memory_holds(holder.pid, CANARY.encode()) >= 1
    holder.communicate(b"\n")


def test_nothing_of_a_message_stays_in_memory(intake: Served):
    for _ in range(3):
        form = {"ticket": intake.ticket(), "text": f"{CANARY} спросила", "language": "ru", "hours": CANARY, "end": "1"}
        status, page = intake.post("/en/north/", urlencode(form).encode())
        assert status == 200
        assert 'id="code"' in page
    words = [line.split("<span>")[1].split("<")[0] for line in page.splitlines() if line.startswith("<li><span>")]
    intake.post("/en/code/", urlencode({"ticket": form["ticket"], "words": " ".join(words)}).encode())
    intake.post("/en/back/", urlencode({"ticket": form["ticket"], "words": " ".join(words)}).encode())

    processes = intake.pids_at_rest()

    assert len(processes) == 2
    for sought in (CANARY.encode(), CANARY.encode("utf-16-le"), urlencode({"": CANARY}).encode()[1:], " ".join(words).encode()):
        assert {pid: memory_holds(pid, sought) for pid in processes} == dict.fromkeys(processes, 0)


def test_the_messages_were_taken_in_all_the_same(intake: Served):
    blobs = blobs_in(intake.folder / "intake.sqlite3")

    assert len(blobs) == 3
    assert CANARY in open_message(intake.identity, blobs[0])["text"]


def test_the_processes_leave_no_core_and_write_for_their_owner_alone(intake: Served):
    for pid in intake.pids_at_rest():
        limits = Path(f"/proc/{pid}/limits").read_text().splitlines()
        assert next(line for line in limits if line.startswith("Max core file size")).split()[4:6] == ["0", "0"]
        assert "Umask:\t0077" in Path(f"/proc/{pid}/status").read_text()
