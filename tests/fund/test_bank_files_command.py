"""A bank file on the command line."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from safeconduct.cli.fund import fund
from safeconduct.fund.models import BankFile
from tests.factories.books import make_book
from tests.factories.giving import make_bank_account, make_keeper
from tests.factories.people import make_vera
from tests.fund.reading.camt_made import ACCOUNT, Part
from tests.fund.test_bank_files import a_file, make_donors, whole


@pytest.mark.django_db
def test_a_file_is_taken_by_who_keeps_the_book(tmp_path: Path):
    tyra, vera, book = make_keeper("tyra"), make_vera(), make_book()
    make_bank_account(book, known_as=[ACCOUNT])
    make_donors(book, tyra)
    path = tmp_path / "unread.xml"
    path.write_bytes(a_file(whole(Part(20_000))))

    assert CliRunner().invoke(fund, ["take", str(path), "--by", vera.handle]).exit_code == 1
    first = CliRunner().invoke(fund, ["take", str(path), "--by", "tyra"])
    assert "2 new sums" in first.output
    assert "here before" in CliRunner().invoke(fund, ["take", str(path), "--by", "tyra"]).output
    assert BankFile.objects.get().state == "booked"
