"""Setting apart: no file of ours, no connection, little memory and time, whatever a sheet or a style says."""

import socket
import subprocess
import sys
import threading
from dataclasses import asdict
from pathlib import Path

import pytest
from weasyprint import CSS, HTML

from safeconduct.publications.exports import apart
from safeconduct.publications.exports.apart import CannotSet, Press
from safeconduct.publications.exports.paper import paper
from safeconduct.publications.exports.printing import FetchesNothing
from safeconduct.publications.rules.sheet import BlockKind, Letterhead, RunKind
from tests.publications.exports.sheets import block, make_sheet, run

ROOT = Path(apart.__file__).resolve().parents[3]
HOSTILE = (
    '"><link rel="attachment" href="file:///etc/hostname"><img src="file:///etc/passwd"><style>@import url(file:///etc/passwd)</style>'
)
PROBE = """
import sys, socket
from pathlib import Path
from safeconduct.publications.exports.apart import _forms, _readable
from safeconduct.publications.exports.fence import shut
_forms()
held = shut(_readable())
print(",".join(held))
def attempt(name, act):
    try:
        act()
    except OSError as refusal:
        print(name, "refused")
    else:
        print(name, "done")
attempt("secret", lambda: Path(sys.argv[1]).read_bytes())
attempt("passwd", lambda: Path("/etc/passwd").read_bytes())
attempt("settings", lambda: Path(sys.argv[3], "safeconduct/config/settings.py").read_bytes())
attempt("write", lambda: Path(sys.argv[1] + ".new").write_text("x"))
attempt("connect", lambda: socket.create_connection(("127.0.0.1", int(sys.argv[2])), timeout=2))
attempt("unix", lambda: socket.socket(socket.AF_UNIX))
attempt("run", lambda: __import__("subprocess").run(["/bin/true"]))
"""


@pytest.mark.slow
def test_the_kernel_refuses_files_connections_and_programs(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("a name")
    listener = socket.create_server(("127.0.0.1", 0))
    command = [sys.executable, "-B", "-c", PROBE, str(secret), str(listener.getsockname()[1]), str(ROOT)]

    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    listener.close()

    held, *told = done.stdout.splitlines()
    expected = {"files": ("secret", "passwd", "settings", "write"), "network": ("connect", "unix", "run")}
    if not held:
        pytest.skip("this kernel knows neither Landlock nor our filter; what is left is tested below")
    for what in held.split(","):
        assert {f"{name} refused" for name in expected[what]} <= set(told)


@pytest.mark.slow
def test_a_hostile_sheet_puts_no_file_of_the_server_into_its_pdf():
    sheet = make_sheet(
        title=HOSTILE,
        letterhead=Letterhead(HOSTILE, (HOSTILE,), HOSTILE),
        blocks=(block(BlockKind.PARAGRAPH, HOSTILE, run("words", RunKind.LINK, "file:///etc/passwd")),),
    )

    with Press() as press:
        made = press.set_sheet("pdf", sheet)

    assert b"/EmbeddedFile" not in made
    assert b"file:///" not in made
    assert Path("/etc/hostname").read_text().strip().encode() not in made


def test_nothing_written_becomes_markup_or_style():
    page = paper(make_sheet(title=HOSTILE, letterhead=Letterhead(HOSTILE, (HOSTILE,), HOSTILE), salutation=HOSTILE, closing=HOSTILE))

    assert "<link" not in page
    assert "<img" not in page
    assert page.count("<style") == 0


def test_the_fetcher_refuses_every_address_and_never_connects():
    called = []
    listener = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=lambda: called.append(_accepted(listener)), daemon=True).start()
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/x.png"
    style = CSS(string=f'@import url("{address}"); body {{ background: url("{address}") }}', url_fetcher=FetchesNothing())

    made = HTML(
        string=f'<img src="{address}"><link rel="attachment" href="file:///etc/hostname"><object data="file:///etc/passwd"></object>',
        url_fetcher=FetchesNothing(),
    ).write_pdf(stylesheets=[style])
    listener.close()

    assert called in ([], [False])
    assert b"/EmbeddedFile" not in made


def _accepted(listener):
    try:
        listener.accept()
    except OSError:
        return False
    return True


def test_a_process_that_hangs_is_ended_and_the_next_job_gets_a_new_one():
    hanging = (sys.executable, "-c", "import time; time.sleep(60)")

    with Press(command=hanging, wall_seconds=0.3) as press, pytest.raises(CannotSet) as refused:
        press.set_sheet("pdf", make_sheet())

    assert refused.value.code == "too-large"


def test_a_process_that_dies_is_told_as_too_large():
    with Press(command=(sys.executable, "-c", "raise SystemExit(9)")) as press, pytest.raises(CannotSet) as refused:
        press.set_any("pdf", asdict(make_sheet()))

    assert refused.value.code == "too-large"


@pytest.mark.slow
def test_what_is_broken_is_told_and_the_process_goes_on():
    with Press() as press:
        with pytest.raises(CannotSet) as refused:
            press.set_any("pdf", {"kind": "letter"})
        made = press.set_sheet("pdf", make_sheet())

    assert refused.value.code == "broken"
    assert made.startswith(b"%PDF")
