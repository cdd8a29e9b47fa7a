"""Ines, her crisis, and a browser that is signed in as her."""

import pytest
from django.test import Client

from safeconduct.crises.models import Crisis
from safeconduct.people.models import Member
from tests.factories.crises import make_crisis
from tests.factories.people import make_ines


@pytest.fixture
def ines(db) -> Member:
    return make_ines()


@pytest.fixture
def crisis(ines: Member) -> Crisis:
    return make_crisis(by=ines, is_public=True)


@pytest.fixture
def desk(client: Client, ines: Member) -> Client:
    client.force_login(ines)
    return client
