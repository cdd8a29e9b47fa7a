"""The demonstration, loaded once for all tests of a module and taken back after them."""

import os
import secrets
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django.fixtures import Settings

from safeconduct.crises.models import Crisis
from safeconduct.demo.actions import load_demonstration as loading
from safeconduct.demo.actions.load_demonstration import load_demonstration
from safeconduct.demo.telling.cases import Told, tell_cases

LOADED_AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def memory_folder() -> Iterator[str]:
    """Name a folder in memory for the keys that the loading leaves there."""
    folder = f"/dev/shm/safeconduct-story-{os.getpid()}-{secrets.token_hex(4)}"
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def memory(memory_folder: str, settings: Settings) -> None:
    """Let a test find them."""
    settings.SIGNING_RAM = memory_folder


@pytest.fixture(scope="module")
def told() -> dict[str, Told]:
    """Give the cases as they were told, with what only their holders know, once the story is loaded."""
    return {}


@pytest.fixture(scope="module")
def story(
    django_db_setup: None,
    django_db_blocker: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    memory_folder: str,
    told: dict[str, Told],
) -> Iterator[Crisis]:
    """Give the crisis of the loaded demonstration."""
    folder = tmp_path_factory.mktemp("demonstration")

    def telling(*args: Any) -> dict[str, Told]:
        told.update(tell_cases(*args))
        return told

    with (
        pytest.MonkeyPatch.context() as patched,
        override_settings(VAR=folder, MEDIA_ROOT=folder / "captures", SIGNING_RAM=memory_folder),
        django_db_blocker.unblock(),  # type: ignore[attr-defined]
        transaction.atomic(),
        transaction.atomic(using="intake"),
        transaction.atomic(using="signing"),
    ):
        patched.setattr(loading, "tell_cases", telling)
        assert load_demonstration(at=LOADED_AT)
        yield Crisis.objects.get(slug="chechnya-2017")
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="intake")
        transaction.set_rollback(True, using="signing")
