"""What every test may count on: no network, no shared folders, marks that follow from what a test uses."""

import os
import secrets
import shutil
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.signals import user_logged_in
from django.core.management.commands.migrate import Command
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.backends.sqlite3.creation import DatabaseCreation
from hypothesis import settings
from pytest_django.fixtures import Settings

from tests.chromium import chromium  # noqa: F401 — a fixture of every test that asks for it
from tests.migrated import begin_migrated, migrate_its_own

APPEND_ONLY = import_module("safeconduct.audit.migrations.0002_append_only")
BOOKS = import_module("safeconduct.fund.migrations.0003_append_only")
CLOSED = ("audit_entry", *BOOKS.TABLES)
OFF, ON = ([f"ALTER TABLE {table} {how} TRIGGER USER" for table in CLOSED] for how in ("DISABLE", "ENABLE"))
SQLITE_OFF = (*APPEND_ONLY.SQLITE_AWAY, *(statement for statement in BOOKS.SQLITE_AWAY if statement.endswith("_never_goes")))
SQLITE_ON = (*APPEND_ONLY.SQLITE, *(statement for statement in BOOKS.SQLITE if "_never_goes BEFORE" in statement))
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}
AT_HOME = {"127.0.0.1", "::1", "localhost", "0.0.0.0"}

# Machines are busy; how long a test takes says nothing about whether it holds.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

# The browser driver runs an event loop of its own in the thread of the test; Django would take that for a mistake.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


class NetworkForbidden(RuntimeError):
    """A test tried to leave this machine."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies in tests/browser, and whatever touches the database."""
    for item in items:
        if "browser" in item.path.parts[item.path.parts.index("tests") :]:
            item.add_marker("browser")
        if item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker("database")
    items.sort(key=_may_wait)


def _may_wait(item: pytest.Item) -> bool:
    """Tell whether a test is no slow one. Those begin first, or one core would do the last of them while the others have nothing left.

    Whatever empties the tables afterwards stays at the end, where pytest-django puts it.
    """
    mark = item.get_closest_marker("django_db")
    empties = bool(mark and mark.kwargs.get("transaction")) or {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(empties) or item.get_closest_marker("slow") is None


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Refuse every connection that leaves this machine."""
    connect = socket.socket.connect

    def connect_at_home(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in AT_HOME:
            raise NetworkForbidden(f"A test tried to reach {address[0]}.")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_at_home)
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """Let the databases of the tests be ready sooner; pytest-django asks this before it makes them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseCreation, "_create_test_db", begin_migrated)
        patch.setattr(Command, "handle", migrate_its_own)
        yield


@pytest.fixture(autouse=True)
def _own_memory(settings: Settings) -> Iterator[None]:
    """Let keys that live in memory alone live there for one test."""
    folder = Path("/dev/shm") / f"safeconduct-tests-{os.getpid()}-{secrets.token_hex(4)}"
    settings.SIGNING_RAM = str(folder)
    yield
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(autouse=True)
def _own_captures(settings: Settings, tmp_path: Path) -> None:
    """Let captured bytes of each test lie in a folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "captures"
    settings.SEALED_ROOT = tmp_path / "sealed"
    settings.INTAKE_FILES = tmp_path / "intake-files"
    settings.MAIL_FOLDER = tmp_path / "mail"


@pytest.fixture(autouse=True)
def _rolls_read_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test meet the roll of another that it has the address of: outside tests they are kept for a second."""
    from safeconduct.signing.queries import rolls  # noqa: PLC0415 — models can only be imported once Django is set up

    rolls.forget()
    monkeypatch.setattr(rolls, "SECONDS_GOOD", 0.0)
    monkeypatch.setattr(rolls, "SECONDS_OF_RULES", 0.0)


@pytest.fixture(autouse=True, scope="session")
def _emptiable() -> Iterator[None]:
    """Let tests with several threads empty their tables afterwards: the record and the books refuse to be emptied, as they should."""
    operations = type(connection.ops)
    away, back = (SQLITE_OFF, SQLITE_ON) if connection.vendor == "sqlite" else (OFF, ON)
    sql_flush = operations.sql_flush

    def unlock_empty_and_lock(self: BaseDatabaseOperations, *given: Any, **named: Any) -> list[str]:
        if self.connection.alias != connection.alias:
            return sql_flush(self, *given, **named)
        return [*away, *sql_flush(self, *given, **named), "DELETE FROM evidence_search_entry", *back]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "sql_flush", unlock_empty_and_lock)
        yield


@pytest.fixture(autouse=True, scope="session")
def _a_forced_sign_in_begins_a_session() -> None:
    """Let ``force_login`` do what the door does after a sign-in."""
    from safeconduct.people.middleware import note_beginning  # noqa: PLC0415 — its models can only be imported once Django is set up

    user_logged_in.connect(lambda request, **_more: note_beginning(request), dispatch_uid="tests.note-beginning", weak=False)


@pytest.fixture
def at() -> datetime:
    """Give the moment at which things happen in a test: a Thursday in April 2017."""
    return datetime(2017, 4, 20, 9, 0, tzinfo=UTC)
