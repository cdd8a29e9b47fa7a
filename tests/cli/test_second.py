"""The second watcher: a process of its own, without a database, notices that a server has stopped and tells those on duty."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from safeconduct.cli.second import Second
from safeconduct.kit.clock import now
from safeconduct.outbox.channels.https import NotReached
from safeconduct.people.permissions import Role
from safeconduct.watch.actions.beat import beat
from safeconduct.watch.models import Beat
from tests.factories.people import make_member
from tests.factories.watching import make_check_in, make_team

AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
TOKEN = "an-invented-token"
PATIENCE = 60  # seconds


def later(minutes: int) -> datetime:
    return AT + timedelta(minutes=minutes)


class Played:
    """A server that can be silenced."""

    def __init__(self) -> None:
        self.is_up, self.state, self.is_stuck = True, "ok", False
        due = later(3).strftime("%Y-%m-%dT%H:%MZ")
        soon = {"reference": "CI-7Q4MZK", "due_at": due, "grace": 5, "language": "ru", "addresses": ["duty@lantern.example"]}
        self.timers: list[Any] = [soon]

    def __call__(self, path: str) -> Mapping[str, Any]:
        if not self.is_up:
            raise NotReached("silent")
        return {"watch": self.state} if path == "heartbeat.json" else self.mirror()

    def mirror(self) -> Mapping[str, Any]:
        return {"stuck": self.is_stuck, "check_ins": self.timers}


class NoMirror(Played):
    """The heartbeat is well, and the mirror is not there: another token, or a page in between that knows it not."""

    def mirror(self) -> Mapping[str, Any]:
        raise NotReached("404")


class OtherMirror(Played):
    """The mirror is there, and says something else."""

    def __init__(self, said: Mapping[str, Any]) -> None:
        super().__init__()
        self.said = said

    def mirror(self) -> Mapping[str, Any]:
        return self.said


@pytest.fixture
def sent(settings: Settings, tmp_path: Path) -> Path:
    """Give the folder where alerts arrive."""
    settings.MAIL_HOST, settings.MAIL_FOLDER = "", tmp_path
    settings.WATCH_ADDRESSES = ["keeper@lantern.example"]
    return tmp_path / "sent"


def names(sent: Path) -> list[str]:
    return sorted(file.name.rsplit("-", 1)[0] for file in sent.iterdir()) if sent.exists() else []


@pytest.mark.parametrize("silenced", ["is down", "stands still"])
def test_five_minutes_of_silence_are_told_once_and_missed_timers_by_their_reference(sent: Path, silenced: str):
    server = Played()
    second = Second(server, AT)
    second.look(at=AT)
    server.is_up, server.state = silenced != "is down", "late"

    second.look(at=later(4))
    assert names(sent) == []
    second.look(at=later(5))
    assert names(sent) == ["silence", "silence"]  # the team on duty, and whoever keeps the server
    second.look(at=later(6))
    assert len(names(sent)) == 2
    second.look(at=later(8))
    assert names(sent) == ["CI-7Q4MZK", "silence", "silence"]
    second.look(at=later(9))
    assert len(names(sent)) == 3
    second.look(at=later(36))
    assert names(sent) == ["CI-7Q4MZK", *["silence"] * 4]


def test_a_server_that_is_heard_again_is_watched_as_before(sent: Path):
    server = Played()
    second = Second(server, AT)
    server.is_up = False
    second.look(at=later(6))
    server.is_up = True

    assert second.look(at=later(7)) == "The server is heard again."
    server.is_up = False
    second.look(at=later(12))
    assert names(sent) == ["CI-7Q4MZK", *["silence"] * 3]  # to the keeper before it knew any timer; then to keeper and team


def test_a_timer_begun_while_the_ring_stands_still_is_known_and_told(sent: Path):
    server = Played()
    second = Second(server, AT)
    second.look(at=AT)
    server.state = "late"
    server.timers = [{**server.timers[0], "reference": "CI-9W2NRT"}]

    second.look(at=later(2))
    second.look(at=later(9))

    assert "CI-9W2NRT" in names(sent)


def test_a_mirror_full_of_nonsense_keeps_the_last_one(sent: Path):
    server = Played()
    second = Second(server, AT)
    second.look(at=AT)
    server.timers = [{"reference": "CI-7Q4MZK"}]
    second.look(at=later(1))

    assert [one.reference for one in second.timers] == ["CI-7Q4MZK"]
    assert second.timers[0].addresses == ("duty@lantern.example",)


def test_alerts_that_do_not_leave_are_told_by_the_second_watcher_with_what_is_missed(sent: Path):
    server = Played()
    second = Second(server, AT)
    second.look(at=AT)
    server.is_stuck = True

    assert "its alerts do not leave" in second.look(at=later(4))
    assert names(sent) == []
    second.look(at=later(5))
    assert names(sent) == ["stuck", "stuck"]
    second.look(at=later(8))
    assert names(sent) == ["CI-7Q4MZK", "stuck", "stuck"]
    server.is_up = False  # now it is worse, and that is said at once
    second.look(at=later(9))
    assert names(sent) == ["CI-7Q4MZK", "silence", "silence", "stuck", "stuck"]
    assert not any("CI-" in file.read_text() for file in sent.glob("stuck-*"))


WRONG: list[Mapping[str, Any]] = [
    {},
    {"check_ins": []},
    {"stuck": False},
    {"stuck": "no", "check_ins": []},
    {"stuck": False, "check_ins": None},
    {"stuck": False, "check_ins": [{"reference": "CI-7Q4MZK"}]},
]


@pytest.mark.parametrize("server", [NoMirror(), *(OtherMirror(said) for said in WRONG)])
def test_a_server_whose_mirror_is_not_to_be_had_counts_as_not_heard(sent: Path, server: Played):
    second = Second(server, AT)

    assert "did not give its timers" in second.look(at=AT)
    second.look(at=later(5))

    assert names(sent) == ["silence"]


@pytest.mark.slow
@pytest.mark.django_db(databases=["default", "intake", "signing"], transaction=True)
def test_a_real_second_process_notices_that_a_real_server_has_stopped(settings: Settings, tmp_path: Path):
    settings.WATCH_TOKEN = TOKEN
    malika = make_member("malika", roles=[Role.CASE_LEAD])
    timer = make_check_in(make_team(malika), malika, due_in=10, grace=0, at=now())
    type(timer.row).objects.update(due_at=now() - timedelta(minutes=1))
    beat(name="server", at=now() + timedelta(minutes=10))  # the ring is heard for as long as the server is there
    server = LiveServer("localhost")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SAFECONDUCT_", "DJANGO_"))}
    environment = {
        **kept,
        "SAFECONDUCT_VAR": str(tmp_path),
        "SAFECONDUCT_WATCH_TOKEN": TOKEN,
        "SAFECONDUCT_CALLS_THIS_MACHINE": "1",
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, "-m", "safeconduct.cli.main", "watch", "second", "--server", server.url, "--every", "1", "--silence", "5"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as second:
        try:
            assert second.stdout is not None
            assert "Timers of the next day: 1." in second.stdout.readline()
            assert Beat.objects.filter(name="second").exists()
            server.stop()
            until = time.monotonic() + PATIENCE
            while time.monotonic() < until and "Alerts sent" not in (line := second.stdout.readline()):
                continue
            assert line.startswith("The server is silent. Alerts sent: 4, not taken: 0.")
        finally:
            second.kill()
    mails = "".join(file.read_text() for file in (tmp_path / "mail" / "sent").iterdir())
    assert mails.count(timer.row.reference) >= 2
    assert "Night desk" not in mails
    assert not list(tmp_path.glob("*.sqlite3"))
