"""What lies on the disk is for its owner's eyes, and nothing is fetched from anywhere while the server runs."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.house import PACKAGE, ROOT

SAFECONDUCT = [sys.executable, "-m", "safeconduct.cli.main"]


def around(var: Path) -> dict[str, str]:
    own = {"SAFECONDUCT_VAR": str(var), "DJANGO_SETTINGS_MODULE": "safeconduct.config.settings", "SAFECONDUCT_DATABASE_URL": ""}
    return {**os.environ, **own}


@pytest.mark.slow
def test_everything_that_is_set_up_is_for_its_owner_alone(tmp_path: Path):
    var = tmp_path / "var"
    surroundings = {
        **os.environ,
        "SAFECONDUCT_VAR": str(var),
        "DJANGO_SETTINGS_MODULE": "safeconduct.config.settings",
        "SAFECONDUCT_DATABASE_URL": "",
    }
    for command in ("setup", "demo"):
        subprocess.run([*SAFECONDUCT, command], env=surroundings, cwd=ROOT, check=True, capture_output=True, umask=0o022)
    subprocess.run([*SAFECONDUCT, "audit", "verify"], env=surroundings, cwd=ROOT, check=True, capture_output=True, umask=0o000)

    kept = [var, *var.rglob("*")]
    assert {"secret_key", "safeconduct.sqlite3", "demo-sign-in.txt", "captures"} <= {path.name for path in kept}
    assert not [path for path in kept if stat.S_IMODE(path.stat().st_mode) & 0o077]


@pytest.mark.slow
def test_a_folder_that_was_open_to_others_is_shut(tmp_path: Path):
    var = tmp_path / "var"
    var.mkdir(mode=0o755)
    surroundings = {
        **os.environ,
        "SAFECONDUCT_VAR": str(var),
        "DJANGO_SETTINGS_MODULE": "safeconduct.config.settings",
        "SAFECONDUCT_DATABASE_URL": "",
    }
    subprocess.run([*SAFECONDUCT, "setup"], env=surroundings, cwd=ROOT, check=True, capture_output=True, umask=0o022)

    assert stat.S_IMODE(var.stat().st_mode) == 0o700


def test_reading_a_page_calls_nobody():
    code = (
        "import socket\n"
        "def refuse(*args, **kwargs): raise SystemExit('somebody was called')\n"
        "socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse\n"
        "from safeconduct.evidence.reading.read import read_document\n"
        "from safeconduct.evidence.reading.propose.proposing import propose\n"
        "page = '<!doctype html><link rel=canonical href=\"https://news.example.co.uk/2017/04/01/a\"><title>A</title><body><article>'\n"
        "page += ''.join(f'<p>{n} men were taken away on {n} April 2017, the paper wrote from town {n}.</p>' for n in range(3, 12))\n"
        "reading = read_document(page.encode(), address='https://news.example.co.uk/2017/04/01/a')\n"
        "propose(reading)\n"
        "assert '7 men were taken' in reading.text\n"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)

    assert (done.returncode, done.stderr) == (0, "")


def test_only_fetching_and_the_outbox_open_connections():
    openers = ("httpcore", "urllib.request", "http.client", "requests", "smtplib", "ftplib", "aiohttp", "httpx")
    found = {
        str(file.relative_to(ROOT))
        for file in PACKAGE.rglob("*.py")
        if any(f"import {opener}" in (text := file.read_text(encoding="utf-8")) or f"from {opener} " in text for opener in openers)
    }

    # The drill speaks to the intake on this machine, by its own address, and to nobody else; the outbox to the mail server it is told of,
    # and over HTTPS, guarded, to webhooks and partners of petitions.
    assert found == {
        "safeconduct/evidence/fetching.py",
        "safeconduct/drill/asker.py",
        "safeconduct/outbox/channels/guarded.py",
        "safeconduct/outbox/channels/https.py",
        "safeconduct/outbox/channels/mail.py",
    }
    assert 'host: str = "127.0.0.1"' in (PACKAGE / "drill" / "asker.py").read_text(encoding="utf-8")


def test_no_page_names_another_server():
    named = [
        f"{file.relative_to(ROOT)}: {line.strip()[:80]}"
        for pattern in ("*.html", "*.scss", "*.css")
        for file in PACKAGE.rglob(pattern)
        if not {"built", "data"} & set(file.parts)  # the demonstration's pages are only ever read
        for line in file.read_text(encoding="utf-8").splitlines()
        if ('src="http' in line or "url(http" in line or "@import url" in line or "<link" in line) and "//" in line.split("{%")[0]
    ]

    assert not named
