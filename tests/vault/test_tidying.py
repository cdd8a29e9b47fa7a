"""What the nightly command does."""

import pytest
from click.testing import CliRunner
from django.db import connection

from safeconduct.cli.commands import safeconduct
from safeconduct.cli.vault import SEALED
from safeconduct.vault.models import Grant, Record
from tests.factories.vault import make_keyed_member, make_record, make_steward, make_vault
from tests.security.test_s3_register import sealed_models

pytestmark = pytest.mark.django_db(databases=["default", "intake", "signing"], transaction=True)


def by_number() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT record FROM vault_record ORDER BY {'rowid' if connection.vendor == 'sqlite' else 'ctid'}")
        return [str(row[0]).replace("-", "") for row in cursor.fetchall()]


def test_tidying_leaves_every_row_and_no_order():
    jonas = make_steward()
    keyed = make_vault("case", [jonas, make_keyed_member("amina")])
    CliRunner().invoke(safeconduct, ["vault", "tidy"])  # no room that rows of before left is filled by these
    rows = [make_record(keyed, number, by=jonas) for number in range(30)]
    written = [row.record.hex for row in rows]
    assert by_number() == written

    answer = CliRunner().invoke(safeconduct, ["vault", "tidy"])

    assert (answer.exit_code, answer.exception) == (0, None)
    assert answer.output.startswith("0 unfinished")
    assert sorted(by_number()) == sorted(written)
    assert by_number() != written  # alike by chance once in 30!
    assert {bytes(row.blob) for row in rows} == {bytes(row.blob) for row in Record.objects.all()}
    assert Grant.objects.filter(vault=keyed.id).count() == 2


def test_tidying_reaches_every_sealed_table():
    of_a_few_rows = {"RootKey", "Beat", "Weights"}

    assert {model.__name__ for model in sealed_models()} - {model.__name__ for model in SEALED} == of_a_few_rows
