"""What the intake's process is made of: its own settings, one database, a folder in memory, nothing that remembers."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client
from django.urls import get_resolver
from pytest_django.fixtures import Settings

from safeconduct.ask import storing
from safeconduct.ask.storing import NotInMemory, forget_older, keep, keep_first, read, ready_folder
from safeconduct.cli import intake as command
from safeconduct.kit.clock import now
from safeconduct.kit.doors import Door
from tests.architecture.house import PACKAGE, ROOT, routes
from tests.ask.stage import Hotline

OWN: Any = import_module("safeconduct.config.ask_settings")


def test_it_knows_one_database_and_no_members():
    assert list(OWN.DATABASES) == ["default"]
    assert str(OWN.DATABASES["default"]["NAME"]).endswith("intake.sqlite3")
    assert not hasattr(OWN, "DATABASE_ROUTERS")
    for app in ("people", "vault", "evidence", "audit", "desk"):
        assert f"safeconduct.{app}" not in OWN.INSTALLED_APPS
    assert not [part for part in OWN.MIDDLEWARE if "session" in part.lower() or "auth" in part.lower() or "message" in part.lower()]


def test_it_writes_nothing_about_anybody():
    handlers = {name for logger in [OWN.LOGGING["root"], *OWN.LOGGING["loggers"].values()] for name in logger["handlers"]}

    assert handlers == {"nowhere"}
    assert OWN.LOGGING["handlers"]["nowhere"]["class"] == "logging.NullHandler"
    assert not [
        str(file)
        for file in (PACKAGE / "ask").rglob("*.py")
        if any(word in file.read_text(encoding="utf-8") for word in ("logging", "print("))
    ]


def test_it_reads_no_address_and_no_agent():
    words = ("REMOTE_ADDR", "FORWARDED", "User-Agent", "USER_AGENT", "Accept-Language")

    assert not [str(file) for file in (PACKAGE / "ask").rglob("*.py") if any(word in file.read_text(encoding="utf-8") for word in words)]


def test_the_process_reaches_the_desk_not_even_by_import():
    code = (
        "import os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'safeconduct.config.ask_settings'\n"
        "import safeconduct.config.ask_wsgi, safeconduct.ask.urls\n"
        "found = [name for name in sys.modules if name.startswith(('safeconduct.people', 'safeconduct.desk', 'safeconduct.evidence'))]\n"
        "from django.db import connections\n"
        "assert list(connections.databases) == ['default'], connections.databases\n"
        "assert not found, found\n"
        "assert 'safeconduct.vault.models' not in sys.modules\n"
    )

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr  # a checkout without its gathered styles is warned of; that is no failure


def test_every_address_says_who_may_enter_and_a_page_changes_nothing_when_it_is_read():
    own = list(routes(get_resolver("safeconduct.config.ask_urls")))

    assert len(own) >= 17
    assert all(isinstance(route.view.door, Door) and route.view.door.is_public for route in own)
    assert len({route.name for route in own}) == len(own)


@pytest.mark.django_db(databases=["default", "intake"])
def test_what_changes_something_takes_a_post_alone(person: Client, hotline: Hotline):
    for path in ("sealed/boxes/", "sealed/open/", "sealed/add/", "sealed/destroy/", "sealed/files/", "en/code/"):
        assert person.get(f"/{path}").status_code == 405
        assert person.put(f"/{path}").status_code == 405


@pytest.mark.skipif(sys.platform != "linux", reason="what lies in memory is asked of Linux")
def test_a_folder_on_a_disk_is_refused_unless_that_is_accepted(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    settings.RAM = tmp_path / "kept"
    monkeypatch.setattr(storing, "IN_MEMORY", frozenset({"nothing is"}))
    with pytest.raises(NotInMemory, match="lies on a disk"):
        ready_folder()

    settings.RAM_MAY_BE_DISK = True
    ready_folder()

    assert settings.RAM.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="this machine has no such folder")
def test_a_folder_in_memory_is_known_as_one():
    assert storing._kind_of(Path("/dev/shm/deeper/still")) in storing.IN_MEMORY


def test_what_is_kept_opens_with_its_pass_and_in_its_time():
    at = now()
    keep("visit", b"one", b"said", at=at)

    assert read("visit", b"one", at=at, minutes=15) == b"said"
    assert read("visit", b"two", at=at, minutes=15) is None
    assert read("code", b"one", at=at, minutes=15) is None
    assert read("visit", b"one", at=at.replace(year=at.year + 1), minutes=15) is None
    assert read("visit", b"one", at=at, minutes=15) is None, "what is too old is taken away"


def test_the_first_of_two_stays():
    at = now()

    assert keep_first("code", b"pass", b"first", at=at, minutes=15) == b"first"
    assert keep_first("code", b"pass", b"second", at=at, minutes=15) == b"first"
    assert keep_first("code", b"pass", b"third", at=at.replace(year=at.year + 1), minutes=15) == b"third"


def test_what_is_over_is_tidied_away():
    at = now()
    keep("visit", b"one", b"said", at=at)

    assert forget_older(at=at, minutes=15) == 0
    assert forget_older(at=at.replace(year=at.year + 1), minutes=15) == 1


@pytest.mark.django_db(databases=["default", "intake"])
def test_the_server_takes_old_visits_away_by_itself(settings: Settings):
    keep("visit", b"old", b"said", at=now() - timedelta(minutes=16))
    keep("visit", b"young", b"said", at=now())

    command._tend()

    assert len(list(settings.RAM.iterdir())) == 1


def test_a_folder_of_somebody_else_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("os.getuid", lambda: 4_000_000)

    with pytest.raises(NotInMemory, match="belongs to somebody else"):
        ready_folder()


@pytest.mark.django_db(databases=["default", "intake"])
def test_tidying_tells_what_went(hotline: Hotline, settings: Settings):
    settings.RAM_MAY_BE_DISK = True

    answer = CliRunner().invoke(command.intake, ["tidy"])

    assert answer.output == "Gone: 0 boxes, 0 files, 0 visits.\n"


def test_the_desk_starts_the_intake_without_its_own_database_and_secrets(monkeypatch: pytest.MonkeyPatch):
    started: list[dict[str, Any]] = []

    class Started:
        def __init__(self, given: list[str], *, env: dict[str, str], **_where: object) -> None:
            started.append({"command": given, "env": env, "ended": False})

        def terminate(self) -> None:
            started[-1]["ended"] = True

        def wait(self, seconds: int) -> None:
            assert seconds > 0

    monkeypatch.setattr("subprocess.Popen", Started)
    for name in ("SAFECONDUCT_DATABASE_URL", "SAFECONDUCT_SECRET_KEY"):
        monkeypatch.setenv(name, "a canary")
    with _beside():
        assert not started[0]["ended"]

    assert started[0]["ended"]
    assert "a canary" not in started[0]["env"].values()
    assert started[0]["command"][-4:] == ["serve", "--host=127.0.0.1", "--port=8001", "--beside"]


@contextmanager
def _beside() -> Iterator[None]:
    with command.beside("127.0.0.1", 8001):
        yield
