"""An empty database with all of its tables, made once for each state of the migrations: making it takes longer than most tests together."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import django
from django.core.management.commands.migrate import Command
from django.db import DEFAULT_DB_ALIAS
from django.db.backends.sqlite3.creation import DatabaseCreation

from safeconduct.config.router import HOMES
from tests.architecture.house import PACKAGE, ROOT

KEPT = ROOT / "build" / "migrated"


def migrated() -> Path:
    """Give the file of such a database on SQLite; whoever asks first makes it, as ``safeconduct setup`` does, and the others wait."""
    seen = hashlib.sha256(django.get_version().encode())
    for file in sorted(PACKAGE.glob("*/migrations/*.py")):
        seen.update(str(file.relative_to(PACKAGE)).encode() + b"\0" + file.read_bytes())
    KEPT.mkdir(parents=True, exist_ok=True)
    made = KEPT / f"{seen.hexdigest()[:32]}.sqlite3"
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            _make(made)
    return made


def _make(made: Path) -> None:
    for older in KEPT.glob("*.sqlite3"):
        older.unlink()
    with tempfile.TemporaryDirectory(prefix="safeconduct-migrated-") as folder:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("SAFECONDUCT_", "DJANGO_"))}
        environment = {**kept, "SAFECONDUCT_VAR": folder, "DJANGO_SETTINGS_MODULE": "safeconduct.config.settings"}
        subprocess.run([sys.executable, "-m", "safeconduct.cli.main", "setup"], env=environment, cwd=ROOT, check=True, capture_output=True)
        part = made.with_suffix(".part")
        shutil.copyfile(Path(folder) / "safeconduct.sqlite3", part)
        part.rename(made)


def lay_migrated(var: Path) -> None:
    """Lay one into the folder of an installation that is yet to be set up."""
    var.mkdir(mode=0o700, parents=True)
    shutil.copyfile(migrated(), var / "safeconduct.sqlite3")
    (var / "safeconduct.sqlite3").chmod(0o600)


def begin_migrated(creation: DatabaseCreation, *given: Any, **named: Any) -> str:
    """Do what Django does before it migrates a test database on SQLite, and lay the tables into the main one."""
    name = str(CREATE(creation, *given, **named))
    if creation.connection.alias == DEFAULT_DB_ALIAS:
        shutil.copyfile(migrated(), name)
    return name


def migrate_its_own(command: Command, *given: Any, **named: Any) -> None:
    """Migrate a database as ``safeconduct setup`` does: one that lies apart with the tables of the apps whose home it is."""
    if named["database"] == DEFAULT_DB_ALIAS or named["app_label"]:
        MIGRATE(command, *given, **named)
        return
    for app in (app for app, home in HOMES.items() if home == named["database"]):
        MIGRATE(command, *given, **named | {"app_label": app, "run_syncdb": False})


CREATE, MIGRATE = DatabaseCreation._create_test_db, Command.handle  # type: ignore[attr-defined]  # the stubs leave it out
