"""A duty team of the Lantern Line: Malika leads it, Lev is on it."""

from dataclasses import dataclass

import pytest

from safeconduct.people.models import Member
from safeconduct.people.permissions import Role
from safeconduct.watch.models import Team
from tests.factories.people import make_member
from tests.factories.watching import make_team


@dataclass
class Duty:
    """A team and its two members."""

    team: Team
    malika: Member
    lev: Member


@pytest.fixture
def duty(db: None) -> Duty:
    """Give the team."""
    malika = make_member("malika", roles=[Role.CASE_LEAD])
    lev = make_member("lev", roles=[Role.CASEWORKER])
    return Duty(make_team(malika, members=(lev,)), malika, lev)
