"""The worker of the outbox: what one run does, that a step that fails stops no other, and that it ends with the server."""

import os
import signal
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from safeconduct.cli.intake import NOT_FOR_THE_INTAKE
from safeconduct.cli.outbox import outbox, work_once
from safeconduct.config.env import WrongSetting, env_choice, given_secret
from safeconduct.outbox.actions import read_incoming
from safeconduct.outbox.models import Incoming, Message
from safeconduct.outbox.rules import IncomingKind, State
from safeconduct.outbox.storing import alone, ready_maildir
from tests.factories.outbox import answer_to, make_message, reply_address
from tests.factories.people import make_tomas

# Starts the worker as the server does, tells its number, and waits to be killed.
PARENT = """
import time
from safeconduct.cli.outbox import worker
with worker() as process:
    print(process.pid, flush=True)
    time.sleep(600)
"""


@pytest.mark.django_db
def test_one_run_sends_and_reads_and_tells_it(at: datetime):
    message = make_message(make_tomas())
    (ready_maildir() / "new" / "1.a.host").write_bytes(answer_to(message))

    said = CliRunner().invoke(outbox, ["once"]).output

    assert "Accepted: 1." in said
    assert "Mail read: 1, of which 0 belong to no letter." in said
    assert Message.objects.get().state == State.ACCEPTED


@pytest.mark.django_db
def test_a_step_that_fails_stops_no_other(at: datetime, monkeypatch: pytest.MonkeyPatch):
    make_message(make_tomas())

    def broken(**_named: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(read_incoming, "read_incoming", broken)
    told = work_once(at)

    assert "Accepted: 1." in " ".join(told)
    assert "The step “read” failed; where, stands in the log. The others went on." in told
    assert told[-1] == "Copies brought up to date: 0."


@pytest.mark.django_db
def test_a_worker_that_is_told_to_stop_begins_nothing(at: datetime):
    message = make_message(make_tomas())

    assert work_once(at, is_stopped=lambda: True) == []
    message.refresh_from_db()
    assert message.state == State.WAITING


def test_a_second_worker_does_nothing():
    with alone():
        said = CliRunner().invoke(outbox, ["once"])

    assert said.exit_code == 1
    assert "Another worker is at work" in said.output


@pytest.mark.django_db
def test_a_mail_comes_by_the_pipe_with_the_address_of_its_envelope():
    message = make_message(make_tomas())

    said = CliRunner().invoke(outbox, ["receive", "--to", reply_address(message)], input=b"From: a@b.example\n\nWe read it.\n")

    assert said.output.endswith(": answer\n")
    assert Incoming.objects.get().message == message


@pytest.mark.django_db
def test_mail_without_a_letter_is_listed_without_a_word_of_it_and_assigned():
    message = make_message(make_tomas())
    run = CliRunner().invoke
    run(outbox, ["receive"], input=b"From: somebody@b.example\nSubject: Help\n\nMy name is\n")
    lost = Incoming.objects.get()

    listed = run(outbox, ["unknown"]).output
    run(outbox, ["assign", lost.reference, message.reference])

    assert lost.reference in listed
    assert not {"somebody", "Help", "My name"} & set(listed.split())
    lost.refresh_from_db()
    assert (lost.kind, lost.subject) == (IncomingKind.ANSWER, "Help")
    assert "Gone: 0 attachments" in run(outbox, ["tidy"]).output


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent is gone")
def test_the_worker_ends_with_the_server_however_that_ends(tmp_path: Path):
    surroundings = {**os.environ, "SAFECONDUCT_VAR": str(tmp_path)}
    with subprocess.Popen([sys.executable, "-c", PARENT], env=surroundings, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        while not _has_begun(worker):
            time.sleep(0.1)
        os.kill(parent.pid, signal.SIGKILL)
    while _is_alive(worker):
        time.sleep(0.1)

    assert not _is_alive(worker)


def test_the_intake_is_started_without_the_password_of_the_mail_account():
    assert {"SAFECONDUCT_MAIL_USER", "SAFECONDUCT_MAIL_PASSWORD", "SAFECONDUCT_MAIL_PASSWORD_FILE"} <= set(NOT_FOR_THE_INTAKE)


def test_a_password_is_read_from_its_file_and_an_unknown_word_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    (tmp_path / "password").write_text("long and secret\n", encoding="utf-8")
    monkeypatch.setenv("SAFECONDUCT_MAIL_PASSWORD_FILE", str(tmp_path / "password"))
    monkeypatch.setenv("SAFECONDUCT_MAIL_SECURITY", "maybe")

    assert given_secret("SAFECONDUCT_MAIL_PASSWORD") == "long and secret"
    with pytest.raises(WrongSetting):
        env_choice("SAFECONDUCT_MAIL_SECURITY", ("starttls", "tls"))


def _has_begun(process: int) -> bool:
    """Tell whether the worker has asked the kernel to end with its parent: it catches the signal by then."""
    caught = next(line for line in Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines() if line.startswith("SigCgt"))
    return bool(int(caught.split()[1], 16) >> (signal.SIGTERM - 1) & 1)


def _is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
