"""The intake's process as far as it can be had within a test: its own settings, its own addresses, its own database."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests.ask.stage import Hotline, lay_root_key, make_hotline
from tests.ask.surroundings import as_intake


@pytest.fixture(autouse=True)
def intake(settings: Settings, tmp_path: Path) -> Path:
    """Let everything be as in the intake's process; give the folder of a test."""
    as_intake(settings, tmp_path)
    return tmp_path


@pytest.fixture
def seed(intake: Path) -> bytes:
    """Give the seed of the root key that is laid down."""
    return lay_root_key(intake / "root-key.txt")


@pytest.fixture
def hotline(seed: bytes, db: None) -> Hotline:
    """Give an open channel."""
    return make_hotline(seed)


@pytest.fixture
def person(intake: Path) -> Client:
    """Give the browser of somebody who asks for help."""
    return Client()
