"""The demonstration, loaded once for all tests of a module and taken back after them."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.test import override_settings

from safeconduct.crises.models import Crisis
from safeconduct.demo.actions.load_demonstration import load_demonstration

LOADED_AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def story(django_db_setup: None, django_db_blocker: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crisis]:
    """Give the crisis of the loaded demonstration."""
    folder = tmp_path_factory.mktemp("demonstration")
    with (
        override_settings(VAR=folder, MEDIA_ROOT=folder / "captures"),
        django_db_blocker.unblock(),  # type: ignore[attr-defined]
        transaction.atomic(),
        transaction.atomic(using="intake"),
    ):
        assert load_demonstration(at=LOADED_AT)
        yield Crisis.objects.get(slug="chechnya-2017")
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="intake")
