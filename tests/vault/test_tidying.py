"""What the nightly command does."""

import pytest
from click.testing import CliRunner

from safeconduct.cli.commands import safeconduct
from tests.factories.vault import make_keyed_member, make_record, make_steward, make_vault

pytestmark = pytest.mark.django_db(databases=["default", "intake"], transaction=True)


def test_tidying_takes_nothing_away_that_anybody_needs():
    jonas = make_steward()
    row = make_record(make_vault("case", [jonas, make_keyed_member("amina")]), "x", by=jonas)

    answer = CliRunner().invoke(safeconduct, ["vault", "tidy"])

    assert (answer.exit_code, answer.exception) == (0, None)
    assert answer.output.startswith("0 unfinished")
    row.refresh_from_db()
