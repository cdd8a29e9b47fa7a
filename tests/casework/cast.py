"""Malika and Zoya, who work on cases; Lev, their colleague, who holds none; Vera, who works on cases elsewhere.

A test takes them by ``malika, zoya = cast.malika, cast.zoya  # fixtures``.
"""

import pytest

from safeconduct.people.permissions import Role
from tests.factories.casework import make_caseworker
from tests.factories.people import make_organisation
from tests.factories.vault import KeyedMember, make_keyed_member


@pytest.fixture
def malika(db: None) -> KeyedMember:
    return make_caseworker("malika")


@pytest.fixture
def zoya(db: None) -> KeyedMember:
    return make_caseworker("zoya")


@pytest.fixture
def lev(db: None) -> KeyedMember:
    return make_caseworker("lev")


@pytest.fixture
def vera(db: None) -> KeyedMember:
    return make_keyed_member("vera", roles=list(Role), organisation=make_organisation("Far Shore", country="NO"))
