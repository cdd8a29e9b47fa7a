"""C4: the demonstration, whose passphrase lies in a file and whose steward would hold the root key, comes nowhere where people work."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from safeconduct.crises.models import Crisis
from safeconduct.demo.actions.load_demonstration import SIGN_IN_NOTE, InEarnest, load_demonstration
from safeconduct.demo.telling.keys import CODES_FILE
from safeconduct.kit.clock import now
from safeconduct.people.models import Member, RootKey
from tests.factories.joining import invite
from tests.factories.people import make_ines

pytestmark = pytest.mark.django_db(databases=["default", "intake", "signing"])


@pytest.mark.parametrize("somebody", [make_ines, invite], ids=["a member", "an invitation"])
def test_the_demonstration_is_not_loaded_where_people_work(somebody: Callable[[], object], settings: Settings, tmp_path: Path):
    settings.VAR = tmp_path
    somebody()
    before = Member.objects.count()

    with pytest.raises(InEarnest):
        load_demonstration(at=now())

    assert (Member.objects.count(), RootKey.objects.count(), Crisis.objects.count()) == (before, 0, 0)
    assert not (tmp_path / SIGN_IN_NOTE).exists()
    assert not (tmp_path / CODES_FILE).exists()
