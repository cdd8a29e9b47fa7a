"""Fixtures of many tests: Jonas, the first steward, on whose key trust rests, and two of the hotline for whom he vouches.

A test takes them by ``jonas, amina = keepers.jonas, keepers.amina  # fixtures``.
"""

import pytest

from tests.factories.vault import KeyedMember, make_keyed_member, make_steward


@pytest.fixture
def jonas() -> KeyedMember:
    return make_steward()


@pytest.fixture
def amina(jonas: KeyedMember) -> KeyedMember:
    return make_keyed_member("amina", voucher=jonas)


@pytest.fixture
def tomas(jonas: KeyedMember) -> KeyedMember:
    return make_keyed_member("tomas", voucher=jonas)
