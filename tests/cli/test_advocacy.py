"""``safeconduct advocacy import-posts``: it says what would change, asks, and takes in all or nothing."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from safeconduct.advocacy.models import Holding, Post
from safeconduct.cli.advocacy import advocacy
from tests.factories.crises import make_crisis
from tests.factories.people import make_ines, make_tomas, make_vera
from tests.factories.popolo import popolo_bytes, table_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    make_crisis()
    found = tmp_path / "ministers.json"
    found.write_bytes(popolo_bytes(4))
    return found


def run(file: Path, *options: str, by: str = "tomas", answer: str = "") -> Result:
    return CliRunner().invoke(advocacy, ["import-posts", str(file), "--crisis", "north", "--by", by, *options], input=answer)


def test_it_tells_what_would_change_and_asks_first(file: Path) -> None:
    make_tomas()

    refused = run(file, answer="n\n")
    assert "Take it in?" in refused.output
    assert "Nothing was changed." in refused.output
    assert not Post.objects.exists()

    taken = run(file, answer="y\n")
    assert "Taken in." in taken.output
    assert Post.objects.count() == 4
    assert set(Holding.objects.values_list("source_note", flat=True)) == {"ministers"}


def test_without_asking_twice_is_once(file: Path) -> None:
    make_tomas()
    run(file, "--yes", "--checked")

    again = run(file, "--yes", "--checked")

    assert "Nothing was changed." in again.output
    assert Post.objects.filter(verified_by__handle="tomas").count() == 4


def test_a_damaged_file_is_refused_with_its_problems(file: Path) -> None:
    make_tomas()
    file.write_bytes(table_bytes([{"body": "X", "post": "", "holder": "Anna Exempel"}]))

    answer = run(file, "--yes")

    assert answer.exit_code == 1
    assert "Line 2: “post” is empty." in answer.output
    assert not Post.objects.exists()


def test_only_who_keeps_posts_in_the_crisis_takes_them_in(file: Path) -> None:
    make_ines()
    make_vera()

    for by in ("ines", "vera", "nobody"):
        assert run(file, "--yes", by=by).exit_code == 1
    assert not Post.objects.exists()
